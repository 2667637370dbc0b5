/** What decisions ask, answered from a book's tables. */
import type { BookEvent, RefundRecorded, TermsSetEvent } from '#shared/book/events.ts';
import type { TermsSet } from '#shared/book/messages.ts';
import type { Facts, OrderState } from '#shared/book/state.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

/** Versions of terms are never changed, so those asked last stay at hand. */
const versionsKeptMax = 8;

export function sqlFacts(sql: Sql): Facts {
  const excluded = new Map<number, readonly string[]>();
  const orderOf = (query: string, ...values: string[]): OrderState | undefined => {
    const row = firstRow<{ state: string }>(sql, query, ...values);
    return row && (JSON.parse(row.state) as OrderState);
  };
  return {
    order: (source, orderId) => orderOf('SELECT state FROM order_state WHERE source = ? AND order_id = ?', source, orderId),
    orderOfHeld: (creditId) => orderOf('SELECT state FROM hold JOIN order_state USING (source, order_id) WHERE credit_id = ?', creditId),
    parkedRefunds: (source, orderId) => parkedRefunds(sql, source, orderId),
    termsCount: () => termsCount(sql),
    excludedSkus: (version) => {
      const known = excluded.get(version);
      if (known) return known;
      const skus = findTerms(sql, version)?.terms.excludedSkus;
      if (!skus) return [];
      if (excluded.size >= versionsKeptMax) excluded.clear();
      excluded.set(version, skus);
      return skus;
    },
  };
}

export const termsCount = (sql: Sql): number =>
  firstRow<{ version: number }>(sql, 'SELECT coalesce(max(version), 0) AS version FROM terms')?.version ?? 0;

export function findTerms(sql: Sql, version: number): TermsSet | undefined {
  const row = firstRow<{ body: string }>(sql, 'SELECT body FROM terms JOIN event USING (seq) WHERE version = ?', version);
  return row && termsSet(version, JSON.parse(row.body) as TermsSetEvent);
}

const termsSet = (version: number, { at, feeBps, terms }: TermsSetEvent): TermsSet => ({ version, from: at, feeBps, terms });

export const versionAt = (sql: Sql, seq: number): number =>
  firstRow<{ version: number }>(sql, 'SELECT version FROM terms WHERE seq = ?', seq)?.version ?? 0;

export interface KeptEvent {
  seq: number;
  event: BookEvent;
}
export function findEvent(sql: Sql, id: string): KeptEvent | undefined {
  const row = firstRow<{ seq: number; body: string }>(sql, 'SELECT seq, body FROM event WHERE id = ?', id);
  return row && { seq: row.seq, event: JSON.parse(row.body) as BookEvent };
}

function parkedRefunds(sql: Sql, source: string, orderId: string): RefundRecorded[] {
  const query = 'SELECT body FROM parked_refund JOIN event USING (seq) WHERE source = ? AND order_id = ? ORDER BY seq';
  return rowsOf<{ body: string }>(sql, query, source, orderId).map(({ body }) => JSON.parse(body) as RefundRecorded);
}
