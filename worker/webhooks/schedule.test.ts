import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs, secondMs } from '#shared/time.ts';
import { type Tried, verdictOf } from './schedule.ts';

const now = 1_767_225_600_000;
const tried = (changes: Partial<Tried>): Tried => ({ status: 500, retryAfter: null, tries: 1, slow: 0, now, chance: 0, ...changes });

test('the waits are those of the standard, and the tenth failure is the last', () => {
  const waits = Array.from({ length: 10 }, (_, at) => verdictOf(tried({ tries: at + 1 })).nextAt).map((at) => at && at - now);
  expect(waits).toEqual([
    5 * secondMs,
    5 * minuteMs,
    30 * minuteMs,
    2 * hourMs,
    5 * hourMs,
    10 * hourMs,
    14 * hourMs,
    20 * hourMs,
    24 * hourMs,
    null,
  ]);
  expect(verdictOf(tried({ tries: 10 })).state).toBe('failed');
});

test('chance makes a wait up to a tenth longer, never shorter', () => {
  for (const chance of [0, 0.25, 0.5, 0.999])
    expect(verdictOf(tried({ tries: 4, chance })).nextAt).toBe(now + Math.round(2 * hourMs * (1 + 0.1 * chance)));
});

describe('an answer', () => {
  test.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [299, 'delivered'],
    [199, 'waiting'],
    [300, 'waiting'],
    [301, 'waiting'],
    [307, 'waiting'],
    [400, 'waiting'],
    [401, 'waiting'],
    [404, 'waiting'],
    [410, 'failed'],
    [500, 'waiting'],
    [503, 'waiting'],
    [null, 'waiting'],
  ])('%s is %s', (status, state) => expect(verdictOf(tried({ status })).state).toBe(state));

  test('410 says that the endpoint is gone, and only that', () => {
    for (const status of [null, 200, 302, 404, 429, 500]) expect(verdictOf(tried({ status })).isGone).toBe(false);
    expect(verdictOf(tried({ status: 410 }))).toEqual({ state: 'failed', nextAt: null, pausedUntil: null, isGone: true });
  });
});

describe('patience', () => {
  test.each([429, 502, 504])('%s pauses the endpoint, ever longer, an hour at most', (status) => {
    const pauses = [0, 1, 2, 5, 6, 40].map((slow) => (verdictOf(tried({ status, slow })).pausedUntil ?? 0) - now);
    expect(pauses).toEqual([minuteMs, 2 * minuteMs, 4 * minuteMs, 32 * minuteMs, hourMs, hourMs]);
  });

  test('a message does not go before the pause ends, nor before its own time', () => {
    expect(verdictOf(tried({ status: 429 })).nextAt).toBe(now + minuteMs);
    expect(verdictOf(tried({ status: 429, tries: 4 })).nextAt).toBe(now + 2 * hourMs);
  });

  test.each([
    ['seconds', '120', 2 * minuteMs],
    ['a date', new Date(now + hourMs).toUTCString(), hourMs],
    ['a year', String(365 * 86_400), dayMs],
  ])('Retry-After in %s is kept, up to a day', (_, retryAfter, waitMs) =>
    expect(verdictOf(tried({ status: 503, retryAfter })).pausedUntil).toBe(now + waitMs),
  );

  test.each(['', '0', '-5', '1e9', 'soon', new Date(now - 1000).toUTCString(), '99999999999999999999'])(
    'Retry-After %j is as if it were not there',
    (retryAfter) => expect(verdictOf(tried({ status: 503, retryAfter })).pausedUntil).toBeNull(),
  );

  test('an endpoint that works is not paused by what it says beside', () => {
    expect(verdictOf(tried({ status: 200, retryAfter: '60' })).pausedUntil).toBeNull();
  });
});
