/** `npm run bench -- [name …] [--json]`: measurements, each beside what it is compared with, in one run. */
import os from 'node:os';

export interface Table {
  title: string;
  /** How to read it, and what it was compared with. */
  note: string;
  columns: string[];
  rows: (string | number)[][];
}

const benches: Record<string, () => Promise<{ run: () => Promise<Table[]> }>> = {
  rank: () => import('./rank.ts'),
  'next-item': () => import('./next-item.ts'),
  books: () => import('./books.ts'),
  extension: () => import('./extension.ts'),
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const isJson = process.argv.includes('--json');
const tables: Table[] = [];
const say = isJson ? console.error : console.log;
say(
  `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node ${process.versions.node}. Compare within this run only.`,
);
for (const [name, load] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { run } = await load();
  for (const table of await run()) {
    tables.push(table);
    if (!isJson) print(table);
  }
}
if (isJson) console.log(JSON.stringify(tables, null, 2));

function print({ title, note, columns, rows }: Table): void {
  const cells = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)));
  console.log(`\n${title}\n${note}\n`);
  for (const [at, row] of cells.entries()) {
    console.log(
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    );
    if (at === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  }
}
