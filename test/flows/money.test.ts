/** The same lists of commands that the pure book is proven with, against the real object: storage, restarts, alarms. */
import { env, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BookEvent } from '#shared/book/events.ts';
import { verifyBundle } from '#shared/book/verify.ts';
import {
  adjustmentEvent,
  aTouch,
  cancelEvent,
  creditOfOrder,
  day0,
  days,
  draftEvent,
  editEvent,
  frozenFor,
  idFor,
  lineOf,
  orderEvent,
  periodEvent,
  refundEvent,
  releaseEvent,
  reversalEvent,
  reviewEvent,
  type Step,
  stepEvent,
  termsEvent,
  touchEvent,
  verdictEvent,
} from '#test/harness/book.ts';
import { commandLists, play, worlds } from '#test/harness/book-commands.ts';
import { aBook, type BookInWorkerd, dump, failingAt, freeClock, holdClock } from '#test/harness/book-object.ts';
import { migrate } from '#worker/books/schema.ts';

beforeEach(() => holdClock(day0));
afterEach(freeClock);

/** Balances at hand are those of the postings, sum to zero, and nothing held is below zero. */
async function expectSound(book: BookInWorkerd): Promise<void> {
  const [wrong] = await book.rows(`
    WITH moved AS (
      SELECT from_account AS account, currency, -amount_minor AS amount_minor FROM posting
      UNION ALL SELECT to_account, currency, amount_minor FROM posting
    ), folded AS (SELECT account, currency, sum(amount_minor) AS amount_minor FROM moved GROUP BY 1, 2)
    SELECT
      (SELECT count(*) FROM folded LEFT JOIN balance USING (account, currency) WHERE balance.amount_minor IS NOT folded.amount_minor)
        + (SELECT count(*) FROM balance) - (SELECT count(*) FROM folded) AS differing,
      (SELECT count(*) FROM (SELECT sum(amount_minor) AS total FROM balance GROUP BY currency) WHERE total <> 0) AS unbalanced,
      (SELECT count(*) FROM balance WHERE account GLOB '*:held' AND amount_minor < 0) AS negative`);
  expect(wrong).toEqual({ differing: 0, unbalanced: 0, negative: 0 });
}

const bundleOf = async (book: BookInWorkerd): Promise<string[]> => {
  const page = await book.stub.bundlePage(book.brandId, 0);
  expect(page.isLast).toBe(true);
  return page.text.trimEnd().split('\n');
};

