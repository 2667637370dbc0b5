import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encode } from '../../encode.ts';
import { wordsIn } from '../../read-words.ts';
import { type Tower, unpackedTower, untrained } from '../../tower.ts';
import { makeTowerFit } from './fit-tower.ts';
import { makeLexicon } from './lexicon.ts';
import { trainText } from './train.ts';

const data = mkdtempSync(path.join(tmpdir(), 'gloss-text-'));
const file = (name: string, content: string | Buffer): void => {
  mkdirSync(path.join(data, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(data, name), content);
};
/** Only what stands in 25 texts is learnt. */
const colours = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `${letter}reddish`);
const things = ['parasol', 'umbrella', 'lantern', 'kettle', 'anchor', 'mitten'];
const titles = things.flatMap((thing, at) => colours.map((colour) => `Maker${at} superfine deluxe ${thing} ${colour}`));
const side = (name: string): string => `COL name VAL ${name} COL description VAL  COL price VAL `;

beforeAll(() => {
  file('s3rec-beauty/beauty_items.csv', ['item_id,asin,title', ...titles.map((title, at) => `${at + 1},A${at},${title}`)].join('\n'));
  // What one shop calls a parasol, the other calls a sunshade.
  file('abt-buy/pairs_train.txt', colours.map((colour) => `${side(`parasol ${colour}`)}\t${side(`sunshade ${colour}`)}\t1`).join('\n'));
  file(
    'bestbuy-categories/categories.json.gz',
    gzipSync(JSON.stringify([{ name: 'Lanterns', path: [{ name: 'Home' }, { name: 'Garden' }, { name: null }] }])),
  );
});
afterAll(() => rmSync(data, { recursive: true }));

const train = (seed: number) => trainText(data, { seed, epochs: 12, all: false }, { epochDone: () => undefined });
const near = (one: string, other: string, tower: Tower): number => {
  const [a, b] = [one, other].map((text) => encode([{ words: wordsIn(text, 20), weight: 1 }], tower));
  return (a ?? new Float32Array()).reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);
};

test('what means the same comes near, what tells little counts less, and both are new', () => {
  const { losses, isShippable, uses, ...packed } = train(1);
  const tower = unpackedTower(packed);
  expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
  expect(near('parasol', 'sunshade', tower)).toBeGreaterThan(near('parasol', 'sunshade', untrained) + 0.1);
  expect(near('superfine kettle', 'superfine anchor', tower)).toBeLessThan(near('superfine kettle', 'superfine anchor', untrained));
  expect(isShippable && uses.every(({ licence, hash }) => licence !== '' && hash.length === 64)).toBe(true);
});

test('the same seed gives the same bytes, another one others', () => {
  expect(train(1).weightsHash).toBe(train(1).weightsHash);
  expect(train(2).weightsHash).not.toBe(train(1).weightsHash);
});

test('data that is missing is named', () => {
  expect(() => trainText(path.join(data, 'nowhere'), { seed: 1, epochs: 1, all: false }, { epochDone: () => undefined })).toThrow(
    /beauty_items/,
  );
});

test('a step goes down the slope of its loss', () => {
  const { lexicon, bagOf } = makeLexicon();
  const [ones, others] = [titles.map(bagOf), titles.map((title) => bagOf(`${title} deluxe`))];
  const fit = makeTowerFit(lexicon);
  const first = fit.step(ones, others, 1);
  for (let step = 0; step < 20; step++) fit.step(ones, others, 1);
  expect(fit.step(ones, others, 0)).toBeLessThan(first);
});
