import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageFacts } from '#shared/page.ts';
import { convincing, mentionIn, standsAt } from './mention.ts';
import { termOf } from './text.ts';
import { type PageWords, pageWords, productTerms, productWords } from './words.ts';

const alone = { products: 1000, productsWith: () => 1 };
const product = (title: string, maker?: string) => productWords(productTerms({ title, maker, sku: 'x' }), alone);
const page = (text: string): PageWords =>
  pageWords({ platform: 'web', kind: 'article', url: 'https://x.test/', text, products: [], shopLinks: [] } as PageFacts);
const mention = (text: string, title: string, maker?: string) => mentionIn(page(text).text, product(title, maker));
const filler = 'lorem ipsum dolor amet '.repeat(20);

test.each([
  ['all of it', `${filler} the Rivertin RT-90 kettle ${filler}`, 1, 1],
  ['all of it, another order', 'kettle RT-90 by Rivertin', 1, 0.5],
  ['not at all', filler, 0, 0],
  ['spread over the text', `Rivertin ${filler} RT-90 ${filler} kettle`, 0.5, 0.5],
])('%s', (_, text, share, run) => {
  const found = mention(text, 'Rivertin RT-90 kettle');
  expect(Math.abs(found.share - share)).toBeLessThan(0.2);
  expect(Math.abs(found.runShare - run)).toBeLessThan(0.35);
});

test('shops and writers space names as they like', () => {
  expect(mention('the RTX3080 is fast', 'RTX 3080').share).toBe(1);
  expect(mention('the RTX 3080 is fast', 'RTX3080').share).toBe(1);
  expect(mention('the RTX 3090 is fast', 'RTX 3080').share).toBeLessThan(0.8);
});

test('the maker beside the name tells more, and counts once where the title has it too', () => {
  const [without, beside] = [mention('an Ace for the feet', 'Ace', 'Gucci'), mention('the Gucci Ace for the feet', 'Ace', 'Gucci')];
  expect(beside.information).toBeGreaterThan(without.information + 5);
  expect(beside.runInformation).toBe(beside.information);
  expect(mention('the Gucci Ace', 'Gucci Ace', 'Gucci').information).toBe(mention('the Gucci Ace', 'Gucci Ace').information);
});

test('a word stands at the mention or beside it, not elsewhere', () => {
  const { text } = page(`case ${filler} Rivertin RT-90 kettle with lid`);
  const found = mentionIn(text, product('Rivertin RT-90 kettle'));
  expect(standsAt(text, found, termOf('with'))).toBe(true);
  expect(standsAt(text, found, termOf('case'))).toBe(false);
});

test('shares are from 0 to 1, and more of the name on the page never makes them smaller', () => {
  const words = ['rivertin', 'rt', '90', 'kettle', 'the', 'black', 'wh1000xm5'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (some) => {
      const title = 'Rivertin RT 90 kettle black';
      const before = mention(some.join(' '), title);
      const after = mention(`${some.join(' ')} ${filler} ${title}`, title);
      for (const { share, runShare } of [before, after]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(runShare).toBeLessThanOrEqual(share + 1e-9);
      }
      expect(after.share).toBeGreaterThanOrEqual(before.share - 1e-9);
      expect(after.runShare).toBeCloseTo(1, 9);
    }),
  );
});

test('what is told grows convincing', () => {
  expect(convincing(0)).toBe(0);
  expect(convincing(9)).toBe(0.5);
  expect(convincing(20)).toBeGreaterThan(0.95);
});