test('after any list of commands, with restarts between, the commission is the rule applied to what was kept', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, commandLists, async (world, commands) => {
      const book = aBook();
      holdClock(day0);
      const number = Math.floor(Math.random() * 1e9);
      const expected = await play(world, commands, {
        record: book.told,
        refOf: (order) => idFor('ord', number + order),
        release: async (now) => {
          holdClock(now);
          await book.ring();
        },
        restart: book.evict,
        afterEach: () => expectSound(book),
      });
      const balances = await book.rows('SELECT account, amount_minor FROM balance WHERE amount_minor <> 0');
      expect(new Map(balances.map((row) => [row['account'], row['amount_minor']]))).toEqual(expected);
      expect((await book.stub.check(book.brandId)).differences).toEqual([]);
      expect(verifyBundle(await bundleOf(book)).differences).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('fifty tellings of one order at once are one order', async () => {
  const book = aBook();
  const answers = await Promise.all(Array.from({ length: 50 }, () => book.told(orderEvent(1))));
  expect(answers.filter((answer) => 'result' in answer && answer.result === 'recorded')).toHaveLength(1);
  expect(answers.filter((answer) => 'result' in answer && answer.result === 'exists')).toHaveLength(49);
  expect(await book.rows('SELECT account, amount_minor FROM balance')).toEqual([
    { account: 'brand:commission', amount_minor: -1370 },
    { account: expect.stringMatching(/:held$/), amount_minor: 1370 },
  ]);
});

describe('a hold', () => {
  const due = day0 + days(14);
  const released = async (book: BookInWorkerd): Promise<number> =>
    (await book.rows("SELECT 1 FROM event WHERE id GLOB 'release:*'")).length;

  test('is released at its very instant and never before', async () => {
    const book = aBook();
    await book.told(orderEvent(1));
    holdClock(due - 1);
    expect(await book.ring()).toBe(true);
    expect(await released(book)).toBe(0);
    holdClock(due);
    expect(await book.ring()).toBe(true);
    expect(await released(book)).toBe(1);
    expect(await book.rows('SELECT account, amount_minor FROM balance WHERE amount_minor > 0')).toEqual([
      { account: expect.stringMatching(/:payable$/), amount_minor: 1370 },
    ]);
  });

  test('is released after a restart too', async () => {
    const book = aBook();
    await book.told(orderEvent(1));
    await book.evict();
    holdClock(due);
    expect(await book.ring()).toBe(true);
    expect(await released(book)).toBe(1);
  });

  test('is not released early by a clock that once was a day ahead', async () => {
    const book = aBook();
    await book.told(orderEvent(1, { at: day0 }));
    await book.told(orderEvent(2, { at: due + days(1) }));
    holdClock(due - 1);
    await book.ring();
    expect(await released(book)).toBe(0);
  });

  test('of many that are due at once all are released', async () => {
    const book = aBook();
    await book.inside((inside) => {
      inside.consumers = { 'order.settled': () => Promise.resolve() };
      for (let number = 1; number <= 600; number++) inside.record(book.brandId, orderEvent(number));
    });
    holdClock(due);
    await book.ring();
    await book.ring();
    expect(await released(book)).toBe(600);
    expect((await book.stub.check(book.brandId)).differences).toEqual([]);
  });
});

describe('amounts at the limit', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const all = (number: number) => [aTouch(number, { frozen: frozenFor({ rateBps: 10_000 }) })];

  test.each(['JPY', 'USD', 'KWD'])('2^53 - 1 minor units of %s are kept to the last one', async (currency) => {
    const book = aBook();
    expect(await book.told(orderEvent(1, { currency, lines: [lineOf(1, most)], touches: all(1) }))).toEqual({ result: 'recorded' });
    expect(await book.told(refundEvent(1, 1, { currency, lines: [{ lineId: 'line-1', netMinor: most - 1 }] }))).toEqual({
      result: 'recorded',
    });
    expect(await book.rows('SELECT amount_minor FROM balance ORDER BY amount_minor')).toEqual([{ amount_minor: -1 }, { amount_minor: 1 }]);
    expect((await book.stub.check(book.brandId)).differences).toEqual([]);
  });

  test('a balance that would pass 2^53 - 1 refuses the order and keeps nothing of it', async () => {
    const book = aBook();
    await book.told(orderEvent(1, { lines: [lineOf(1, most)], touches: all(1) }));
    const before = await book.inside((_, sql) => dump(sql));
    expect(await book.told(orderEvent(2, { lines: [lineOf(1, 1)], touches: all(2) }))).toMatchObject({
      refused: 'unprocessable',
      message: expect.stringContaining('2^53 - 1'),
    });
    const withoutOutbox = (text: string): unknown => JSON.parse(text).filter(([name]: [string]) => name !== 'outbox');
    expect(withoutOutbox(await book.inside((_, sql) => dump(sql)))).toEqual(withoutOutbox(before));
  });

  test('one more is refused', async () => {
    expect(await aBook().told(orderEvent(1, { lines: [lineOf(1, most + 1)] }))).toMatchObject({ refused: 'unprocessable' });
  });
});

describe('a failure at any statement leaves no trace', () => {
  const due = day0 + days(14);
  const fee = [aTouch(1, { frozen: frozenFor({ feeBps: 100 }) })];
  const several = [aTouch(1, { creatorId: idFor('crt', 2) }), aTouch(2, { frozen: frozenFor({ model: 'linear', feeBps: 100 }) })];
  const drafted = (...steps: Step[]): BookEvent[] => [adjustmentEvent(1), draftEvent(1), ...steps.map((step) => stepEvent(1, step))];
  const cases: [string, BookEvent[], BookEvent][] = [
    ['terms', [], termsEvent(1)],
    ['a click', [termsEvent(1)], touchEvent(aTouch(1))],
    ['an order', [termsEvent(1)], orderEvent(1, { touches: fee })],
    ['an order whose refund waited', [termsEvent(1), refundEvent(1, 1)], orderEvent(1, { touches: fee })],
    ['a refund', [orderEvent(1, { touches: fee })], refundEvent(1, 1)],
    ['a refund before its order', [], refundEvent(1, 1)],
    ['a release', [orderEvent(1, { touches: fee })], releaseEvent(creditOfOrder(1), due)],
    ['terms that begin later', [termsEvent(1)], termsEvent(2, { rateBps: 1 }, day0 + 1)],
    ['an order of several creators', [termsEvent(1)], orderEvent(1, { touches: several })],
    ['an order under review', [], orderEvent(1, { touches: fee, findings: [{ rule: 'velocity', creatorId: null }] })],
    ['an edit', [orderEvent(1, { touches: fee })], editEvent(1, 1, { lines: [lineOf(1, 20_000), lineOf(2, 500)] })],
    ['a cancellation', [orderEvent(1, { touches: fee })], cancelEvent(1)],
    ['a review', [orderEvent(1, { touches: fee })], reviewEvent(1, creditOfOrder(1))],
    ['a verdict', [orderEvent(1, { touches: fee }), reviewEvent(1, creditOfOrder(1))], verdictEvent(1, creditOfOrder(1), 'fraud_hold')],
    [
      'a verdict that is taken back',
      [orderEvent(1, { touches: fee }), reviewEvent(1, creditOfOrder(1)), verdictEvent(1, creditOfOrder(1), 'fraud_hold')],
      reversalEvent(1, creditOfOrder(1)),
    ],
    ['an adjustment', [], adjustmentEvent(1)],
    ['a payout', [adjustmentEvent(1)], draftEvent(1)],
    ['an approval', [adjustmentEvent(1), draftEvent(1)], stepEvent(1, 'approved')],
    ['a payout that is sent', drafted('approved'), stepEvent(1, 'sent')],
    ['a payout that is paid', drafted('approved', 'sent'), stepEvent(1, 'paid')],
    ['a payout that failed', drafted('approved', 'sent'), stepEvent(1, 'failed')],
    ['the end of a period', [], periodEvent(day0)],
  ];
  test.each(cases)('of %s', async (_, earlier, event) => {
    const book = aBook();
    const statements = await book.inside((inside, sql) => {
      for (const one of earlier) expect(inside.record(book.brandId, one).ok).toBe(true);
      const sound = inside.ledger;
      const before = dump(sql);
      for (let n = 1; ; n++) {
        inside.ledger = failingAt(sql, n);
        try {
          expect(inside.record(book.brandId, event).ok).toBe(true);
          inside.ledger = sound;
          return n - 1;
        } catch (error) {
          expect(String(error)).toContain('storage failed');
          expect(dump(sql)).toBe(before);
        }
      }
    });
    expect(statements).toBeGreaterThan(3);
    expect((await book.stub.check(book.brandId)).differences).toEqual([]);
  });

  test('of a migration: the old form or the new, never between', async () => {
    const fresh = env.LIMITER.get(env.LIMITER.newUniqueId());
    await runInDurableObject(fresh, (_, { storage }) => {
      const before = dump(storage.sql);
      let failures = 0;
      for (let n = 1; ; n++) {
        try {
          storage.transactionSync(() => migrate(failingAt(storage.sql, n).sql));
          break;
        } catch (error) {
          expect(String(error)).toContain('storage failed');
          expect(dump(storage.sql)).toBe(before);
          failures += 1;
        }
      }
      expect(failures).toBeGreaterThan(3);
      const migrated = dump(storage.sql);
      storage.transactionSync(() => migrate(storage.sql));
      expect(dump(storage.sql)).toBe(migrated);
    });
  });
});
