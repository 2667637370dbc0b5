import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourMs, minuteMs } from '#shared/time.ts';
import { type Action, type Arrival, mayEarn, referrerOf } from './earn.ts';

const now = 1_000 * hourMs;
const click: Action = { kind: 'click', trusted: true, clearMs: 500, clearNow: true };
const post: Arrival = { address: 'https://mara.example/lamps', at: now - minuteMs };
const at = (address: string, minutesAgo: number): Arrival => ({ address, at: now - minutesAgo * minuteMs });

test.each<[string, Arrival[], Action, object]>([
  ['a trusted click on a button seen for 500 ms earns', [post], click, { earn: true }],
  ['499 ms are not enough', [post], { ...click, clearMs: 499 }, { earn: false, why: 'not_seen' }],
  ['a synthetic click never earns', [post], { ...click, trusted: false }, { earn: false, why: 'untrusted' }],
  ['a covered button never earns', [post], { ...click, clearNow: false }, { earn: false, why: 'covered' }],
  ['without a click nothing earns', [post], { kind: 'none' }, { earn: false, why: 'no_click' }],
  [
    'the page was reached through an affiliate link',
    [at('https://shop.example/lamp?awc=1', 1)],
    click,
    { earn: false, why: 'standing_down', network: 'Awin' },
  ],
  [
    'the site was, some pages ago',
    [at('https://shop.example/?irclickid=1', 30), at('https://shop.example/lamp', 1)],
    click,
    { earn: false, why: 'standing_down', network: 'impact' },
  ],
  [
    'in another part of the same site',
    [at('https://www.shop.example/?irclickid=1', 30), at('https://de.shop.example/lamp', 1)],
    click,
    { earn: false, why: 'standing_down', network: 'impact' },
  ],
  ['another site’s referral is not this one’s', [at('https://shop.example/?irclickid=1', 30), post], click, { earn: true }],
  [
    'the merchant this leads to was reached through somebody else before',
    [at('https://merchant.example/?cjevent=1', 20), post],
    click,
    { earn: false, why: 'standing_down', network: 'CJ' },
  ],
  [
    'a click on another creator’s card does not: between creators the contract decides, by the path of both clicks',
    [at('https://shop.example/lamp?gloss=v1', 1)],
    click,
    { earn: true },
  ],
])('%s', (_, chain, action, verdict) => {
  expect(mayEarn({ chain, to: 'https://merchant.example/lamp', action, now })).toEqual(verdict);
});

test.each<[string, Arrival[], string | undefined]>([
  ['89 minutes later', [at('https://shop.example/?awc=1', 89)], 'Awin'],
  ['90 minutes later with nobody there since', [at('https://shop.example/?awc=1', 90)], undefined],
  [
    '3 hours later with somebody there all along',
    [180, 130, 80, 30].map((m) => at(`https://shop.example/${m === 180 ? '?awc=1' : m}`, m)),
    'Awin',
  ],
  ['after an hour’s pause within the 90 minutes', [at('https://shop.example/?awc=1', 75), at('https://shop.example/b', 10)], 'Awin'],
  ['after an hour’s pause past the 90 minutes', [at('https://shop.example/?awc=1', 200), at('https://shop.example/b', 10)], undefined],
  ['before any arrival', [], undefined],
])('a referral holds: %s', (_, chain, network) => {
  expect(referrerOf({ chain, address: 'https://shop.example/lamp', now })).toBe(network);
});

test('the verdict depends on nothing but chain, action and clock', () => {
  const arrival = fc.record({ address: fc.webUrl({ withQueryParameters: true }), at: fc.integer({ min: 0, max: now }) });
  const action = fc.oneof(
    fc.constant<Action>({ kind: 'none' }),
    fc.record({ kind: fc.constant('click' as const), trusted: fc.boolean(), clearMs: fc.nat(2000), clearNow: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 20 }), fc.webUrl(), action, (chain, to, given) => {
      const verdict = mayEarn({ chain, to, action: given, now });
      expect(mayEarn(structuredClone({ chain, to, action: given, now }))).toEqual(verdict);
      if (verdict.earn) expect(given).toMatchObject({ kind: 'click', trusted: true, clearNow: true });
    }),
  );
});
