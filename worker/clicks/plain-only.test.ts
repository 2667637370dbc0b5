import { expect, test } from 'vitest';
import { isPlainOnly } from './plain-only.ts';

test.each([
  ['https://www.amazon.com/dp/B000000000', true],
  ['https://amazon.de/x', true],
  ['https://www.amazon.co.uk/x', true],
  ['https://www.amazon.com.br/x', true],
  ['https://smile.amazon.com/x', true],
  ['https://WWW.AMAZON.CO.JP./x', true],
  ['https://amzn.to/x', true],
  ['https://a.co/x', true],
  ['https://shop.example/amazon.com', false],
  ['https://amazon.com.shop.example/x', false],
  ['https://notamazon.com/x', false],
  ['https://amazonas-hammocks.de/x', false],
  ['https://ba.co/x', false],
  ['no address', false],
])('%s: only ever the plain link? %s', (address, isPlain) => {
  expect(isPlainOnly(address)).toBe(isPlain);
});
