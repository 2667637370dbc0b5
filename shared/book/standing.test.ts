import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Standing, threeBalances } from './standing.ts';

/** Each movement as the ledger has it, and what it does to the three numbers of the textbook. */
const moves = {
  held: (amount: number) => ({ heldMinor: amount, expected: { posted: 0, pending: amount, available: 0 } }),
  released: (amount: number) => ({ heldMinor: -amount, payableMinor: amount, expected: { posted: amount, pending: 0, available: amount } }),
  returnedAfter: (amount: number) => ({ payableMinor: -amount, expected: { posted: -amount, pending: -amount, available: -amount } }),
  drafted: (amount: number) => ({ payableMinor: -amount, payingMinor: amount, expected: { posted: 0, pending: 0, available: -amount } }),
  paid: (amount: number) => ({ payingMinor: -amount, expected: { posted: -amount, pending: -amount, available: 0 } }),
  failed: (amount: number) => ({ payableMinor: amount, payingMinor: -amount, expected: { posted: 0, pending: 0, available: amount } }),
} satisfies Record<string, (amount: number) => Partial<Standing> & { expected: Record<'posted' | 'pending' | 'available', number> }>;

test('posted, pending and available are the fold of the journal', () => {
  const list = fc.array(
    fc.tuple(fc.constantFrom(...(Object.keys(moves) as (keyof typeof moves)[])), fc.integer({ min: 1, max: 1_000_000 })),
  );
  fc.assert(
    fc.property(list, (journal) => {
      const standing = { heldMinor: 0, payableMinor: 0, payingMinor: 0 };
      const expected = { posted: 0, pending: 0, available: 0 };
      for (const [what, amount] of journal) {
        const move: Partial<Standing> & { expected: typeof expected } = moves[what](amount);
        standing.heldMinor += move.heldMinor ?? 0;
        standing.payableMinor += move.payableMinor ?? 0;
        standing.payingMinor += move.payingMinor ?? 0;
        expected.posted += move.expected.posted;
        expected.pending += move.expected.pending;
        expected.available += move.expected.available;
      }
      const { posted, pending, available } = expected;
      expect(threeBalances(standing)).toEqual({ postedMinor: posted, pendingMinor: pending, availableMinor: available });
    }),
  );
});
