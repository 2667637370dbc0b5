import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adjustmentEvent,
  creditOfOrder,
  day0,
  days,
  draftEvent,
  idFor,
  orderEvent,
  periodEvent,
  refundEvent,
  releaseEvent,
  type Step,
  stepEvent,
  toldBook,
} from '#test/harness/book.ts';
import { approvalLimitMinor } from './adjustment.ts';
import type { BookEvent } from './events.ts';
import { verifyBundle } from './verify.ts';

const creator = idFor('crt', 1);
const account = (name: string): string => `creator:${creator}:${name}`;
const earned: BookEvent[] = [orderEvent(1), releaseEvent(creditOfOrder(1), day0 + days(14))];
const through = (...steps: Step[]): BookEvent[] => [...earned, draftEvent(1), ...steps.map((step) => stepEvent(1, step))];
const standing = (told: ReturnType<typeof toldBook>): number[] => ['payable', 'paying', 'paid'].map((name) => told.balance(account(name)));

describe('money of a payout', () => {
  test.each<[string, Step[], number[], string]>([
    ['drafted: on its way', [], [0, 1370, 0], 'draft'],
    ['approved: still on its way', ['approved'], [0, 1370, 0], 'approved'],
    ['sent: still on its way', ['approved', 'sent'], [0, 1370, 0], 'sent'],
    ['paid: with the creator', ['approved', 'sent', 'paid'], [0, 0, 1370], 'paid'],
    ['failed: owed again', ['approved', 'sent', 'failed'], [1370, 0, 0], 'failed'],
    ['cancelled as draft: owed again', ['cancelled'], [1370, 0, 0], 'cancelled'],
    ['cancelled when approved: owed again', ['approved', 'cancelled'], [1370, 0, 0], 'cancelled'],
  ])('%s', (_, steps, money, state) => {
    const told = toldBook(through(...steps));
    expect(told.last).toEqual({ result: 'recorded' });
    expect(standing(told)).toEqual(money);
    expect(told.book.book.facts.payout('payout-1')?.state).toBe(state);
    expect(verifyBundle(told.book.bundle()).differences).toEqual([]);
  });
  test('a failed payout names the posting that it takes back', () => {
    const told = toldBook(through('approved', 'sent', 'failed'));
    expect(told.book.decision('payout:payout-1:failed')?.postings).toMatchObject([
      { from: account('paying'), to: account('payable'), reverses: '3.1' },
    ]);
  });
  test('keeps who, when and why', () => {
    expect(toldBook(through('approved', 'sent', 'paid')).book.book.facts.payout('payout-1')).toMatchObject({
      draftedBy: 'usr_a',
      approvedBy: 'usr_b',
      provider: 'bank_file',
      providerRef: 'ref-1',
      sentAt: day0 + days(21),
      endedAt: day0 + days(21),
      why: null,
    });
    expect(toldBook(through('cancelled')).book.book.facts.payout('payout-1')).toMatchObject({ why: 'mistake', endedAt: day0 + days(21) });
  });
});

describe('a step out of turn is refused', () => {
  const states: Step[][] = [
    [],
    ['approved'],
    ['approved', 'sent'],
    ['approved', 'sent', 'paid'],
    ['approved', 'sent', 'failed'],
    ['cancelled'],
  ];
  const allowed: Record<Step, string[]> = {
    approved: [''],
    sent: ['approved'],
    paid: ['approved,sent'],
    failed: ['approved,sent'],
    cancelled: ['', 'approved'],
  };
  const cases = states.flatMap((before) =>
    (Object.keys(allowed) as Step[]).map((step) => ({ before, step, fits: allowed[step].includes(before.join()) })),
  );
  test.each(cases.filter(({ before, step }) => !before.includes(step)))('$step after [$before]: $fits', ({ before, step, fits }) => {
    const told = toldBook([...through(...before), stepEvent(1, step)]);
    expect(told.last).toMatchObject(fits ? { result: 'recorded' } : { refused: 'conflict' });
  });
  test('of a payout that is not there', () => {
    expect(toldBook([stepEvent(7, 'approved')]).last).toMatchObject({ refused: 'not_found' });
  });
  test('an approval by who drafted it', () => {
    expect(toldBook([...earned, draftEvent(1), stepEvent(1, 'approved', { by: 'usr_a' })]).last).toMatchObject({ refused: 'forbidden' });
  });
});

