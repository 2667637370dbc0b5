import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { PageSnapshot } from '#shared/page.ts';
import { outsideOf } from './drawn.ts';
import { parseTiktok } from './parse.ts';
import { anchoredProducts } from './shop.ts';

const id = '7300000000000000001';
const url = new URL(`https://www.tiktok.com/@demo.maker/video/${id}`);
const state = (item: object) => ({ itemInfo: { itemStruct: { id, author: { uniqueId: 'demo.maker', nickname: 'Demo Maker' }, ...item } } });

function read(item: object, head = '') {
  const { document } = parseHTML(`<html lang="en"><head>${head}</head><body></body></html>`);
  return parseTiktok({ document, url, state: state(item) });
}

const canonical = `<link rel="canonical" href="${url.href}">`;

test.each([
  ['the document’s, where it is about the words', `<title>The quiet kettle | TikTok</title>`, 'So quiet, this kettle', 'The quiet kettle'],
  [
    'the beginning of the words, cut by TikTok',
    '<title>So quiet, this ke... | TikTok</title>',
    'So quiet, this kettle',
    'So quiet, this ke...',
  ],
  ['not a login prompt', '<title>Log in | TikTok</title>', 'A kettle to fall in love', 'A kettle to fall in love'],
  ['not the site’s own', '<title>TikTok - Make Your Day</title>', 'A kettle', 'A kettle'],
  ['not an earlier video’s', '<title>Three pans | TikTok</title>', 'A kettle', 'A kettle'],
  ['the first line only', '', 'A kettle\nand more', 'A kettle'],
  ['the maker’s, without words', `${canonical}<meta property="og:title" content="Demo Maker on TikTok">`, '', 'Demo Maker on TikTok'],
  ['the maker’s, without anything', '', '', 'Demo Maker'],
])('the title is %s', (_, head, desc, title) => {
  expect(read({ desc }, head)?.title).toBe(title);
});

test.each([
  ['an advertisement', { isAd: true }, true],
  ['what is labelled as one', { adLabelVersion: 1 }, true],
  ['what its words say', { desc: 'A kettle #werbung' }, true],
  ['an empty label', { adLabelVersion: 0, BAInfo: '', isAd: false }, false],
  ['a label of another type', { adLabelVersion: 'x', isAd: 'true' }, false],
])('%s discloses or not', (_, item, discloses) => {
  expect(read(item)?.disclosure).toBe(discloses);
});

test('a state without a time has that of the id', () => {
  expect(read({})?.publishedAt).toBe('2023-11-11T00:48:18.000Z');
  expect(read({ createTime: '1699680000' })?.publishedAt).toBe('2023-11-11T05:20:00.000Z');
});

test('another video’s state is not this one’s', () => {
  expect(read({ id: '7300000000000000002', desc: 'Other' })).toBeUndefined();
});

test('comments of a recorded response are read', () => {
  const { document } = parseHTML('<html></html>');
  const comments = [{ cid: '1', text: 'Is it loud?', digg_count: 3, user: { nickname: 'Steam', unique_id: 'steam' } }, { text: '' }, null];
  expect(parseTiktok({ document, url, state: { ...state({ desc: 'A kettle' }), comments } })?.comments).toEqual([
    { id: '1', author: 'Steam', text: 'Is it loud?', likes: { printed: '3', value: 3 } },
  ]);
});

test('goods of anchors, wherever their facts are nested', () => {
  const kettle = { title: 'Kettle', product_id: '1', format_available_price: '€ 39,90', seo_url: 'https://shop.tiktok.com/view/product/1' };
  const seen = [{ name: 'Kettle', price: { amount: '39.90', currency: 'EUR' }, url: 'https://shop.tiktok.com/view/product/1' }];
  expect(anchoredProducts([{ extra: JSON.stringify(kettle) }])).toEqual(seen);
  expect(anchoredProducts([{ extra: JSON.stringify([kettle, kettle]) }])).toEqual(seen);
  expect(anchoredProducts([{ extra: JSON.stringify([{ extra: JSON.stringify(kettle) }]) }])).toEqual(seen);
  expect(anchoredProducts([{ extra: JSON.stringify({ title: 'CapCut template' }) }, { extra: '{' }, null, { extra: '[[1]]' }])).toEqual([]);
  expect(anchoredProducts([{ extra: JSON.stringify({ ...kettle, format_available_price: '39', seo_url: 'javascript:1' }) }])).toEqual([
    { name: 'Kettle' },
  ]);
});

test.each([
  ['https://www.tiktok.com/link/v2?aid=1&target=https%3A%2F%2Famzn.to%2F3x%3Fa%3D1', 'https://amzn.to/3x?a=1'],
  ['https://www.tiktok.com/link/v2?aid=1', undefined],
  ['https://www.tiktok.com/@demo', undefined],
  ['https://demo-shop.example/a?b=1', 'https://demo-shop.example/a?b=1'],
  ['/tag/kettle', undefined],
  ['https://[', undefined],
])('%s leads to %s', (href, target) => {
  expect(outsideOf(href)).toBe(target);
});

test('any item gives a snapshot within its bounds, or none', () => {
  const value = fc.oneof(fc.jsonValue(), fc.string(), fc.bigInt().map(String));
  const keys = [
    'desc',
    'contents',
    'createTime',
    'author',
    'statsV2',
    'stats',
    'anchors',
    'imagePost',
    'textLanguage',
    'adLabelVersion',
    'authorStatsV2',
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), value), (item) => {
      const snapshot = read(item);
      if (snapshot) expect(PageSnapshot.parse(snapshot)).toEqual(snapshot);
    }),
    { numRuns: 300 },
  );
});
