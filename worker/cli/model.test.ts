import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Answers, aWorker } from '#test/harness/answering.ts';
import { aModel } from '#test/harness/receipt.ts';
import { main } from './main.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function gloss(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(argv, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const [shipped, nightly] = ['a1'.padEnd(64, '0'), 'a2'.padEnd(64, '0')];
const version = (id: string, isInForce: boolean) => ({
  id,
  origin: isInForce ? 'nightly' : 'shipped',
  madeAt: Date.UTC(2026, 10, 3, 3),
  note: 'n',
  metrics: {},
  isInForce,
});
const attempt = {
  id: 'night 2026-11-03',
  at: Date.UTC(2026, 10, 3, 3),
  outcome: 'replaced',
  base: shipped,
  candidate: nightly,
  metrics: { shown: 4000, opened: 400, lossBefore: 0.3, lossAfter: 0.25, places: [0.4, 0.2] },
};
const signIn: Answers = {
  '/v1/accounts/sign-in/request': () => [200, { sent: true, link: 'http://127.0.0.1/sign-in#code=abc' }],
  '/v1/accounts/sign-in/confirm': () => [200, {}, { 'set-cookie': '__Host-gloss=session; Path=/' }],
};
const learning: Answers = {
  ...signIn,
  '/v1/learning/versions': () => [
    200,
    {
      versions: [version(nightly, true), version(shipped, false)],
      inForce: [{ version: nightly, from: 1, by: 'nightly', reason: 'better' }],
    },
  ],
  [`/v1/learning/versions/${shipped}`]: () => [200, { model: aModel }],
  '/v1/learning/in-force': () => [200, version(shipped, true)],
  '/v1/learning/attempts': () => [200, { attempts: [attempt], next: null }],
};

test('versions are listed, the one in force is marked', async () => {
  const { origin, asked } = await aWorker(learning);
  const { code, out } = await gloss('model', 'list', '--to', origin);
  expect(code).toBe(0);
  expect(out).toContain(`* ${nightly.slice(0, 12)}`);
  expect(out).toContain('nightly: better');
  expect(asked.at(-1)?.proof).toBe('__Host-gloss=session');
});

test('rolling back takes the first letters of a version and a reason', async () => {
  const { origin, asked } = await aWorker(learning);
  expect(await gloss('model', 'use', 'a1', '--reason', 'worse cards', '--to', origin)).toMatchObject({
    code: 0,
    out: `${shipped} is in force.`,
  });
  expect(asked.at(-1)).toMatchObject({ path: '/v1/learning/in-force', body: { version: shipped, reason: 'worse cards' } });
});

test('what is shown can be added again', async () => {
  const { origin, asked } = await aWorker({
    ...learning,
    '/v1/learning/versions': (body) =>
      body['model'] ? [200, version(shipped, false)] : (learning['/v1/learning/versions']?.({}) ?? [500, {}]),
  });
  const file = path.join(folder, 'version.json');
  writeFileSync(file, (await gloss('model', 'show', 'a1', '--to', origin)).out);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(aModel);
  expect((await gloss('model', 'add', file, '--to', origin)).code).toBe(0);
  expect(asked.at(-1)?.body).toEqual({ model: aModel, note: 'added from the command line' });
});

test('what a training wrote, weights by name, becomes a version', async () => {
  const { origin, asked } = await aWorker({ ...signIn, '/v1/learning/versions': () => [200, version(shipped, false)] });
  const file = path.join(folder, 'ranker.json');
  const weights = { bias: -3, weights: { one: 4, two: -1 }, units: [{ bias: -1, weights: { two: -2 }, adds: 1 }], threshold: 0.5 };
  writeFileSync(file, JSON.stringify({ kind: 'ranker', features: ['one', 'two'], weights }));
  expect((await gloss('model', 'add', file, '--to', origin)).code).toBe(0);
  expect(asked.at(-1)?.body).toMatchObject({
    model: { form: 'ranker-2', features: ['one', 'two'], direct: [512, -128], units: [{ weights: [0, -256] }] },
  });
});

test('nights are listed with what they measured', async () => {
  const { origin } = await aWorker(learning);
  const { out } = await gloss('model', 'attempts', '--to', origin);
  expect(out).toMatch(/replaced .*night 2026-11-03, 4000 cards seen, 400 opened, held-out loss 0\.3000 -> 0\.2500/);
});

test.each([
  ['nothing asked', [], 'say one of: list', 2],
  ['no reason', ['use', 'a1'], '--reason', 2],
  ['no hash', ['use', 'zebra', '--reason', 'x'], 'by its hash', 2],
  ['no such version', ['use', 'ff', '--reason', 'x'], 'there is no version ff', 1],
  ['two of them', ['use', 'a', '--reason', 'x'], 'say more of it', 1],
])('%s is told', async (_, argv, words, code) => {
  const { origin } = await aWorker(learning);
  expect(await gloss('model', ...argv, '--to', origin)).toMatchObject({ code, err: expect.stringContaining(words) });
});

const event = (place: number) => ({
  day: 20_000,
  model: shipped,
  features: ['named-on-page'],
  values: [0.5],
  place,
  clicked: place === 0,
  ordered: false,
});

test('events are exported page by page, one card a line, to a file or to stdout', async () => {
  let page = 0;
  const { origin } = await aWorker({
    ...signIn,
    '/v1/learning/events': () => [200, page++ % 2 === 0 ? { events: [event(0)], next: '20000.car_1' } : { events: [event(1)], next: null }],
  });
  const file = path.join(folder, 'events.ndjson');
  expect(await gloss('export', 'events', '--out', file, '--to', origin)).toMatchObject({ code: 0, err: '2 cards' });
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
    [0, 1].map((place) => ({
      day: 20_000,
      model: shipped,
      place,
      clicked: place === 0,
      ordered: false,
      features: { 'named-on-page': 0.5 },
    })),
  );
  expect((await gloss('export', 'events', '--to', origin)).out.split('\n')).toEqual(lines);
  expect(await gloss('export')).toMatchObject({ code: 2, err: expect.stringContaining('events') });
});

test('baskets are exported as the next-item training takes them, with running numbers, and a file that names the products', async () => {
  const ids = ['1', '2', '3'].map((last) => `prd_${last.padStart(26, '0')}`);
  const [a, b, c] = ids;
  const ref = `ord_${'0'.repeat(26)}`;
  let pages = 0;
  const { origin, asked } = await aWorker({
    ...signIn,
    '/v1/orders/baskets': () => [200, pages++ === 0 ? { baskets: [[c, a]], next: ref } : { baskets: [[a, b, c]], next: null }],
  });
  const to = path.join(folder, 'new', 'baskets');
  const { code, out } = await gloss('export', 'baskets', '--out', to, '--to', origin);
  expect(code).toBe(0);
  expect(out).toContain('2 baskets of 3 products');
  expect(asked.at(-1)?.path).toContain(`after=${ref}`);
  expect(readFileSync(path.join(to, 'baskets.txt'), 'utf8')).toBe('1 1 2\n2 2 3 1\n');
  expect(readFileSync(path.join(to, 'products.txt'), 'utf8')).toBe(`1 ${c}\n2 ${a}\n3 ${b}\n`);
  expect(await gloss('export', 'baskets', '--to', origin)).toMatchObject({ code: 2, err: expect.stringContaining('--out <folder>') });
});