describe('a draft', () => {
  test('takes the whole balance: what came from orders, adjustments and refunds', () => {
    const refund = refundEvent(1, 1);
    const told = toldBook([...earned, adjustmentEvent(1), refund, draftEvent(1)]);
    expect(told.book.book.facts.payout('payout-1')).toMatchObject({ amountMinor: 1370 + 1000 - 130, afterSeq: 0, seq: 5 });
  });
  test('is told again under its id as the same payout, with another minimum too', () => {
    const told = toldBook([...earned, draftEvent(1), draftEvent(1, { minimumMinor: 5, by: 'usr_c' })]);
    expect(told.last).toEqual({ result: 'exists' });
    expect(told.book.record(draftEvent(1, { currency: 'EUR' }))).toMatchObject({ refused: 'conflict' });
  });
  test.each<[string, BookEvent[], string]>([
    ['of nothing', [draftEvent(1)], 'Nothing is due'],
    ['of what is still held', [orderEvent(1), draftEvent(1)], 'Nothing is due'],
    ['of another currency', [...earned, draftEvent(1, { currency: 'EUR' })], 'Nothing is due'],
    ['below the minimum', [...earned, draftEvent(1, { minimumMinor: 1371 })], 'below the minimum of 1371'],
    ['of less than nothing', [...earned, adjustmentEvent(1, { amountMinor: -1371 }), draftEvent(1)], 'the balance is -1 minor'],
  ])('%s is refused', (_, events, message) => {
    expect(toldBook(events).last).toMatchObject({ refused: 'unprocessable', message: expect.stringContaining(message) });
  });
  test('of exactly the minimum is made', () => {
    expect(toldBook([...earned, draftEvent(1, { minimumMinor: 1370 })]).last).toEqual({ result: 'recorded' });
  });
  test.each<[string, Step[]]>([
    ['draft', []],
    ['approved', ['approved']],
    ['sent', ['approved', 'sent']],
  ])('while one is %s is refused', (_, steps) => {
    const told = toldBook([...through(...steps), adjustmentEvent(1), draftEvent(2)]);
    expect(told.last).toMatchObject({ refused: 'conflict', message: expect.stringContaining('payout-1') });
    expect(told.book.record(draftEvent(3, { creatorId: idFor('crt', 2) }))).toMatchObject({ refused: 'unprocessable' });
  });
  test('after one that was paid begins where that ended', () => {
    const told = toldBook([...through('approved', 'sent', 'paid'), adjustmentEvent(1), draftEvent(2)]);
    expect(told.book.book.facts.payout('payout-2')).toMatchObject({ amountMinor: 1000, afterSeq: 3 });
  });
  test('after one that failed takes its lines again', () => {
    const told = toldBook([...through('approved', 'sent', 'failed'), adjustmentEvent(1), draftEvent(2)]);
    expect(told.book.book.facts.payout('payout-2')).toMatchObject({ amountMinor: 2370, afterSeq: 0 });
  });
  test('after a paid one, then a failed one, begins after the paid one', () => {
    const second = [adjustmentEvent(1), draftEvent(2), ...(['approved', 'sent', 'failed'] as const).map((step) => stepEvent(2, step))];
    const told = toldBook([...through('approved', 'sent', 'paid'), ...second, draftEvent(3)]);
    expect(told.book.book.facts.payout('payout-3')).toMatchObject({ amountMinor: 1000, afterSeq: 3 });
  });
  test('after a refund of what was paid recovers it', () => {
    const events = [...through('approved', 'sent', 'paid'), refundEvent(1, 1), adjustmentEvent(1)];
    expect(toldBook([...events, draftEvent(2)]).book.book.facts.payout('payout-2')).toMatchObject({ amountMinor: 870 });
  });
});

const moves = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('earn' as const), amountMinor: fc.integer({ min: -3000, max: 9000 }).filter((amount) => amount !== 0) }),
    fc.record({ do: fc.constant('draft' as const) }),
    fc.record({ do: fc.constant('step' as const), step: fc.constantFrom<Step>('approved', 'sent', 'paid', 'failed', 'cancelled') }),
  ),
  { maxLength: 40 },
);

