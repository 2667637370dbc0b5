import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untrained } from '../../tower.ts';
import { listingPairs, readMatching, splits } from './listings.ts';
import { measureMatching } from './measure.ts';

const makers = ['Rivertin', 'Tolvane', 'Millbrook', 'Pellworm', 'Varnholt', 'Hestland'];
const things = ['kettle', 'toaster', 'grinder', 'anchor', 'backpack', 'parka', 'lamp', 'stove'];
/** Two shops that write the same things differently. */
const shop = makers.flatMap((maker, at) =>
  things.map((thing, place) => {
    const code = `${maker.slice(0, 2).toUpperCase()}${at + 2}${place}${(at * 7 + place * 3) % 10}`;
    return {
      one: `${maker} ${thing} - ${code}BK`,
      other: `${maker} ${code.slice(0, 2)}-${code.slice(2)} black ${thing}`,
      text: `a ${thing} for every day`,
    };
  }),
);
const folder = mkdtempSync(path.join(tmpdir(), 'gloss-match-'));
const side = (name: string, text: string): string => `COL name VAL ${name.toLowerCase()} COL description VAL ${text} COL price VAL 9.99`;

beforeAll(() => {
  const table = (rows: string[], head: string): string => [head, ...rows].join('\n');
  writeFileSync(
    path.join(folder, 'Abt.csv'),
    table(
      shop.map(({ one, text }, at) => `${at},"${one}","${text}",$9.99`),
      'id,name,description,price',
    ),
  );
  writeFileSync(
    path.join(folder, 'Buy.csv'),
    table(
      shop.map(({ other }, at) => `${at},"${other}","","",`),
      'id,name,description,manufacturer,price',
    ),
  );
  for (const [part, split] of splits.entries()) {
    const lines = shop.flatMap(({ one, text }, at) => {
      if (at % 3 !== part) return [];
      const wrong = shop[(at + things.length) % shop.length];
      return [`${side(one, text)}\t${side(shop[at]?.other ?? '', '')}\t1`, `${side(one, text)}\t${side(wrong?.other ?? '', '')}\t0`];
    });
    writeFileSync(path.join(folder, `pairs_${split}.txt`), `${lines.join('\n')}\n`);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

test('pairs are found in their tables', () => {
  const { ones, others, pairs } = readMatching(folder);
  expect([ones.length, others.length, pairs.length]).toEqual([48, 48, 96]);
  for (const { one, other, isSame } of pairs) expect(isSame).toBe(one === other);
});

test('what is the same is told from what is alike, and stands first in the other shop', () => {
  const { matching, retrieval, pairs } = measureMatching(readMatching(folder), untrained, () => undefined);
  expect(pairs).toEqual({ train: 32, valid: 32, test: 32 });
  for (const { by, measures } of matching) expect(measures.f1, by).toBeGreaterThan(0.9);
  const firsts = new Map(retrieval.map(({ by, test: { first } }) => [by, first]));
  expect(firsts.get('parts of words, weighed by rarity')).toBeGreaterThan(0.9);
  expect(retrieval.every(({ test: { asked }, all }) => asked === 16 && all.asked === 48)).toBe(true);
});

test.each(['', 'COL name VAL a\tCOL name VAL b', 'a\tb\tmaybe'])('a line that is no pair is refused or passed over: %o', (line) => {
  if (line === '') expect(listingPairs(line)).toEqual([]);
  else expect(() => listingPairs(line)).toThrow(/Line 1/);
});

test('a folder without the tables is refused by name', () => {
  expect(() => readMatching(path.join(folder, 'nowhere'))).toThrow(/Abt\.csv/);
});
