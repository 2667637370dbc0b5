import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answers, aWorker } from '#test/harness/answering.ts';
import { aModel } from '#test/harness/receipt.ts';
import { pack } from '#worker/model/next-item/artefact.ts';
import { countSequences } from '#worker/model/next-item/counts.ts';
import { shapeFor } from '#worker/model/next-item/shape.ts';
import { hashOf, type Manifest, writeArtefact } from '#worker/model/train/next-item/manifest.ts';
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

describe('companions', () => {
  const ids = ['1', '2', '3'].map((last) => `prd_${last.padStart(26, '0')}`);
  const [model, products] = [path.join(folder, 'next-item'), path.join(folder, 'products.txt')];
  const artefact = (id: string, isInForce: boolean) => ({
    id,
    note: 'n',
    items: 3,
    products: 2,
    networks: 0,
    bytes: 300,
    addedAt: Date.UTC(2026, 10, 3, 3),
    isInForce,
  });
  const [first, second] = ['a1'.padEnd(64, '0'), 'b2'.padEnd(64, '0')];
  const companions: Answers = {
    ...signIn,
    '/v1/companions/artefacts': (body) => [
      200,
      'manifest' in body
        ? artefact(first, false)
        : {
            artefacts: [artefact(first, true), artefact(second, false)],
            inForce: [
              { artefact: first, from: 1, by: 'usr_1', reason: 'better' },
              { artefact: null, from: 0, by: 'usr_1', reason: 'none yet' },
            ],
          },
    ],
    '/v1/companions/in-force': ({ artefact: name }) => [200, { artefact: name }],
  };
  beforeAll(() => {
    const counts = countSequences([Int32Array.of(0, 1), Int32Array.of(0, 1, 2)], 3);
    const { files, layout } = pack({ shape: shapeFor(3), networks: [], counts, blend: { weight: 1, power: 1 } }, 10_000);
    const hashes = { network: hashOf(files.network), counts: hashOf(files.counts) };
    const manifest = { kind: 'next-item', version: 2, layout, hashes, samples: [], part: 'train', seed: 7, itemIds: [10, 20, 30] };
    writeArtefact(model, manifest as unknown as Manifest, files);
  });
  const add = (origin: string) => gloss('model', 'companions', 'add', model, '--products', products, '--to', origin);

  test('a trained model is added with its products, by the numbers of its items', async () => {
    const { origin, asked } = await aWorker(companions);
    writeFileSync(products, `30 ${ids[2]}\r\n10  ${ids[0]} \n\n77 ${ids[1]}\n`);
    const { code, out, err } = await add(origin);
    expect([code, err]).toEqual([0, expect.stringContaining('1 items of')]);
    expect(out).toContain(`${first} is kept: 2 products of 3 items`);
    expect(asked.at(-1)?.body).toMatchObject({ products: [ids[0], null, ids[2]], note: expect.stringContaining('seed 7') });
    const { manifest } = (asked.at(-1)?.body ?? {}) as { manifest?: object };
    expect(Object.keys(manifest ?? {})).toEqual(['kind', 'version', 'layout', 'hashes', 'samples']);
  });

  test.each([
    ['a word for a number', `one ${ids[0]}`, 'line 1: write "item product"'],
    ['a line with more', `10 ${ids[0]} x`, 'line 1: write "item product"'],
    ['no product', `10 ${ids[0]}\n20 sku-2`, 'line 2: "sku-2" is no id of a product'],
    ['an item twice', `10 ${ids[0]}\n10 ${ids[1]}`, 'line 2: item 10 stands there twice'],
    ['a product twice', `10 ${ids[0]}\n20 ${ids[0]}`, `line 2: ${ids[0]} stands there twice`],
  ])('a list of products with %s is refused by line, and nothing is asked', async (_, text, words) => {
    const { origin, asked } = await aWorker(companions);
    writeFileSync(products, text);
    expect(await add(origin)).toMatchObject({ code: 1, err: expect.stringContaining(words) });
    expect(asked.some(({ path: to }) => to === '/v1/companions/artefacts')).toBe(false);
  });

  test('they are listed, one is put in force by its first letters, and none too', async () => {
    const { origin, asked } = await aWorker(companions);
    const { out } = await gloss('model', 'companions', 'list', '--to', origin);
    expect(out).toContain(`* ${first.slice(0, 12)}`);
    expect(out).toContain('2 of 3 items, 0 networks, 300 bytes  n');
    expect(out).toContain('none          usr_1: none yet');
    expect(await gloss('model', 'companions', 'use', 'b2', '--reason', 'worse', '--to', origin)).toMatchObject({
      code: 0,
      out: `${second} is in force.`,
    });
    expect(asked.at(-1)?.body).toEqual({ artefact: second, reason: 'worse' });
    expect(await gloss('model', 'companions', 'off', '--reason', 'worse', '--to', origin)).toMatchObject({
      code: 0,
      out: 'None is in force.',
    });
    expect(asked.at(-1)?.body).toEqual({ artefact: null, reason: 'worse' });
  });

  test.each([
    ['nothing to do', ['companions'], 2, 'companions list'],
    ['no products', ['companions', 'add', model], 2, '--products <file>'],
    ['a list that is not there', ['companions', 'add', model, '--products', '/nowhere'], 2, 'there is no file'],
    ['a folder without a model', ['companions', 'add', folder, '--products', products], 1, 'There is no model in'],
    ['no reason', ['companions', 'use', 'a1'], 2, '--reason'],
    ['an unknown one', ['companions', 'use', 'c3', '--reason', 'x'], 1, 'there is no artefact c3'],
  ])('called with %s it says so', async (_, argv, code, words) => {
    const { origin } = await aWorker(companions);
    expect(await gloss('model', ...argv, '--to', origin)).toMatchObject({ code, err: expect.stringContaining(words) });
  });
});
