import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourMs, minuteMs } from '#shared/time.ts';
import { mayEarn, standingAt } from './earn.ts';
import type { Action, Evidence, Step } from './evidence.ts';
import { shippedPacks } from './packs/set.ts';

const now = 1_000 * hourMs;
const click: Action = { kind: 'click', trusted: true, clearMs: 500, clearNow: true };
const from = 'https://mara.example/lamps';
const to = 'https://merchant.example/lamp';
const post: Step = { address: from, at: now - minuteMs };
const at = (address: string, minutesAgo: number, more: Partial<Step> = {}): Step => ({ address, at: now - minutesAgo * minuteMs, ...more });
const earns = { earn: true, reasons: [], until: null };
const silent = (network: string) => ({ earn: false, reasons: [{ why: 'standing_down', network }] });

test.each<[string, Partial<Evidence>, object]>([
  ['a trusted click on a button seen for 500 ms earns', {}, earns],
  ['499 ms are not enough', { action: { ...click, clearMs: 499 } }, { earn: false, reasons: [{ why: 'not_seen' }] }],
  ['a synthetic click never earns', { action: { ...click, trusted: false } }, { reasons: [{ why: 'untrusted' }] }],
  ['a covered button never earns', { action: { ...click, clearNow: false } }, { reasons: [{ why: 'covered' }] }],
  ['without a click nothing earns', { action: { kind: 'none' } }, { earn: false, reasons: [{ why: 'no_click' }] }],
  ['the page was reached through an affiliate link', { chain: [at(`${from}?awc=1`, 1)] }, silent('Awin')],
  ['the site was, some pages ago', { chain: [at('https://mara.example/?irclickid=1', 30), post] }, silent('impact')],
  [
    'in another part of the same site',
    { chain: [at('https://www.mara.example/?irclickid=1', 30)], from: 'https://de.mara.example/lamp' },
    silent('impact'),
  ],
  ['another site’s referral is not this one’s', { chain: [at('https://shop.example/?irclickid=1', 30), post] }, earns],
  [
    'the merchant this leads to was reached through somebody else before',
    { chain: [at('https://merchant.example/?cjevent=1', 20), post] },
    silent('CJ'),
  ],
  [
    'in any tab: the chain knows no tabs',
    { chain: [post, at('https://pay.merchant.example/cart?dub_id=1', 0.5)], from: 'https://other.example/' },
    silent('Dub'),
  ],
  [
    'the page shortened its address, and the browser remembers what was loaded',
    { chain: [at(to, 3, { via: [`${to}?awc=1`] })] },
    silent('Awin'),
  ],
  ['the page before was a network’s', { chain: [at(to, 3, { via: ['https://rstyle.me/'] })] }, silent('LTK')],
  [
    'a redirect was passed that carries the merchant’s address',
    { chain: [at('https://www.awin1.com/cread.php?ued=https%3A%2F%2Fmerchant.example%2F', 3)] },
    silent('Awin'),
  ],
  [
    'the author’s own affiliate link was opened just now: the next card does not overwrite it',
    { chain: [at(to, 3, { via: ['https://merchant.sjv.io/c/1/2/3'], did: 'opened' })] },
    silent('impact'),
  ],
  ['our own paid link was opened', { chain: [at(to, 3, { did: 'opened' }), at(`${to}?gloss=v1`, 3)] }, earns],
  [
    'a click on another creator’s card does not silence: between creators the contract decides, by the path of both clicks',
    { chain: [at('https://merchant.example/lamp?gloss=v1', 1)] },
    earns,
  ],
  ['a receipt of ours beside somebody else’s parameter', { chain: [at(`${to}?gloss=v1&awc=1`, 1)] }, silent('Awin')],
  ['Amazon never', { to: 'https://www.amazon.de/dp/B0' }, { earn: false, reasons: [{ why: 'never', merchant: 'Amazon' }], until: null }],
  ['Amazon by its short links', { to: 'https://amzn.to/3x' }, { earn: false, reasons: [{ why: 'never' }] }],
  ['a place made for children', { from: 'https://www.youtubekids.com/watch?v=1' }, { earn: false, reasons: [{ why: 'children' }] }],
  ['eBay, reached by nobody', { to: 'https://www.ebay.de/itm/1' }, earns],
  [
    'eBay, reached from a search',
    { to: 'https://www.ebay.de/itm/1', chain: [at('https://www.ebay.de/', 5, { via: ['https://www.google.de/'] })] },
    earns,
  ],
  [
    'eBay, reached from an advertisement',
    { to: 'https://www.ebay.de/itm/1', chain: [at('https://www.ebay.com/?gclid=1', 5, { via: ['https://www.google.com/'] })] },
    { earn: false, reasons: [{ why: 'referrer', network: 'eBay Partner Network' }] },
  ],
  [
    'eBay, reached from another site',
    { to: 'https://www.ebay.de/itm/1', chain: [at('https://www.ebay.de/', 5, { via: ['https://blog.example/'] })] },
    { earn: false, reasons: [{ why: 'referrer' }] },
  ],
  [
    'eBay, offered on two other pages before',
    {
      to: 'https://www.ebay.de/itm/3',
      chain: [1, 2].map((one) => at(`https://www.ebay.de/itm/${one}`, one, { did: 'offered', via: [`https://mara.example/${one}`] })),
    },
    { earn: false, reasons: [{ why: 'prompted', network: 'eBay Partner Network' }] },
  ],
  [
    'eBay, offered on two other pages of a session that is over',
    {
      to: 'https://www.ebay.de/itm/3',
      chain: [1, 2].map((one) => at(`https://www.ebay.de/itm/${one}`, 90, { did: 'offered', via: [`https://mara.example/${one}`] })),
    },
    earns,
  ],
  [
    'eBay, offered on one other page and on this one',
    {
      to: 'https://www.ebay.de/itm/3',
      chain: ['https://mara.example/1', from].map((page, one) => at('https://www.ebay.de/', one, { did: 'offered', via: [page] })),
    },
    earns,
  ],
])('%s', (_, change, verdict) => {
  expect(mayEarn({ chain: [post], from, to, action: click, now, ...change })).toMatchObject(verdict);
});

