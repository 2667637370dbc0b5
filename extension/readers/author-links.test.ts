import { expect, test } from 'vitest';
import { authorShopLinks, linksIn } from './author-links.ts';

const page = new URL('https://www.youtube.com/watch?v=abcdefghijk');

test.each([
  ['at the end of a sentence', 'See https://a.example/x.', ['https://a.example/x']],
  ['in brackets', '(https://a.example/x) 【https://b.example/】', ['https://a.example/x', 'https://b.example/']],
  ['before Chinese', '链接https://a.example/x，还有', ['https://a.example/x']],
  ['with a query', 'https://a.example/?a=1&b=2#c', ['https://a.example/?a=1&b=2#c']],
  ['none', 'a.example/x', []],
])('links %s', (_, text, links) => {
  expect(linksIn(text)).toEqual(links);
});

test('shops are kept byte for byte, short links only among shops', () => {
  const links = [
    'https://amzn.to/3x',
    'https://shop.example/products/mug',
    'https://bit.ly/1',
    'https://twitter.com/x',
    'https://amzn.to/3x',
  ];
  expect(authorShopLinks(links, page)).toEqual(['https://amzn.to/3x', 'https://shop.example/products/mug', 'https://bit.ly/1']);
  expect(authorShopLinks(['https://bit.ly/1'], page)).toEqual([]);
});
