import { expect, test } from 'vitest';
import { ownLinkTo } from './own-link.ts';

const product = 'https://shop.example/products/lamp';

test.each<[string, string[], string | undefined]>([
  ['the plain link', [product], product],
  ['with the author’s code, byte for byte', [`${product}?aff=MARA&x=%20`], `${product}?aff=MARA&x=%20`],
  ['with www and a trailing slash', ['https://www.shop.example/products/lamp/'], 'https://www.shop.example/products/lamp/'],
  [
    'inside a redirect',
    ['https://www.awin1.com/cread.php?p=https%3A%2F%2Fshop.example%2Fproducts%2Flamp'],
    'https://www.awin1.com/cread.php?p=https%3A%2F%2Fshop.example%2Fproducts%2Flamp',
  ],
  [
    'encoded twice',
    ['https://go.example/?url=https%253A%252F%252Fshop.example%252Fproducts%252Flamp'],
    'https://go.example/?url=https%253A%252F%252Fshop.example%252Fproducts%252Flamp',
  ],
  ['another product of the shop', ['https://shop.example/products/chair'], undefined],
  ['the shop’s front page', ['https://shop.example/'], undefined],
  ['another shop with the same path', ['https://other.example/products/lamp'], undefined],
  ['a host that only ends alike', ['https://notshop.example/products/lamp'], undefined],
  ['broken encodings and other schemes', ['https://go.example/?u=%E0%A4%A', 'javascript:alert(1)', 'not a link'], undefined],
  ['none', [], undefined],
])('the author’s own link: %s', (_, links, own) => {
  expect(ownLinkTo(product, links)).toBe(own);
});

test('a product that is named by a parameter needs the same one', () => {
  const byId = 'https://shop.example/item?id=7';
  expect(ownLinkTo(byId, ['https://shop.example/item?id=8&aff=1'])).toBeUndefined();
  expect(ownLinkTo(byId, ['https://shop.example/item?aff=1&id=7'])).toBe('https://shop.example/item?aff=1&id=7');
});
