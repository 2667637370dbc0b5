import { expect, test } from 'vitest';
import { authorLinks, linksIn } from './author-links.ts';

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

test('shops are kept byte for byte, those with a code are the author’s, short links only among shops', () => {
  const links = [
    'https://amzn.to/3x',
    'https://shop.example/products/mug',
    'https://bit.ly/1',
    'https://twitter.com/x',
    'https://amzn.to/3x',
  ];
  expect(authorLinks(links, page)).toEqual({
    shopLinks: ['https://amzn.to/3x', 'https://shop.example/products/mug', 'https://bit.ly/1'],
    affiliateLinks: ['https://amzn.to/3x'],
  });
  expect(authorLinks(['https://bit.ly/1'], page)).toEqual({ shopLinks: [], affiliateLinks: [] });
});
