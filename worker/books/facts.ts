/** What decisions ask, answered from a book's tables. */
import type { BookEvent, OrderChange, OrderRecorded, TermsSetEvent, Touch } from '#shared/book/events.ts';
import type { TermsSet } from '#shared/book/messages.ts';
import type { Facts, OrderState, PayoutState } from '#shared/book/state.ts';
import { fullTerms } from '#shared/book/terms.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

/** Versions of terms are never changed, so those asked last stay at hand. */
const versionsKeptMax = 8;

export function sqlFacts(sql: Sql): Facts {
  const versions = new Map<number, TermsSet>();
  const orderOf = (query: string, ...values: string[]): OrderState | undefined => {
    const row = firstRow<{ state: string }>(sql, query, ...values);
    return row && (JSON.parse(row.state) as OrderState);
  };
  const payoutOf = (query: string, ...values: string[]): PayoutState | undefined => {
    const row = firstRow<{ state: string }>(sql, query, ...values);
    return row && (JSON.parse(row.state) as PayoutState);
  };
  const terms = (version: number): TermsSet | undefined => {
    const known = versions.get(version);
    if (known) return known;
    const found = findTerms(sql, version);
    if (!found) return undefined;
    if (versions.size >= versionsKeptMax) versions.clear();
    versions.set(version, found);
    return found;
  };
  return {
    order: (source, orderId) => orderOf('SELECT state FROM order_state WHERE source = ? AND order_id = ?', source, orderId),
    isKnownElsewhere: (source, orderId) =>
      firstRow(sql, 'SELECT 1 FROM order_state WHERE order_id = ? AND source <> ? LIMIT 1', orderId, source) !== undefined,
    orderOfCredit: (creditId) =>
      orderOf('SELECT state FROM credit JOIN order_state ON order_state.ref = credit.order_ref WHERE credit.id = ?', creditId),
    parked: (source, orderId) => parkedChanges(sql, source, orderId),
    termsCount: () => termsCount(sql),
    terms,
    termsAt: (at) => {
      const version = versionInForce(sql, at);
      return version === undefined ? undefined : terms(version);
    },
    balanceMinor: (account, currency) =>
      firstRow<{ amount_minor: number }>(sql, 'SELECT amount_minor FROM balance WHERE account = ? AND currency = ?', account, currency)
        ?.amount_minor ?? 0,
    payout: (payoutId) => payoutOf('SELECT state FROM payout_state WHERE payout_id = ?', payoutId),
    standingPayout: (creatorId, currency) =>
      payoutOf(
        `SELECT state FROM payout_state WHERE creator_id = ? AND currency = ? AND name NOT IN ('failed', 'cancelled') ORDER BY seq DESC LIMIT 1`,
        creatorId,
        currency,
      ),
    closedUntil: () => firstRow<{ until: number }>(sql, 'SELECT until FROM closed')?.until ?? 0,
  };
}

export const termsCount = (sql: Sql): number =>
  firstRow<{ version: number }>(sql, 'SELECT coalesce(max(version), 0) AS version FROM terms')?.version ?? 0;

/** The highest version that has begun, as `inForce` says. */
export const versionInForce = (sql: Sql, at: number): number | undefined =>
  firstRow<{ version: number }>(sql, 'SELECT version FROM terms WHERE from_at <= ? ORDER BY version DESC LIMIT 1', at)?.version;

export function findTerms(sql: Sql, version: number): TermsSet | undefined {
  const row = firstRow<{ body: string; from_at: number }>(
    sql,
    'SELECT body, from_at FROM terms JOIN event USING (seq) WHERE version = ?',
    version,
  );
  return row && termsSet(version, row.from_at, JSON.parse(row.body) as TermsSetEvent);
}

const termsSet = (version: number, from: number, { at, feeBps, terms }: TermsSetEvent): TermsSet => ({
  version,
  setAt: at,
  from,
  feeBps,
  terms: fullTerms(terms),
});

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

/** The clicks that an order's event told. */
export function touchesOf(sql: Sql, { seq }: Pick<OrderState, 'seq'>): readonly Touch[] {
  const row = firstRow<{ body: string }>(sql, 'SELECT body FROM event WHERE seq = ?', seq);
  return row ? (JSON.parse(row.body) as OrderRecorded).touches : [];
}

function parkedChanges(sql: Sql, source: string, orderId: string): OrderChange[] {
  const query = 'SELECT body FROM parked JOIN event USING (seq) WHERE source = ? AND order_id = ? ORDER BY seq';
  return rowsOf<{ body: string }>(sql, query, source, orderId).map(({ body }) => JSON.parse(body) as OrderChange);
}
