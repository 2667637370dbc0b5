/** The self-check: the book reads itself as a stranger would, and then compares what it keeps at hand with what the log gives. */
import { firstDifference } from '#shared/book/canonical.ts';
import { rootsCheck } from '#shared/book/day-root.ts';
import type { MemoryBook } from '#shared/book/memory.ts';
import { isHeld, isReleasable, type OrderState, type PayoutState } from '#shared/book/state.ts';
import { type Difference, differencesMax, makeVerifier, type Verdict } from '#shared/book/verify.ts';
import { keptRoots } from './day-roots.ts';
import { type LogPage, logPage } from './pages.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

/** @param pause between pages, so that a long check lets orders in; the end is read in one moment. */
export async function check(sql: Sql, brandId: string, pause: () => Promise<unknown>): Promise<Verdict> {
  const roots = rootsCheck(() => brandId, keptRoots(sql));
  const verifier = makeVerifier(undefined, roots.event);
  for (let after = 0; ; ) {
    const page = readablePage(sql, brandId, after);
    if ('unreadable' in page) return { ...verifier.end(), differences: [page.unreadable] };
    for (const line of page.lines) verifier.line(line);
    after = page.after;
    if (page.isLast) break;
    await pause();
  }
  const verdict = verifier.end();
  const differences = [...verdict.differences, ...roots.end(), ...keptDifferences(sql, verifier.book)].slice(0, differencesMax);
  return { ...verdict, differences };
}

/** A row that cannot be read is a difference, named as closely as it can be. */
function readablePage(sql: Sql, brandId: string, after: number): LogPage | { unreadable: Difference } {
  try {
    return logPage(sql, brandId, after);
  } catch (error) {
    return { unreadable: { seq: after + 1, what: `From event ${after + 1} on, what is kept cannot be read: ${errorText(error)}` } };
  }
}

const errorText = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

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
    if (!isKeptPayout(sql, payout))
      found.push({ seq: payout.seq, what: `The state of payout ${payout.payoutId} is not what the events give.` });
  }
  for (let version = 1; version <= book.facts.termsCount(); version++) {
    const row = firstRow<{ seq: number; from_at: number }>(sql, 'SELECT seq, from_at FROM terms WHERE version = ?', version);
    if (row?.from_at !== book.facts.terms(version)?.from)
      found.push({ seq: row?.seq ?? null, what: `Version ${version} of the terms does not begin when the events say.` });
  }
  const closed = firstRow<{ until: number }>(sql, 'SELECT until FROM closed')?.until ?? 0;
  if (closed !== book.facts.closedUntil())
    found.push({ seq: null, what: 'The end of the last closed period is not what the events give.' });
  const counts = {
    order_state: orders,
    hold: holds,
    payout_state: payouts,
    terms: book.facts.termsCount(),
    parked: book.parkedCount(),
  };
  for (const [table, expected] of Object.entries(counts)) {
    const count = Number(rowsOf(sql, `SELECT count(*) AS count FROM ${table}`)[0]?.['count']);
    if (count !== expected) found.push({ seq: null, what: `${table} has ${count} rows; the events give ${expected}.` });
  }
  return found;
}

function isKeptPayout(sql: Sql, payout: PayoutState): boolean {
  const row = firstRow<{ creator_id: string; currency: string; seq: number; name: string; state: string }>(
    sql,
    'SELECT creator_id, currency, seq, name, state FROM payout_state WHERE payout_id = ?',
    payout.payoutId,
  );
  const { creatorId, currency, seq, state } = payout;
  return (
    row?.state === JSON.stringify(payout) &&
    row.creator_id === creatorId &&
    row.currency === currency &&
    row.seq === seq &&
    row.name === state
  );
}

function orderDifference(sql: Sql, order: OrderState): string | undefined {
  const row = firstRow<{ state: string; ref: string }>(
    sql,
    'SELECT state, ref FROM order_state WHERE source = ? AND order_id = ?',
    order.source,
    order.orderId,
  );
  if (!row) return `The state of order ${order.orderId} is missing.`;
  if (row.ref !== order.ref) return `Order ${order.orderId} is found under another name than the events give.`;
  if (row.state === JSON.stringify(order)) return undefined;
  const other = firstDifference(JSON.parse(row.state), order);
  return other && `The state of order ${order.orderId} has another ${other.path} than the events give.`;
}
