/** Five hundred worlds, audited; and that the audit sees what it must see. */
import { describe, expect, test } from 'vitest';
import type { Posting } from '#shared/book/postings.ts';
import { runSeed } from './run.ts';

const seedsMax = 500;
const ran = Array.from({ length: seedsMax }, (_, at) => runSeed(at + 1));
const lines = ran.flatMap(({ books }) => books.flatMap(({ bundle }) => bundle.slice(1, -1)));

test(`${seedsMax} worlds of lost, doubled, late and reordered messages and dying books end as the auditor says`, () => {
  expect(ran.filter(({ wrong }) => wrong.length > 0).map(({ seed, wrong }) => `npm run simulate -- --seed ${seed}: ${wrong[0]}`)).toEqual(
    [],
  );
});

test('a seed replays exactly', () => {
  expect(runSeed(7).books).toEqual(ran[6]?.books);
});

describe('the worlds have seen', () => {
  const count = (what: string): number => lines.filter((line) => line.includes(what)).length;
  test.each([
    ...['no_click', 'window_over', 'duplicate', 'fraud_hold', 'others_code', 'late_report', 'excluded_product'].map(
      (reason) => `"reason":"${reason}"`,
    ),
    ...['edited', 'cancelled'].map((change) => `"type":"order.${change}"`),
    ...['drafted', 'approved', 'sent', 'paid', 'failed', 'cancelled'].map((step) => `"type":"payout.${step}"`),
    ...['review.opened', 'review.decided', 'adjustment.recorded', 'hold.released'].map((type) => `"type":"${type}"`),
    ...[
      '"isOutdated":true',
      '"applied":[',
      '"unfit":[',
      '"from":',
      '"weight":{',
      '"code":"MARA10"',
      '"per":"piece"',
      '"per":"order"',
      '"review":[',
    ],
  ])('%s', (what) => {
    expect(count(what)).toBeGreaterThan(5);
  });
  test('books that died, and creators below zero', () => {
    expect(ran.reduce((sum, { restarts }) => sum + restarts, 0)).toBeGreaterThan(1000);
    expect(ran.filter(({ books }) => books.some(({ bundle }) => wasBelowZero(bundle))).length).toBeGreaterThan(5);
  });
});

function wasBelowZero(bundle: readonly string[]): boolean {
  const payable = new Map<string, number>();
  for (const line of bundle.slice(1, -1))
    for (const { from, to, amountMinor, currency } of (JSON.parse(line) as { consequences: { postings: Posting[] } }).consequences.postings)
      for (const [account, change] of [
        [from, -amountMinor],
        [to, amountMinor],
      ] as const) {
        if (!account.endsWith(':payable')) continue;
        const key = `${account} ${currency}`;
        payable.set(key, (payable.get(key) ?? 0) + change);
        if ((payable.get(key) ?? 0) < 0) return true;
      }
  return false;
}
