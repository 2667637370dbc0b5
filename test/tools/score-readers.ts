/**
 * Scores what the page readers see against labels: `npm run score:readers -- [folder] [--json] [--misses]`.
 * The folder has one subfolder per kind with a labels.json of { name: { file, url, title, creator, products, productLinks, hasDisclosure } }.
 * With --json the misses are part of it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openPage, readSaved } from '#worker/cli/page.ts';
import { type FolderEntry, listPages } from '#worker/cli/read.ts';
import { type Label, type Score, scorePage } from './score.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, misses: { type: 'boolean', default: false } },
});
const folder = positionals[0] ?? path.resolve(import.meta.dirname, '../../../shared/pages');

interface Row {
  key: string;
  kind: string;
  score: Score;
  parseMs: number;
  readMs: number;
  crash?: string;
}

const rows = pagesIn(folder).map(scored);
const misses = rows.flatMap(({ key, score }) => score.misses.map((miss) => ({ page: key, miss })));
const report = reportOf(rows);
if (values.json) process.stdout.write(`${JSON.stringify(values.misses ? { ...report, misses } : report, null, 2)}\n`);
else {
  for (const line of table(report)) process.stdout.write(`${line}\n`);
  if (values.misses) for (const { page, miss } of misses) process.stdout.write(`${page}: ${miss}\n`);
}
process.exitCode = report.crashes.length === 0 && report.productsOnNegatives.length === 0 ? 0 : 1;

function pagesIn(named: string): FolderEntry[] {
  try {
    return listPages(named);
  } catch (error) {
    process.stderr.write(
      `score:readers: ${error instanceof Error ? error.message : String(error)}\n` +
        'Expected is a folder with one subfolder per kind (article, product, …), each with its saved pages and a labels.json of\n' +
        '{ "<name>": { "file": "<name>.html", "url": "https://…", "title": …, "creator": { "name": … }, "products": [ … ] } }: npm run score:readers -- <folder>\n',
    );
    return process.exit(2);
  }
}

function scored(entry: FolderEntry): Row {
  const label = labelOf(entry);
  const begun = performance.now();
  try {
    const page = openPage(entry.file);
    const opened = performance.now();
    const { reading, seen } = readSaved(page, entry.url);
    const readMs = performance.now() - opened;
    const row = { key: entry.key, kind: entry.kind, score: scorePage(label, seen), parseMs: opened - begun, readMs };
    return reading.why === 'failed' ? { ...row, crash: 'the reader gave up' } : row;
  } catch (error) {
    return { key: entry.key, kind: entry.kind, score: scorePage(label, undefined), parseMs: 0, readMs: 0, crash: String(error) };
  }
}

function labelOf({ key, kind }: FolderEntry): Label {
  const labels = JSON.parse(readFileSync(path.join(folder, kind, 'labels.json'), 'utf8')) as Record<string, Label>;
  return labels[key.slice(kind.length + 1)] ?? {};
}

interface Report {
  pages: number;
  kinds: Record<string, Record<string, { right: number; of: number; percent: number }>>;
  all: Record<string, { right: number; of: number; percent: number }>;
  productsOnNegatives: string[];
  crashes: string[];
  parseMs: { median: number; p95: number };
  readMs: { median: number; p95: number };
}

function reportOf(all: Row[]): Report {
  const kinds: Report['kinds'] = {};
  for (const kind of new Set(all.map((row) => row.kind))) kinds[kind] = totals(all.filter((row) => row.kind === kind));
  return {
    pages: all.length,
    kinds,
    all: totals(all),
    productsOnNegatives: all.filter(({ score }) => score.isFalseProduct).map(({ key }) => key),
    crashes: all.filter(({ crash }) => crash !== undefined).map(({ key, crash }) => `${key}: ${crash}`),
    parseMs: spread(all.map((row) => row.parseMs)),
    readMs: spread(all.map((row) => row.readMs)),
  };
}

function totals(all: Row[]): Record<string, { right: number; of: number; percent: number }> {
  const sums: Record<string, { right: number; of: number; percent: number }> = {};
  for (const { score } of all)
    for (const [name, [right, of]] of Object.entries(score.counts)) {
      const sum = sums[name] ?? { right: 0, of: 0, percent: 0 };
      sums[name] = sum;
      sum.right += right;
      sum.of += of;
      sum.percent = Math.round((1000 * sum.right) / sum.of) / 10;
    }
  return sums;
}

function spread(times: number[]): { median: number; p95: number } {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
  return { median: at(0.5), p95: at(0.95) };
}

function table(report: Report): string[] {
  const names = Object.keys(report.all);
  const cell = (sums: Record<string, { right: number; of: number; percent: number }>, name: string) => {
    const sum = sums[name];
    return sum ? `${sum.percent} (${sum.right}/${sum.of})` : '';
  };
  const width = 16;
  return [
    ['kind', ...names].map((name) => name.padEnd(width)).join(''),
    ...Object.entries({ ...report.kinds, all: report.all }).map(([kind, sums]) =>
      [kind, ...names.map((name) => cell(sums, name))].map((text) => text.padEnd(width)).join(''),
    ),
    '',
    `pages ${report.pages}, crashes ${report.crashes.length}, negatives with products ${report.productsOnNegatives.length}`,
    `parse ${report.parseMs.median} ms median, ${report.parseMs.p95} ms p95; read ${report.readMs.median} ms median, ${report.readMs.p95} ms p95`,
    ...report.crashes,
    ...report.productsOnNegatives.map((key) => `product on a negative: ${key}`),
  ];
}
