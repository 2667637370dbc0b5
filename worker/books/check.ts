/** The self-check: the book reads itself as a stranger would, and then compares what it keeps at hand with what the log gives. */
import { firstDifference } from '#shared/book/canonical.ts';
import { rootsCheck } from '#shared/book/day-root.ts';
import type { MemoryBook } from '#shared/book/memory.ts';
import { isHeld, isReleasable, type OrderState } from '#shared/book/state.ts';
import { type Difference, differencesMax, makeVerifier, type Verdict } from '#shared/book/verify.ts';
import { keptRoots } from './day-roots.ts';
import { logPage } from './pages.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

/** @param pause between pages, so that a long check lets orders in; the end is read in one moment. */
export async function check(sql: Sql, brandId: string, pause: () => Promise<unknown>): Promise<Verdict> {
  const roots = rootsCheck(() => brandId, keptRoots(sql));
  const verifier = makeVerifier(undefined, roots.event);
  for (let after = 0; ; ) {
    const page = logPage(sql, brandId, after);
    for (const line of page.lines) verifier.line(line);
    after = page.after;
    if (page.isLast) break;
    await pause();
  }
  const verdict = verifier.end();
  const differences = [...verdict.differences, ...roots.end(), ...keptDifferences(sql, verifier.book)].slice(0, differencesMax);
  return { ...verdict, differences };
}

function keptDifferences(sql: Sql, book: MemoryBook): Difference[] {
  const found: Difference[] = [];
  let orders = 0;
  let holds = 0;
  for (const order of book.orders()) {
    if (found.length >= differencesMax) return found;
    orders += 1;
    const wrong = orderDifference(sql, order);
    if (wrong) found.push({ seq: order.seq, what: wrong });
    for (const credit of order.credits.filter(isHeld)) {
      holds += 1;
      const hold = firstRow<{ release_at: number | null }>(sql, 'SELECT release_at FROM hold WHERE credit_id = ?', credit.id);
      if (hold?.release_at !== (isReleasable(credit) ? credit.releaseAt : null))
        found.push({ seq: order.seq, what: `The hold of credit ${credit.id} is not what the events give.` });
    }
  }
  let payouts = 0;
  for (const payout of book.payouts()) {
    payouts += 1;
    const row = firstRow<{ state: string }>(sql, 'SELECT state FROM payout_state WHERE payout_id = ?', payout.payoutId);
    if (row?.state !== JSON.stringify(payout))
      found.push({ seq: payout.seq, what: `The state of payout ${payout.payoutId} is not what the events give.` });
  }
  const counts = { order_state: orders, hold: holds, payout_state: payouts, terms: book.facts.termsCount() };
  for (const [table, expected] of Object.entries(counts)) {
    const count = Number(rowsOf(sql, `SELECT count(*) AS count FROM ${table}`)[0]?.['count']);
    if (count !== expected) found.push({ seq: null, what: `${table} has ${count} rows; the events give ${expected}.` });
  }
  return found;
}

function orderDifference(sql: Sql, order: OrderState): string | undefined {
  const row = firstRow<{ state: string }>(
    sql,
    'SELECT state FROM order_state WHERE source = ? AND order_id = ?',
    order.source,
    order.orderId,
  );
  if (!row) return `The state of order ${order.orderId} is missing.`;
  if (row.state === JSON.stringify(order)) return undefined;
  const other = firstDifference(JSON.parse(row.state), order);
  return other && `The state of order ${order.orderId} has another ${other.path} than the events give.`;
}