test('all that stands against it is named, the weightiest first', () => {
  const verdict = mayEarn({
    chain: [at(`${from}?awc=1`, 10), at('https://www.amazon.de/?cjevent=1', 5)],
    from,
    to: 'https://www.amazon.de/dp/B0',
    action: { kind: 'click', trusted: false, clearMs: 0, clearNow: false },
    now,
  });
  expect(verdict.reasons.map(({ why }) => why)).toEqual(['never', 'standing_down', 'standing_down', 'untrusted', 'covered', 'not_seen']);
  expect(verdict.until).toBe(now + 85 * minuteMs);
});

test.each<[string, Step[], string | undefined]>([
  ['89 minutes later', [at('https://shop.example/?awc=1', 89)], 'Awin'],
  ['90 minutes later with nobody there since', [at('https://shop.example/?awc=1', 90)], undefined],
  [
    '3 hours later with somebody there all along',
    [180, 130, 80, 30].map((m) => at(`https://shop.example/${m === 180 ? '?awc=1' : m}`, m)),
    'Awin',
  ],
  ['after an hour’s pause within the 90 minutes', [at('https://shop.example/?awc=1', 75), at('https://shop.example/b', 10)], 'Awin'],
  ['after an hour’s pause past the 90 minutes', [at('https://shop.example/?awc=1', 200), at('https://shop.example/b', 10)], undefined],
  ['by the longest of two', [at('https://shop.example/?awc=1', 80), at('https://shop.example/?cjevent=1', 20)], 'CJ'],
  ['a refresh begins it anew', [at('https://shop.example/?awc=1', 100), at('https://shop.example/?awc=1', 50)], 'Awin'],
  ['before any arrival', [], undefined],
])('a referral holds: %s', (_, chain, network) => {
  expect(standingAt({ chain, address: 'https://shop.example/lamp', now })?.network).toBe(network);
});

test('until when: at least the minimum, and an hour after the last visit', () => {
  const until = (...minutesAgo: number[]) =>
    standingAt({
      chain: minutesAgo.map((m, one) => at(`https://shop.example/${one === 0 ? '?awc=1' : one}`, m)),
      address: 'https://shop.example/',
      now,
    })?.until;
  expect(until(10)).toBe(now + 80 * minuteMs);
  expect(until(80, 5)).toBe(now + 55 * minuteMs);
});

test('a longer rule of a pack holds instead of the baseline, a shorter one does not', () => {
  const awin = shippedPacks.packs.filter(({ id }) => id === 'awin');
  const packsWith = (minimumMinutes: number, session = true) => ({
    ...shippedPacks,
    packs: awin.map((pack) => ({ ...pack, standDown: { session, idleMinutes: 1, minimumMinutes } })),
  });
  const until = (packs: typeof shippedPacks) =>
    standingAt({ chain: [at('https://shop.example/?awc=1', 0)], address: 'https://shop.example/', now, packs })?.until;
  expect(until(packsWith(1))).toBe(now + 90 * minuteMs);
  expect(until(packsWith(300))).toBe(now + 300 * minuteMs);
  const fixed = { ...packsWith(100, false), baseline: { ...shippedPacks.baseline, session: false } };
  const chain = [at('https://shop.example/?awc=1', 90), at('https://shop.example/b', 1)];
  expect(standingAt({ chain, address: 'https://shop.example/', now, packs: fixed })?.until).toBe(now + 10 * minuteMs);
});

