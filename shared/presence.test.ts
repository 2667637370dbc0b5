import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, bucketSize, bucketStep, decoysMin, entriesMax, entryOf, isListed, keyHash, prefixOf } from './presence.ts';
import { sha256Hex } from './sha256.ts';

const day = '2026-11-25';
const keys = fc.uniqueArray(fc.stringMatching(/^web:[a-z]{2,12}\.example\/[a-z]{1,8}$/), { maxLength: 130 });
const bucket = (known: readonly string[], change: Partial<Parameters<typeof bucketOf>[0]> = {}) =>
  bucketOf({ day, hashes: known.map(keyHash), decoySeed: sha256Hex('seed'), ...change });

test('what is known is listed, what is not is not, and the order tells nothing of either', () => {
  fc.assert(
    fc.property(keys, fc.string(), (known, other) => {
      const made = bucket(known);
      for (const key of known) expect(isListed(made, key)).toBe(true);
      if (!known.includes(other)) expect(isListed(made, other)).toBe(false);
      expect([...made.entries].sort()).toEqual(made.entries);
      expect(bucket([...known].reverse())).toEqual(made);
    }),
  );
});

test('a bucket has at least fifty entries, in whole steps, and always some that stand for nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: entriesMax }), (known) => {
      const size = bucketSize(known);
      expect(size % bucketStep).toBe(0);
      expect(size).toBeGreaterThanOrEqual(Math.max(bucketStep, known + decoysMin));
      expect(size).toBeLessThan(known + decoysMin + bucketStep);
    }),
  );
  const many = Array.from({ length: entriesMax * 2 }, (_, at) => sha256Hex(`${at}`));
  expect(bucketOf({ day, hashes: many, decoySeed: 'x' }).entries.length).toBeLessThanOrEqual(entriesMax);
});

test('asked twice a day it is the same, and a key that is new changes one entry only', () => {
  fc.assert(
    fc.property(keys, fc.stringMatching(/^youtube:[a-z]{11}$/), (known, added) => {
      const [before, again, after] = [bucket(known), bucket(known), bucket([...known, added])];
      expect(again).toEqual(before);
      const isNew = after.entries.filter((entry) => !before.entries.includes(entry));
      expect(isNew).toContain(entryOf(day, keyHash(added)));
      // One decoy makes room for it, or where the bucket grows by a step, all that is new but one are decoys.
      const gone = before.entries.filter((entry) => !after.entries.includes(entry));
      if (after.entries.length === before.entries.length) expect([isNew.length, gone.length]).toEqual([1, 1]);
      else expect([isNew.length, gone.length]).toEqual([bucketStep, 0]);
    }),
  );
});

test('from one day to the next nothing stays, neither what is known nor what is not', () => {
  const known = Array.from({ length: 30 }, (_, at) => `web:a.example/${at}`);
  const next = bucket(known, { day: '2026-11-26', decoySeed: sha256Hex('seed of tomorrow') });
  expect(bucket(known).entries.filter((entry) => next.entries.includes(entry))).toEqual([]);
});

test('entries that stand for nothing look like the others: the same form, and digits spread as evenly', () => {
  const known = Array.from({ length: 40 }, (_, at) => keyHash(`web:a.example/${at}`));
  const [real, decoys]: [string[], string[]] = [[], []];
  for (let at = 0; at < 100; at++) {
    const entries = known.map((hash) => entryOf(`day ${at}`, hash));
    real.push(...entries);
    const made = bucketOf({ day: `day ${at}`, hashes: known, decoySeed: sha256Hex(`seed ${at}`) });
    decoys.push(...made.entries.filter((entry) => !entries.includes(entry)));
  }
  for (const entry of [...real, ...decoys]) expect(entry).toMatch(/^[0-9a-f]{64}$/);
  // Chi squared with 15 degrees of freedom: 37.7 is passed by one in a thousand of even spreads. The seeds are fixed, so this never flickers.
  for (const place of [0, 1, 31, 63]) expect([spread(real, place), spread(decoys, place)].every((sum) => sum < 37.7)).toBe(true);
});

function spread(entries: readonly string[], place: number): number {
  const expected = entries.length / 16;
  return Array.from(
    { length: 16 },
    (_, digit) => entries.filter((entry) => Number.parseInt(entry.charAt(place), 16) === digit).length,
  ).reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

test('a prefix is the first four digits', () => {
  expect(prefixOf(keyHash('youtube:abcdefghijk'))).toMatch(/^[0-9a-f]{4}$/);
});
