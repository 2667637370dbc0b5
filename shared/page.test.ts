import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PageFacts, type PageSnapshot, recommendable } from './page.ts';

const page: PageSnapshot = {
  platform: 'youtube',
  kind: 'video',
  url: 'https://www.youtube.com/watch?v=abcdefghijk',
  contentId: 'abcdefghijk',
  title: 'Kettles',
  text: 'Buy at https://shop.example/kettle?aff=mara&session=4711#top (or not). Why? See http://a.example/x#y.',
  products: [{ name: 'Kettle', url: 'https://shop.example/kettle?token=1' }],
  shopLinks: ['https://shop.example/kettle?aff=mara'],
  affiliateLinks: ['https://shop.example/kettle?aff=mara'],
  counts: { views: { printed: '1.4万', value: 14_000 } },
  sections: [{ atSeconds: 1, links: [] }],
  comments: [{ text: 'Where from?' }],
  isLive: false,
  form: 'review',
};

test('what leaves is the facts, and no address in them keeps what stands behind ? or #, in prose neither', () => {
  expect(recommendable(page)).toEqual({
    platform: 'youtube',
    kind: 'video',
    url: 'https://www.youtube.com/watch?v=abcdefghijk',
    contentId: 'abcdefghijk',
    title: 'Kettles',
    text: 'Buy at https://shop.example/kettle (or not). Why? See http://a.example/x',
    products: [{ name: 'Kettle', url: 'https://shop.example/kettle' }],
    shopLinks: ['https://shop.example/kettle'],
  });
});

test('property: whatever stands in an address of the text behind its ?, none of it leaves', () => {
  const secret = fc.stringMatching(/^[a-z0-9]{12}$/);
  fc.assert(
    fc.property(secret, fc.constantFrom('?id=', '#', '?a=1&user='), fc.constantFrom(' and on', '', ')', '"'), (word, before, after) => {
      const sent = recommendable({ ...page, text: `See https://shop.example/kettle${before}${word}${after}` });
      expect(sent.text).not.toContain(word);
      expect(PageFacts.safeParse(sent).success).toBe(true);
    }),
  );
});