// Properties over chains of few hosts, so that they meet.
const hosts = ['mara.example', 'merchant.example', 'pay.merchant.example', 'www.ebay.de', 'www.amazon.de', 'www.awin1.com'];
const queries = [
  '',
  '?awc=1',
  '?cjevent=1',
  '?gloss=v1',
  '?utm_medium=affiliate',
  '?gclid=1',
  '?ued=https%3A%2F%2Fmerchant.example%2F',
  '?x=1',
];
const address = fc
  .record({ host: fc.constantFrom(...hosts), path: fc.constantFrom('/', '/lamp', '/c/1/2/3'), query: fc.constantFrom(...queries) })
  .map(({ host, path, query }) => `https://${host}${path}${query}`);
const step: fc.Arbitrary<Step> = fc.record(
  {
    address,
    at: fc.integer({ min: 0, max: 400 }).map((minutes) => now - minutes * minuteMs),
    via: fc.array(address, { maxLength: 2 }),
    did: fc.constantFrom('opened' as const, 'offered' as const),
  },
  { requiredKeys: ['address', 'at'] },
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constant<Action>({ kind: 'none' }),
  fc.record({ kind: fc.constant('click' as const), trusted: fc.boolean(), clearMs: fc.nat(2000), clearNow: fc.boolean() }),
);
const evidence: fc.Arbitrary<Evidence> = fc.record({
  chain: fc.array(step, { maxLength: 12 }),
  from: address,
  to: address,
  action: fc.oneof({ weight: 3, arbitrary: fc.constant(click) }, { weight: 1, arbitrary: action }),
  now: fc.constant(now),
});
const runs = { numRuns: 600 };

test('property: the same evidence gives the same verdict, whoever asks, and nothing of it is changed', () => {
  fc.assert(
    fc.property(evidence, (given) => {
      const before = structuredClone(given);
      const verdict = mayEarn(given);
      expect(given).toEqual(before);
      expect(mayEarn(structuredClone(given))).toEqual(verdict);
      expect(verdict.earn).toBe(verdict.reasons.length === 0);
      if (verdict.earn) expect(given.action).toMatchObject({ kind: 'click', trusted: true, clearNow: true });
    }),
    runs,
  );
});

test('property: times decide, not the order in which steps are written down', () => {
  fc.assert(
    fc.property(evidence, fc.integer(), (given, seed) => {
      const shuffled = given.chain.map((each, one) => ({ each, key: Math.imul(one + 1, seed | 1) })).sort((a, b) => a.key - b.key);
      const { earn, until } = mayEarn(given);
      expect(mayEarn({ ...given, chain: shuffled.map(({ each }) => each) })).toMatchObject({ earn, until });
    }),
    runs,
  );
});

test('property: more evidence never makes it earn, and never shortens a stand-down', () => {
  fc.assert(
    fc.property(evidence, fc.array(step, { maxLength: 3 }), (given, more) => {
      const [less, full] = [mayEarn(given), mayEarn({ ...given, chain: [...given.chain, ...more] })];
      if (!less.earn) expect(full.earn).toBe(false);
      expect(full.until ?? 0).toBeGreaterThanOrEqual(less.until ?? 0);
    }),
    runs,
  );
});

test('property: while nothing new happens, what is over stays over', () => {
  fc.assert(
    fc.property(evidence, fc.nat(300), fc.nat(300), (given, sooner, later) => {
      const verdictAt = (minutes: number) => mayEarn({ ...given, now: now + minutes * minuteMs });
      const [first, second] = [verdictAt(sooner), verdictAt(sooner + later)];
      if (first.earn) expect(second.earn).toBe(true);
      if (second.until !== null) expect(first.until ?? 0).toBeGreaterThanOrEqual(second.until);
    }),
    runs,
  );
});

test('property: any affiliate referral to page or merchant within the window silences', () => {
  const signals = shippedPacks.packs.flatMap(({ signals: { parameters = [], on } }) => [
    ...parameters.map((parameter) => ({ host: 'merchant.example', parameter })),
    ...(on?.hosts ?? []).flatMap((host) => on?.parameters.map((parameter) => ({ host: host.replace('.*', '.de'), parameter })) ?? []),
  ]);
  expect(signals.length).toBeGreaterThan(60);
  fc.assert(
    fc.property(evidence, fc.constantFrom(...signals), fc.nat(89), fc.boolean(), (given, { host, parameter }, minutes, isMerchant) => {
      const referral = at(`https://${host}/?${parameter.includes('=') ? parameter : `${parameter}=1`}`, minutes);
      const there = `https://${host}/lamp`;
      const asked = { ...given, action: click, ...(isMerchant ? { to: there } : { from: there }), chain: [...given.chain, referral] };
      expect(mayEarn(asked).earn).toBe(false);
    }),
    runs,
  );
});
