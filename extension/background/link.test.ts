import { expect, test } from 'vitest';
import type { Card } from '#shared/contracts/recommend.ts';
import { aCard, startAt, workerOrigin } from '#test/harness/background.ts';
import { type Circumstances, linkOf } from './link.ts';

const lamp = 'https://nordlicht.example/products/desk-lamp';
const shown: Circumstances = {
  support: true,
  authorLinks: [],
  page: 'https://mara.example/lamps',
  chain: [{ address: 'https://mara.example/lamps', at: startAt }],
  now: startAt,
  workerOrigin,
  action: { kind: 'none' },
};
const clicked: Circumstances = { ...shown, action: { kind: 'click', trusted: true, clearMs: 800, clearNow: true } };
const offer = aCard().offer as NonNullable<Card['offer']>;

test.each<[string, Card, Circumstances, object]>([
  ['an offer that may earn', aCard(), shown, { way: 'paid', url: lamp, earner: 'Mara Lind', rateBps: 1000 }],
  ['the same when clicked', aCard(), clicked, { way: 'paid' }],
  ['support is off', aCard(), { ...shown, support: false }, { way: 'plain', url: lamp, why: 'support_off' }],
  ['nobody offers anything', aCard({ offer: null }), shown, { way: 'plain', url: lamp, why: 'no_offer' }],
  [
    'a paid link that leads elsewhere than our worker',
    aCard({ offer: { ...offer, clickUrl: 'https://evil.example/c/v1' } }),
    shown,
    { way: 'plain', why: 'no_offer' },
  ],
  [
    'a paid link to another path of the worker',
    aCard({ offer: { ...offer, clickUrl: `${workerOrigin}/v1/accounts` } }),
    shown,
    { way: 'plain', why: 'no_offer' },
  ],
  ['one millisecond before it runs out', aCard(), { ...shown, now: offer.expiresAt - 1 }, { way: 'paid' }],
  ['when it runs out', aCard(), { ...shown, now: offer.expiresAt }, { way: 'plain', why: 'expired' }],
  ['out of stock', aCard({}, { availability: 'out_of_stock' }), shown, { way: 'plain', why: 'unavailable' }],
  ['discontinued', aCard({}, { availability: 'discontinued' }), shown, { way: 'plain', why: 'unavailable' }],
  ['stock is not known', aCard({}, { availability: 'unknown' }), shown, { way: 'paid' }],
  [
    'Amazon, whatever is offered',
    aCard({}, { url: 'https://www.amazon.de/dp/B0' }),
    shown,
    { way: 'plain', url: 'https://www.amazon.de/dp/B0', why: 'amazon' },
  ],
  [
    'Amazon, although the author links it with a tag',
    aCard({}, { url: 'https://www.amazon.de/dp/B0' }),
    { ...shown, authorLinks: ['https://www.amazon.de/dp/B0?tag=mara-21'] },
    { way: 'plain', url: 'https://www.amazon.de/dp/B0' },
  ],
  [
    'the author’s own affiliate link, byte for byte',
    aCard(),
    { ...shown, authorLinks: [`${lamp}?irclickid=A%20b&x`] },
    { way: 'own', url: `${lamp}?irclickid=A%20b&x` },
  ],
  ['the same without support', aCard(), { ...shown, support: false, authorLinks: [`${lamp}?aff=M`] }, { way: 'own', url: `${lamp}?aff=M` }],
  ['the author’s plain link does not stand in the author’s way', aCard(), { ...shown, authorLinks: [`${lamp}/`] }, { way: 'paid' }],
  [
    'and is used as it is when nobody earns',
    aCard({ offer: null }),
    { ...shown, authorLinks: [`${lamp}/?color=oak`] },
    { way: 'plain', url: `${lamp}/?color=oak` },
  ],
  [
    'somebody else referred this person here',
    aCard(),
    { ...shown, chain: [{ address: 'https://mara.example/lamps?awc=1', at: startAt }] },
    { way: 'plain', why: 'standing_down' },
  ],
  [
    'a synthetic click',
    aCard(),
    { ...shown, action: { kind: 'click', trusted: false, clearMs: 9999, clearNow: true } },
    { way: 'plain', why: 'untrusted' },
  ],
  [
    'a covered button',
    aCard(),
    { ...shown, action: { kind: 'click', trusted: true, clearMs: 9999, clearNow: false } },
    { way: 'plain', why: 'covered' },
  ],
  [
    'a button that was seen too briefly',
    aCard(),
    { ...shown, action: { kind: 'click', trusted: true, clearMs: 499, clearNow: true } },
    { way: 'plain', why: 'not_seen' },
  ],
])('%s', (_, card, circumstances, link) => {
  expect(linkOf(card, circumstances)).toMatchObject(link);
});
