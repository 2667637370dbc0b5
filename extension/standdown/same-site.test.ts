import { expect, test } from 'vitest';
import { shippedPacks } from './packs/set.ts';
import { merchantOf, sameSite } from './same-site.ts';

test.each([
  ['https://shop.example/a', 'http://www.shop.example/b', true, true],
  ['https://shop.example/', 'https://pay.shop.example/', true, true],
  ['https://de.shop.example/', 'https://uk.shop.example/', false, true],
  ['https://de.shop.co.uk/', 'https://uk.shop.co.uk/', false, true],
  ['https://one.co.uk/', 'https://other.co.uk/', false, false],
  ['https://one.com.cn/', 'https://other.com.cn/', false, false],
  ['https://www.ebay.de/itm/1', 'https://pay.ebay.com/', false, true],
  ['https://www.amazon.de/', 'https://amzn.to/x', false, true],
  ['https://shop.example/', 'https://notshop.example/', false, false],
  ['https://shop.example./', 'https://SHOP.example/', true, true],
  ['http://localhost:4100/', 'http://localhost:4200/', false, false],
  ['http://localhost:4100/', 'http://localhost:4100/b', true, true],
  ['http://127.0.0.1:1/', 'http://127.0.0.2:1/', false, false],
  ['not an address', 'not an address', false, false],
])('%s and %s: one site %s, one merchant %s', (one, other, isSite, isMerchant) => {
  expect([sameSite(one, other), sameSite(other, one)]).toEqual([isSite, isSite]);
  const merchant = merchantOf(one, shippedPacks);
  expect(merchant !== undefined && merchant === merchantOf(other, shippedPacks)).toBe(isMerchant);
});