test('by whatever steps: lines sum to each payout, no line is in two that stand, and what is paid, on its way and owed is what was earned', () => {
  fc.assert(
    fc.property(moves, (list) => {
      const told = toldBook([]);
      let [earnedMinor, drafts, adjustments] = [0, 0, 0];
      for (const move of list) {
        if (move.do === 'earn') {
          told.book.record(adjustmentEvent(++adjustments, { amountMinor: move.amountMinor }));
          earnedMinor += move.amountMinor;
        } else if (move.do === 'draft') told.book.record(draftEvent(++drafts));
        else told.book.record(stepEvent(drafts, move.step));
      }
      const owed = standing(told).reduce((a, b) => a + b, 0);
      expect(owed).toBe(earnedMinor);
      const lines = told.book
        .bundle()
        .slice(1, -1)
        .map(
          (line) => JSON.parse(line) as { seq: number; consequences: { postings: { from: string; to: string; amountMinor: number }[] } },
        );
      const used = new Set<number>();
      for (const payout of told.book.book.payouts()) {
        const own = lines.filter((line) => line.seq > payout.afterSeq && line.seq < payout.seq);
        const sum = own
          .flatMap((line) => line.consequences.postings)
          .reduce(
            (total, { from, to, amountMinor }) =>
              total + (to === account('payable') ? amountMinor : from === account('payable') ? -amountMinor : 0),
            0,
          );
        expect(sum).toBe(payout.amountMinor);
        if (payout.state === 'failed' || payout.state === 'cancelled') continue;
        for (const { seq } of own) {
          expect(used.has(seq)).toBe(false);
          used.add(seq);
        }
      }
      expect(verifyBundle(told.book.bundle()).differences).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

describe('an adjustment', () => {
  test.each<[string, object, number]>([
    ['to the creator', { amountMinor: 1000 }, 1000],
    ['back to the brand', { amountMinor: -1000 }, -1000],
  ])('%s moves what is payable', (_, changes, minor) => {
    const told = toldBook([adjustmentEvent(1, changes)]);
    expect([told.balance(account('payable')), told.balance('brand:adjustment')]).toEqual([minor, -minor]);
  });
  test('may be about a commission of that creator', () => {
    const told = toldBook([orderEvent(1), adjustmentEvent(1, { creditId: creditOfOrder(1) })]);
    expect(told.book.decision(`adjustment:${idFor('adj', 1)}`)?.postings).toMatchObject([{ creditId: creditOfOrder(1) }]);
  });
  test.each<[string, object, string]>([
    ['above the limit alone', { amountMinor: 50_001 }, 'forbidden'],
    ['below minus the limit alone', { amountMinor: -50_001 }, 'forbidden'],
    ['approved by oneself', { amountMinor: 50_001, approvedBy: 'usr_a' }, 'forbidden'],
    ['approved by oneself below the limit', { approvedBy: 'usr_a' }, 'forbidden'],
    ['about a commission that never was', { creditId: creditOfOrder(5) }, 'unprocessable'],
    ["about another creator's commission", { creditId: creditOfOrder(1), creatorId: idFor('crt', 2) }, 'unprocessable'],
    ['of nothing', { amountMinor: 0 }, 'unprocessable'],
    ['of half a cent', { amountMinor: 0.5 }, 'unprocessable'],
    ['in no currency', { currency: 'XXX' }, 'unprocessable'],
    ['for a reason that is not on the list', { reason: 'because' }, 'unprocessable'],
    ['without a note', { note: '' }, 'unprocessable'],
    ['with a note of a thousand and one characters', { note: 'x'.repeat(1001) }, 'unprocessable'],
    ['by nobody', { by: '' }, 'unprocessable'],
  ])('%s is refused', (_, changes, code) => {
    expect(toldBook([orderEvent(1), adjustmentEvent(1, changes)]).last).toMatchObject({ refused: code });
  });
  test.each<[string, object]>([
    ['of just the limit alone', { amountMinor: 50_000 }],
    ['above the limit with another person', { amountMinor: 50_001, approvedBy: 'usr_b' }],
  ])('%s is made', (_, changes) => {
    expect(toldBook([adjustmentEvent(1, changes)]).last).toEqual({ result: 'recorded' });
  });
  test.each([
    ['USD', 50_000],
    ['JPY', 500],
    ['KWD', 500_000],
  ])('the limit in %s is %i', (currency, minor) => {
    expect(approvalLimitMinor(currency)).toBe(minor);
  });
  test('under the same id with another amount is a conflict', () => {
    expect(toldBook([adjustmentEvent(1), adjustmentEvent(1, { amountMinor: 1 })]).last).toMatchObject({ refused: 'conflict' });
    expect(toldBook([adjustmentEvent(1), adjustmentEvent(1)]).last).toEqual({ result: 'exists' });
  });
});

describe('a period', () => {
  test('is closed once it has ended, and never back', () => {
    expect(toldBook([periodEvent(day0)]).last).toEqual({ result: 'recorded' });
    expect(toldBook([periodEvent(day0 + 1, day0)]).last).toMatchObject({ refused: 'unprocessable' });
    expect(toldBook([periodEvent(day0), periodEvent(day0 - 1, day0 + 5)]).last).toMatchObject({ refused: 'conflict' });
    expect(toldBook([periodEvent(day0), periodEvent(day0)]).last).toEqual({ result: 'exists' });
    expect(toldBook([periodEvent(day0), periodEvent(day0 + days(30))]).book.book.facts.closedUntil()).toBe(day0 + days(30));
  });
});
