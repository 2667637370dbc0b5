import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readArtefact } from '#worker/model/train/next-item/manifest.ts';
import { main } from './main.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-next-item-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
async function gloss(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(argv, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Everybody walks on by one; five lines are enough to count that. */
const walk = Array.from({ length: 30 }, (_, user) => [user + 1, ...[0, 1, 2, 3, 4].map((step) => ((user + step) % 12) + 1)].join(' '));
const good = written('good.txt', `${walk.join('\n')}\n31 4 5\n32\n`);
const out = path.join(folder, 'model');

test.each([
  ['a word among the items', '1 2 3\n2 4 shoe 5\n', /Line 2: "shoe" is not an item number/],
  ['an item number of nothing', '1 2 0\n', /Line 1: "0" is not an item number/],
  ['commas', '1,2,3,4\n5 6,7\n', /Line 2: "6,7" is not an item number/],
  ['no sequence at all', '\n\n', /holds no sequence/],
  ['people without items', '1\n2\n', /holds no sequence/],
  ['too little of everybody', '1 2 3\n2 3 4\n', /Every sequence is shorter than three items/],
])('a file with %s is refused, by line, before anything is written', async (name, text, message) => {
  const file = written(`${name.replaceAll(' ', '-')}.txt`, text);
  for (const call of [
    ['train', 'next-item', file, '--out', path.join(folder, 'nothing')],
    ['eval', 'next-item', file, '--counts'],
  ]) {
    const { code, err } = await gloss(...call);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  }
});

test.each([
  ['no file', ['train', 'next-item', '--out', 'x'], 2, /name one file/],
  ['a file that is not there', ['train', 'next-item', path.join(folder, 'none'), '--out', 'x'], 1, /there is no file/],
  ['another kind of model', ['train', 'last-item', good, '--out', 'x'], 2, /what can be trained: /],
  ['half a network', ['train', 'next-item', good, '--out', 'x', '--members', '0.5'], 2, /--members takes whole numbers/],
  ['the whole file and nothing to repeat', ['train', 'next-item', good, '--out', 'x', '--whole'], 2, /--whole goes with --refit/],
  ['neither model nor counts', ['eval', 'next-item', good], 2, /say --model <folder> or --counts/],
  ['a folder without a model', ['eval', 'next-item', good, '--model', folder], 1, /There is no model in/],
])('a call with %s says what is wrong', async (_, argv, code, message) => {
  const answer = await gloss(...argv);
  expect(answer.code).toBe(code);
  expect(answer.err).toMatch(message);
});

test('what is trained is measured: every ablation, each model and their mean, short sequences named', async () => {
  const trained = await gloss('train', 'next-item', good, '--out', out, '--seeds', '1,2', '--members', '1', '--epochs', '1');
  expect(trained.code).toBe(0);
  expect(trained.err).toMatch(/network 2, epoch 1 of 1: loss [\d.]+, validation R@10/);
  const { code, out: text } = await gloss('eval', 'next-item', good, '--model', out, '--json');
  expect(code).toBe(0);
  const report = JSON.parse(text);
  expect(report.users).toBe(30);
  expect(report.note).toMatch(/2 sequences of one or two items cannot be measured/);
  expect(report.models.map(({ seed }: { seed: number }) => seed)).toEqual([1, 2]);
  expect(report.rows.map(({ name }: { name: string }) => name)).toEqual(['counts only', 'networks only', 'both']);
  for (const { metrics, intervals, each } of report.rows) {
    expect(metrics['ndcg@10']).toBeCloseTo((each[0]['ndcg@10'] + each[1]['ndcg@10']) / 2, 12);
    expect(intervals['ndcg@10'][0]).toBeLessThanOrEqual(metrics['ndcg@10']);
    expect(intervals['ndcg@10'][1]).toBeGreaterThanOrEqual(metrics['ndcg@10']);
  }
});

test.each([
  ['fewer', '1 1 2 3 40\n', /knows 12 items, the file has 4/],
  ['as many others', `${Array.from({ length: 12 }, (_, item) => `1 ${item + 2} 2 3`).join('\n')}\n`, /knows other items than the file/],
])('a model is not measured on a file with other items: %s', async (name, text, message) => {
  const more = written(`${name}.txt`, text);
  const { code, err } = await gloss('eval', 'next-item', more, '--model', out);
  expect(code).toBe(1);
  expect(err).toMatch(message);
});

/** Files of the same form that are not like the benchmark. */
test.each<[string, string]>([
  ['three people with three items each', '1 1 2 3\n2 2 3 1\n3 3 1 2\n'],
  [
    'numbers that are large and have gaps',
    walk.map((line) => line.replace(/ (\d+)/g, (_, item) => ` ${Number(item) ** 5 * 70_001}`)).join('\n'),
  ],
  ['items that nobody chose before the test', walk.map((line, user) => `${line} ${100 + user}`).join('\n')],
  ['sequences of one or two items, and one of three', '1 1\n2 1 2\n3 1 2 3\n4\n'],
  ['spaces at the ends, empty lines, ends of lines of another system', '1 1 2 3 4 \r\n2 2 3 4 1\t\r\n\r\n   \r\n3 3 4 1 2'],
  ['one very long sequence', `1 ${Array.from({ length: 700 }, (_, at) => (at % 30) + 1).join(' ')}\n2 1 2 3\n`],
  ['the same again and again', '1 4 4 4 4\n2 4 4 4\n'],
])('a file of %s is learnt from and measured', async (name, text) => {
  const [file, to] = [written(`${name.slice(0, 12)}.txt`, text), path.join(folder, `model of ${name}`)];
  const trained = await gloss('train', 'next-item', file, '--out', to, '--seeds', '1', '--epochs', '1');
  expect([trained.code, trained.err]).toEqual([0, expect.stringContaining('packing')]);
  const { code, out: text2 } = await gloss('eval', 'next-item', file, '--model', to, '--json');
  expect(code).toBe(0);
  const { rows } = JSON.parse(text2) as { rows: { metrics: Record<string, number> }[] };
  for (const { metrics } of rows) for (const value of Object.values(metrics)) expect(value).toBeGreaterThanOrEqual(0);
  const { manifest } = readArtefact(to);
  expect(manifest.samples.flatMap(({ scores }) => scores).every(Number.isFinite)).toBe(true);
  expect(JSON.stringify(manifest).length).toBeLessThan(100_000);
});

test('counts alone need no model', async () => {
  const { code, out: text } = await gloss('eval', 'next-item', good, '--counts');
  expect(code).toBe(0);
  expect(text).toMatch(/30 users; 2 sequences/);
  expect(text).toMatch(/counts only +\d?\.\d{4}/);
});
