/** `npm run bench -- [name …] [--sizes 1000,100000] [--json]`: measurements, each beside what it is compared with, in one run. */
import os from 'node:os';
import { parseArgs } from 'node:util';

export interface Table {
  title: string;
  /** How to read it, and what it was compared with. */
  note: string;
  columns: string[];
  rows: (string | number)[][];
}

export interface BenchOptions {
  /** Numbers of products; left out: all that the bench has. */
  sizes?: readonly number[];
}

const benches: Record<string, () => Promise<{ run: (options: BenchOptions) => Promise<Table[]> }>> = {
  rank: () => import('./rank.ts'),
  tensors: () => import('./tensors.ts'),
  'next-item': () => import('./next-item.ts'),
  books: () => import('./books.ts'),
  extension: () => import('./extension.ts'),
};

const { values: flags, positionals: wanted } = parseArgs({
  // The names of other benches' own switches stand in process.argv too.
  strict: false,
  options: { json: { type: 'boolean' }, sizes: { type: 'string' } },
});
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const sizes = typeof flags['sizes'] === 'string' ? flags['sizes'].split(',').map(Number) : undefined;
if (sizes?.some((size) => !Number.isSafeInteger(size) || size < 1)) {
  console.error('--sizes takes whole numbers of products, such as 1000,100000.');
  process.exit(2);
}
const isJson = flags['json'] === true;
const tables: Table[] = [];
const say = isJson ? console.error : console.log;
say(
  `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node ${process.versions.node}. Compare within this run only.`,
);
for (const [name, load] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { run } = await load();
  for (const table of await run(sizes ? { sizes } : {})) {
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
