import { expect, test } from 'vitest';
import { bm25Search, cosineSearch, pieces, plainWords, type Search } from './searches.ts';

const catalogue = ['Rivertin RT-90 gooseneck kettle', 'Rivertin KX-7000 toaster', 'Tolvane parka, long'];
const tfIdf = (tokens: typeof plainWords): Search =>
  cosineSearch(catalogue, catalogue, { tokens, often: (count) => count, rare: (logarithm) => logarithm });

test.each([
  ['TF-IDF over words', tfIdf(plainWords)],
  ['TF-IDF over pieces', tfIdf(pieces)],
  ['BM25', bm25Search(catalogue, plainWords)],
])('%s finds the text that shares what is rare', (_, search) => {
  const near = [...search('a toaster by Rivertin')];
  expect(near.indexOf(Math.max(...near))).toBe(1);
  expect(near[2]).toBeLessThan(near[0] ?? 0);
});

test('a text is as near to itself as can be, and nothing is near to none of its words', () => {
  const search = tfIdf(plainWords);
  expect(search(catalogue[0] ?? '')[0]).toBeCloseTo(1, 6);
  expect([...search('umbrella')]).toEqual([0, 0, 0]);
  expect([...bm25Search([], plainWords)('umbrella')]).toEqual([]);
});
