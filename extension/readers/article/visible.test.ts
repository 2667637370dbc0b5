import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { survey } from '../survey.ts';
import { visiblePrices } from './visible.ts';

const likeliest = (body: string) => {
  const seen = survey({
    document: parseHTML(`<html><body><h1>Swan</h1>${body}</body></html>`).document,
    url: new URL('https://a.example/'),
  });
  return visiblePrices(seen, 1, ['EUR'])[0]?.amount;
};

test.each([
  ['the one beside the heading', '<p>64,50 €</p><p>12,00 €</p>', '64.50'],
  ['the one named so', '<p>12,00 €</p><p class="price">64,50 €</p>', '64.50'],
  ['not the struck one', '<p class="price"><s>79 €</s> 64,50 €</p>', '64.50'],
  ['not the old one', '<div class="old-price">79 €</div><div class="price">64,50 €</div>', '64.50'],
  ['not the one with old words', '<div class="price">statt 79 €</div><div class="price">64,50 €</div>', '64.50'],
  ['not the saving', '<div class="price">Sie sparen 14,50 €</div><div class="price">64,50 €</div>', '64.50'],
  ['not the shipping', '<p>zzgl. 4,90 € Versand</p><p>64,50 €</p>', '64.50'],
  ['not the rate', '<p>ab 10,75 € / Monat</p><p>64,50 €</p>', '64.50'],
  ['not the price by weight', '<p>37,94 € / kg</p><p>64,50 €</p>', '64.50'],
  ['not those of other things', '<div class="related"><p class="price">12 €</p></div><p class="price">64,50 €</p>', '64.50'],
  ['the low one of a line', '<p class="price">79,00 € 64,50 €</p>', '64.50'],
  ['cents that stand higher', '<p class="price">64<sup>50</sup> €</p>', '64.50'],
  ['cents in an element of their own', '<p class="price">€<span>64</span><span class="cents">50</span></p>', '64.50'],
  ['none in the frame', '<footer><p>64,50 €</p></footer>', undefined],
  ['none at all', '<p>A kettle.</p>', undefined],
])('the price to be seen: %s', (_, body, amount) => {
  expect(likeliest(body)).toBe(amount);
});
