import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublicCounts } from '#shared/page.ts';
import { dayMs, hourMs } from '#shared/time.ts';
import { engagementOf, type Observed, observedMax, roundingOf, velocityOf, withLook } from './numbers.ts';

const now = Date.UTC(2026, 10, 3);
const exact = (value: number) => ({ printed: value.toLocaleString('en'), value });
const views = (hoursAgo: number, value: number | null, printed = String(value)) => ({
  at: now - hoursAgo * hourMs,
  counts: { views: { printed, value } },
});

test.each<[string, Parameters<typeof velocityOf>[0], object | undefined]>([
  ['one look', [views(0, 100)], undefined],
  ['two looks a day apart', [views(24, 100), views(0, 340)], { gained: 240, windowMs: dayMs }],
  ['in any order', [views(0, 340), views(24, 100)], { gained: 240, windowMs: dayMs }],
  ['minutes apart', [views(0.2, 100), views(0, 340)], undefined],
  ['a look from last week is not of the window', [views(170, 1), views(3, 100), views(0, 130)], { gained: 30, windowMs: 3 * hourMs }],
  ['a number that fell', [views(5, 100), views(0, 90)], undefined],
  ['nothing gained is a velocity too', [views(5, 100), views(0, 100)], { gained: 0, windowMs: 5 * hourMs }],
  ['a number that could not be told', [views(5, null), views(0, 90)], undefined],
  ['a gain that rounding hides', [views(5, 14_000, '1.4万'), views(0, 15_000, '1.5万')], undefined],
  ['a gain above rounding', [views(5, 14_000, '1.4万'), views(0, 17_000, '1.7万')], { gained: 3000, windowMs: 5 * hourMs }],
])('velocity of %s', (_, looks, velocity) => {
  expect(velocityOf(looks)).toEqual(velocity);
});

test.each([
  ['1.4万', 14_000, 1000],
  ['475.8m', 475_800_000, 100_000],
  ['12,345', 12_345, 1],
  ['１２３', 123, 1],
  ['5K', 5000, 1000],
  ['0', 0, 1],
])('%s is rounded to steps of %i: %i', (printed, value, step) => {
  expect(roundingOf({ printed, value })).toBe(step);
});

test.each<[string, PublicCounts, object | undefined]>([
  [
    'the fixture of the definitions, by views',
    { views: exact(8000), likes: exact(400), comments: exact(60), saves: exact(90), shares: exact(50), followers: exact(25_000) },
    { formula: 'er_views', parts: ['likes', 'comments', 'saves', 'shares'], percent: 7.5 },
  ],
  [
    'the same without views, by followers',
    { likes: exact(400), comments: exact(60), saves: exact(90), shares: exact(50), followers: exact(25_000) },
    { formula: 'er_followers', parts: ['likes', 'comments', 'saves', 'shares'], percent: 2.4 },
  ],
  [
    'what the page shows is what the sum holds',
    { views: exact(1000), likes: exact(40) },
    { formula: 'er_views', parts: ['likes'], percent: 4 },
  ],
  ['nobody to engage', { likes: exact(40) }, undefined],
  ['no views yet', { views: exact(0), likes: exact(0) }, undefined],
  ['nothing that engages', { views: exact(1000) }, undefined],
  ['a number that cannot be told', { views: { printed: '1.234', value: null }, likes: exact(3) }, undefined],
])('engagement of %s', (_, counts, engagement) => {
  expect(engagementOf(counts)).toEqual(engagement);
});

test('looks are bounded by number, age and distance, and a clock that went back forgets what is ahead of it', () => {
  let observed: Observed[] = [];
  for (let at = 0; at < 40; at += 1) observed = withLook(observed, 'a', views(40 - at, at));
  expect(observed[0]?.looks).toHaveLength(observedMax.looks);
  observed = withLook(observed, 'b', { at: now, counts: {} });
  observed = withLook(observed, 'b', { at: now + 60_000, counts: {} });
  observed = withLook(observed, 'b', { at: now + 120_000, counts: {} });
  expect(observed.map(({ key, looks }) => [key, looks.length])).toEqual([
    ['b', 2],
    ['a', observedMax.looks],
  ]);
  expect(withLook(observed, 'c', { at: now + 31 * dayMs, counts: {} }).map(({ key }) => key)).toEqual(['c']);
  expect(withLook(observed, 'b', { at: now - hourMs, counts: {} })[0]?.looks).toHaveLength(1);
});

test('property: whatever is seen in whatever order, what is kept is within bounds and a velocity is never negative', () => {
  const look = fc.record({ key: fc.constantFrom('a', 'b', 'c'), hours: fc.nat(2000), value: fc.option(fc.nat(1e9)) });
  fc.assert(
    fc.property(fc.array(look, { maxLength: 80 }), (looks) => {
      let observed: Observed[] = [];
      for (const { key, hours, value } of looks) observed = withLook(observed, key, views(hours, value));
      for (const { looks: kept } of observed) {
        expect(kept.length).toBeLessThanOrEqual(observedMax.looks);
        const velocity = velocityOf(kept);
        if (velocity) expect(velocity.gained >= 0 && velocity.windowMs >= hourMs && velocity.windowMs <= 2 * dayMs).toBe(true);
      }
    }),
  );
});
