import { expect, test } from 'vitest';
import type { Step } from './evidence.ts';
import type { ReferrerClass } from './packs/form.ts';
import { shippedPacks } from './packs/set.ts';
import { referrerClassOf } from './referrer.ts';

const shop = 'https://shop.example/lamp';

test.each<[string, Partial<Step>, ReferrerClass]>([
  ['typed or bookmarked', {}, 'direct'],
  ['the page was loaded as it stands', { via: [shop] }, 'direct'],
  ['from a search', { via: ['https://www.google.co.uk/'] }, 'organic'],
  ['from a search in China', { via: ['https://www.baidu.com/link?url=x'] }, 'organic'],
  ['from an advertisement in a search', { address: `${shop}?gclid=1`, via: ['https://www.google.de/'] }, 'paid_search'],
  ['from an advertisement, its address shortened', { via: ['https://www.google.de/', `${shop}?msclkid=1`] }, 'paid_search'],
  ['a paid medium by name', { address: `${shop}?utm_medium=CPC` }, 'paid_search'],
  ['from a social network', { via: ['https://t.co/abc'] }, 'social'],
  ['with a social network’s mark', { address: `${shop}?fbclid=1` }, 'social'],
  ['from a note', { via: ['https://www.xiaohongshu.com/explore/1'] }, 'social'],
  ['from another page of the shop', { via: ['https://shop.example/'] }, 'own_site'],
  ['from another part of the shop', { via: ['https://www.shop.example/'] }, 'own_site'],
  ['from some other site', { via: ['https://blog.example/'] }, 'referral'],
  ['from a site that only sounds like a search', { via: ['https://google.evil.example/'] }, 'referral'],
  ['through a network', { address: `${shop}?awc=1` }, 'affiliate'],
  ['through a network that only the page before shows', { via: ['https://go.skimresources.com/'] }, 'affiliate'],
  ['through a network and from a search', { address: `${shop}?awc=1&gclid=1`, via: ['https://www.google.de/'] }, 'affiliate'],
  ['by our own click', { address: `${shop}?gloss=v1.k2` }, 'gloss'],
  ['opened by us', { did: 'opened' }, 'gloss'],
  ['by our click on an author’s affiliate link', { did: 'opened', via: ['https://shop.sjv.io/c/1/2/3'] }, 'affiliate'],
])('%s: %o is %s', (_, change, kind) => {
  expect(referrerClassOf({ address: shop, at: 0, ...change }, shippedPacks)).toBe(kind);
});
