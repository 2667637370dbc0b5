import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourMs, minuteMs } from '#shared/time.ts';
import { mayEarn } from './earn.ts';
import { loosened } from './monotone.ts';
import type { Pack, PackSet } from './packs/form.ts';
import { shippedPacks } from './packs/set.ts';

const change = (id: string, next: (pack: Pack) => Pack): PackSet => ({
  ...shippedPacks,
  packs: shippedPacks.packs.map((pack) => (pack.id === id ? next(pack) : pack)),
});
const awin = (next: Partial<Pack>) => change('awin', (pack) => ({ ...pack, ...next }));
const awinHosts = shippedPacks.packs.find(({ id }) => id === 'awin')?.signals.hosts ?? [];
const ebay = (next: Partial<NonNullable<Pack['merchants']>>) =>
  change('ebay', (pack) => ({ ...pack, ...(pack.merchants && { merchants: { ...pack.merchants, ...next } }) }));

test('the same set, or a stricter one, loosens nothing', () => {
  expect(loosened(shippedPacks, shippedPacks)).toEqual([]);
  const more = awin({
    signals: { hosts: [...awinHosts, 'new.example'], parameters: ['awc', 'utm_source=aw', 'source=aw', 'utm_source=awin'] },
  });
  expect(loosened(shippedPacks, more)).toEqual([]);
  expect(loosened(shippedPacks, awin({ standDown: { session: true, idleMinutes: 61, minimumMinutes: 91 } }))).toEqual([]);
  expect(loosened(shippedPacks, ebay({ promptsMax: 1, referrers: ['direct'] }))).toEqual([]);
});

test.each<[string, PackSet, RegExp]>([
  ['a pack is gone', { ...shippedPacks, packs: shippedPacks.packs.filter(({ id }) => id !== 'awin') }, /^awin: the pack is gone/],
  [
    'a host is gone',
    awin({ signals: { hosts: ['awin1.com'], parameters: ['awc', 'utm_source=aw', 'source=aw', 'utm_source=awin'] } }),
    /zenaps/,
  ],
  ['a parameter is gone', awin({ signals: { hosts: awinHosts, parameters: ['awc'] } }), /utm_source=aw is gone/],
  ['a path is gone', change('impact', ({ signals: { paths: _, ...signals }, ...pack }) => ({ ...pack, signals })), /impact: path/],
  ['the minimum is shorter', awin({ standDown: { session: true, idleMinutes: 60, minimumMinutes: 89 } }), /at least 89 minutes/],
  ['the session is idle sooner', awin({ standDown: { session: true, idleMinutes: 59, minimumMinutes: 90 } }), /idle after 59/],
  ['the session counts no more', awin({ standDown: { session: false, idleMinutes: 60, minimumMinutes: 90 } }), /fixed time/],
  ['another way of coming may earn', ebay({ referrers: ['own_site', 'organic', 'direct', 'gloss', 'social'] }), /may earn after social/],
  ['more prompts', ebay({ promptsMax: 3 }), /3 prompts/],
  ['the network asks nothing of itself', change('ebay', ({ merchants: _, ...pack }) => pack), /asks nothing/],
  ['Amazon may earn', { ...shippedPacks, never: [] }, /Amazon: may earn now/],
  [
    'one of Amazon’s hosts may',
    { ...shippedPacks, never: shippedPacks.never.map((one) => ({ ...one, hosts: ['amazon.*'] })) },
    /a\.co is gone/,
  ],
  ['children', { ...shippedPacks, children: { ...shippedPacks.children, hosts: [] } }, /youtubekids/],
  ['the baseline is shorter', { ...shippedPacks, baseline: { ...shippedPacks.baseline, minimumMinutes: 30 } }, /baseline: at least 30/],
  [
    'a parameter of any host counts on some only',
    awin({
      signals: {
        hosts: awinHosts,
        on: { hosts: ['shop.example'], parameters: ['awc', 'utm_source=aw', 'source=aw', 'utm_source=awin'] },
      },
    }),
    /awin: parameter/,
  ],
])('it is told when %s', (_, after, told) => {
  expect(loosened(shippedPacks, after).join('\n')).toMatch(told);
});

/** Any mixture of tightenings and loosenings of three packs. */
const duration = fc.record({
  session: fc.boolean(),
  idleMinutes: fc.integer({ min: 1, max: 200 }),
  minimumMinutes: fc.integer({ min: 1, max: 200 }),
});
const some = (all: readonly string[]) => fc.subarray([...all]);
const changed: fc.Arbitrary<PackSet> = fc
  .record({
    awin: fc.record({ standDown: duration, parameters: some(['awc', 'utm_source=aw', 'more']) }),
    baseline: duration,
    never: some(['amazon.*', 'a.co']),
    promptsMax: fc.integer({ min: 1, max: 3 }),
  })
  .map((all) => ({
    ...shippedPacks,
    baseline: { ...shippedPacks.baseline, ...all.baseline },
    packs: [
      { id: 'awin', network: 'Awin', citations: [], signals: { parameters: all.awin.parameters }, standDown: all.awin.standDown },
      {
        id: 'ebay',
        network: 'eBay',
        citations: [],
        signals: { hosts: ['rover.ebay.com'] },
        standDown: all.baseline,
        merchants: { hosts: ['ebay.*'], referrers: ['direct'], promptsMax: all.promptsMax },
      },
    ],
    never: [{ merchant: 'Amazon', hosts: all.never, tags: [], citations: [] }],
  }));

test('property: a set that loosens nothing lets nothing pass that was stopped', () => {
  const now = 1_000 * hourMs;
  const address = fc.constantFrom(
    'https://shop.example/?awc=1',
    'https://shop.example/',
    'https://shop.example/?utm_source=aw',
    'https://www.ebay.de/',
    'https://a.co/1',
  );
  const step = fc.record(
    {
      address,
      at: fc.nat(300).map((minutes) => now - minutes * minuteMs),
      did: fc.constant('offered' as const),
      via: fc.constantFrom(['https://a.example/'], ['https://b.example/']),
    },
    { requiredKeys: ['address', 'at'] },
  );
  let strict = 0;
  fc.assert(
    fc.property(changed, changed, fc.array(step, { maxLength: 6 }), address, (before, after, chain, to) => {
      if (loosened(before, after).length > 0) return;
      strict += 1;
      const asked = {
        chain,
        from: 'https://mara.example/',
        to,
        action: { kind: 'click' as const, trusted: true, clearMs: 900, clearNow: true },
        now,
      };
      if (!mayEarn({ ...asked, packs: before }).earn) expect(mayEarn({ ...asked, packs: after }).earn).toBe(false);
    }),
    { numRuns: 4000 },
  );
  expect(strict).toBeGreaterThan(10);
});
