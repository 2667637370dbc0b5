import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { platformOf } from '#shared/platforms.ts';
import { articleReader } from './article/index.ts';
import { webPageExamples } from './article/urls.ts';
import { bilibiliExamples } from './bilibili/urls.ts';
import { instagramExamples } from './instagram/urls.ts';
import { pinterestExamples } from './pinterest/urls.ts';
import { readWith } from './read-page.ts';
import type { Reader } from './reader.ts';
import { redditExamples } from './reddit/urls.ts';
import { readers, readPage } from './registry.ts';
import { tiktokExamples } from './tiktok/urls.ts';
import { xiaohongshuExamples } from './xiaohongshu/urls.ts';
import { youtubeExamples } from './youtube/urls.ts';

const { document } = parseHTML('<html><head><title>A page</title></head><body></body></html>');
const detectors = [
  ...youtubeExamples,
  ...tiktokExamples,
  ...instagramExamples,
  ...xiaohongshuExamples,
  ...bilibiliExamples,
  ...pinterestExamples,
  ...redditExamples,
  ...webPageExamples.slice(0, 1),
];

test('every address example is taken by its own detector first', () => {
  for (const { matches, examples } of detectors)
    for (const example of examples) {
      const taking = detectors.filter((detector) => detector.matches(new URL(example)));
      expect(taking[0]?.examples, example).toBe(examples);
      expect(matches(new URL(example))).toBe(true);
    }
});

test('kinds of addresses of the open web are told apart', () => {
  for (const { matches, examples } of webPageExamples)
    for (const example of examples) expect(matches(new URL(example)), example).toBe(true);
});

test('the generic reader is asked last and takes any web page', () => {
  expect(readers.at(-1)?.name).toBe('article');
  expect(readPage(document, new URL('https://anything.example/x')).reader).toBe('article');
});

test.each(['file:///tmp/page.html', 'chrome://settings', 'data:text/html,x', 'about:blank', 'ftp://a.example/'])(
  'no reader takes %s',
  (address) => {
    expect(readPage(document, new URL(address))).toEqual({ why: 'unsupported' });
  },
);

test('an entrance is no content and an empty page has nothing to read', () => {
  expect(readPage(document, new URL('https://a.example/')).why).toBe('not_content');
  expect(readPage(parseHTML('<html><body></body></html>').document, new URL('https://a.example/x'))).toEqual({
    reader: 'article',
    why: 'empty',
  });
});

test('a reader that throws is an answer, not an error', () => {
  const broken: Reader = {
    name: 'broken',
    platform: 'web',
    place: [],
    matches: () => true,
    read: () => {
      throw new Error('the page broke an assumption');
    },
  };
  expect(readWith([broken], { document, url: new URL('https://a.example/') })).toEqual({ reader: 'broken', why: 'failed' });
});

test.each([
  ['https://www.tiktok.com/@a/video/1', 'tiktok'],
  ['https://www.instagram.com/p/x/', 'instagram'],
  ['https://www.xiaohongshu.com/explore/1', 'xiaohongshu'],
  ['https://space.bilibili.com/1', 'bilibili'],
  ['https://www.pinterest.co.uk/pin/1/', 'pinterest'],
  ['https://old.reddit.com/r/x', 'reddit'],
  ['https://nottiktok.com/', 'web'],
  ['https://tiktok.com.evil.example/', 'web'],
])('%s belongs to %s', (address, platform) => {
  expect(platformOf(new URL(address))).toBe(platform);
});

test('the generic reader takes no creator, product or link from a page of a platform', () => {
  const page = parseHTML(
    '<html><head><title>Clip</title><meta name="author" content="Someone"><script type="application/ld+json">{"@type":"Product","name":"Clip","offers":{"price":1,"priceCurrency":"EUR"}}</script></head><body><h1>Clip</h1><a href="https://amzn.to/1">x</a></body></html>',
  ).document;
  const { snapshot } = readWith([articleReader], { document: page, url: new URL('https://www.tiktok.com/@a/video/1') });
  expect(snapshot).toMatchObject({ platform: 'tiktok', kind: 'page', products: [], shopLinks: [] });
  expect(snapshot?.creator).toBeUndefined();
});
