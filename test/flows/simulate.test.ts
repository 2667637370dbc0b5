/** What the simulated books heard, told to real ones: the same log to the byte, however often the object is thrown out of memory between. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyBundle } from '#shared/book/verify.ts';
import { day0, testBrand } from '#test/harness/book.ts';
import { aBook, freeClock, holdClock } from '#test/harness/book-object.ts';
import { chanceOf } from '#test/simulate/chance.ts';
import { runSeed } from '#test/simulate/run.ts';

beforeEach(() => holdClock(day0));
afterEach(freeClock);

test.each([11, 12, 13, 14])('the worlds of seed %i', async (seed) => {
  const chance = chanceOf(seed);
  for (const { heard, bundle } of runSeed(seed).books) {
    const book = aBook();
    const silence = () =>
      book.inside((inside) => {
        inside.consumers = silent;
      });
    await silence();
    for (const event of heard) {
      await book.told(event);
      if (!chance.happens(0.05)) continue;
      await book.evict();
      await silence();
    }
    const page = await book.stub.bundlePage(book.brandId, 0);
    const lines = page.text.trimEnd().split('\n');
    // The chain begins with the brand, so hashes differ; everything that was decided is the same.
    expect(lines.slice(1).map(decided)).toEqual(bundle.slice(1).map(decided));
    expect(bundle[0]).toContain(testBrand);
    expect(verifyBundle(lines).differences).toEqual([]);
    expect((await book.stub.check(book.brandId)).differences).toEqual([]);
  }
});

/** Consumers of every name that take whatever comes. */
const silent = new Proxy({}, { get: () => async () => undefined });

function decided(line: string): unknown {
  const { prevHash: _prevHash, hash: _hash, rootHash: _rootHash, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return rest;
}
