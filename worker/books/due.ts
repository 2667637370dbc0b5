/** What a book owes its creators, and the drafts that pay it. */
import { eventIds, type PayoutDrafted, payoutIdOf } from '#shared/book/events.ts';
import { accounts } from '#shared/book/postings.ts';
import type { Standing } from '#shared/book/standing.ts';
import { type Facts, isLive, type PayoutState } from '#shared/book/state.ts';
import type { Id } from '#shared/ids.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

export interface Whose {
  creatorId: Id<'crt'>;
  currency: string;
}
export interface DueBalance extends Whose, Standing {
  /** By the terms in force; a smaller balance waits. */
  minimumMinor: number;
  /** The payout that is under way, which the next one waits for. */
  live: PayoutState | null;
}
export interface Book {
  sql: Sql;
  facts: Facts;
}

/** A balance that is not zero, in the order of creators and currencies. */
export function dueBalances({ sql, facts }: Book, now: number, after: Whose | undefined, countMax: number): DueBalance[] {
  const minimums = facts.termsAt(now)?.terms.minimumPayouts ?? [];
  return owed(sql, after, countMax).map(({ creatorId, currency, amountMinor: payableMinor }) => {
    const standing = facts.standingPayout(creatorId, currency);
    return {
      creatorId,
      currency,
      payableMinor,
      heldMinor: facts.balanceMinor(accounts.creatorHeld(creatorId), currency),
      payingMinor: facts.balanceMinor(accounts.creatorPaying(creatorId), currency),
      paidMinor: facts.balanceMinor(accounts.creatorPaid(creatorId), currency),
      minimumMinor: minimums.find((one) => one.currency === currency)?.amountMinor ?? 0,
      live: standing && isLive(standing) ? standing : null,
    };
  });
}

export const isDue = ({ payableMinor, minimumMinor, live }: DueBalance): boolean =>
  payableMinor > 0 && payableMinor >= minimumMinor && live === null;

const [payableHead = '', payableTail = ''] = accounts.creatorPayable('crt_x').split('crt_x');

const owed = (sql: Sql, after: Whose | undefined, countMax: number): (Whose & { amountMinor: number })[] =>
  rowsOf<{ account: string; currency: string; amount_minor: number }>(
    sql,
    `SELECT account, currency, amount_minor FROM balance
     WHERE account GLOB ?1 AND amount_minor <> 0 AND (account, currency) > (?2, ?3) ORDER BY account, currency LIMIT ?4`,
    `${payableHead}*${payableTail}`,
    after ? accounts.creatorPayable(after.creatorId) : '',
    after?.currency ?? '',
    countMax,
  ).map(({ account, currency, amount_minor }) => ({
    creatorId: account.slice(payableHead.length, account.length - payableTail.length) as Id<'crt'>,
    currency,
    amountMinor: amount_minor,
  }));

/** The draft of this day's next try: of a balance that was drafted already there is nothing left to draft. */
export function draftEvent(
  sql: Sql,
  { creatorId, currency, minimumMinor }: DueBalance,
  { by, at }: { by: string; at: number },
): PayoutDrafted {
  const day = new Date(at).toISOString().slice(0, 10);
  const tried = firstRow<{ count: number }>(
    sql,
    'SELECT count(*) AS count FROM payout_state WHERE creator_id = ? AND currency = ? AND payout_id GLOB ?',
    creatorId,
    currency,
    `${creatorId}.${currency}.${day}.*`,
  );
  const payoutId = payoutIdOf({ creatorId, currency, day, attempt: (tried?.count ?? 0) + 1 });
  return { type: 'payout.drafted', id: eventIds.payout(payoutId, 'drafted'), at, payoutId, creatorId, currency, minimumMinor, by };
}

/** Payouts as the book has them, whatever lists show. */
export const payoutsById = ({ facts }: Book, payoutIds: readonly string[]): PayoutState[] =>
  payoutIds.map((payoutId) => facts.payout(payoutId)).filter((payout) => payout !== undefined);

/** The oldest first. */
export const payoutsIn = (sql: Sql, state: PayoutState['state'], countMax: number): PayoutState[] =>
  rowsOf<{ state: string }>(sql, 'SELECT state FROM payout_state WHERE name = ? ORDER BY seq LIMIT ?', state, countMax).map(
    (row) => JSON.parse(row.state) as PayoutState,
  );

/** Events between two places in the log, of a time. */
export interface Span {
  after: number;
  before: number;
  from: number;
  until: number;
}

export interface Movement {
  seq: number;
  at: number;
  /** Type of the event. */
  what: string;
  /** To the creator above zero, from them below. */
  amountMinor: number;
  creditId: Id<'crd'> | null;
  /** Of the commission: what it was reckoned from, and where its click came from. */
  baseMinor: number | null;
  rateBps: number | null;
  contentUrl: string | null;
  /** Of an adjustment. */
  reason: string | null;
  note: string | null;
  payoutId: string | null;
}

/** The payable balance before a span: what a statement opens with. */
export function balanceBefore(sql: Sql, { creatorId, currency }: Whose, { after, from }: Span): number {
  const [row] = rowsOf<{ amountMinor: number }>(
    sql,
    `SELECT coalesce(sum(CASE to_account WHEN ?1 THEN amount_minor ELSE -amount_minor END), 0) AS amountMinor
     FROM posting JOIN event USING (seq)
     WHERE (to_account = ?1 OR from_account = ?1) AND currency = ?2 AND (seq <= ?3 OR event.body ->> 'at' < ?4)`,
    accounts.creatorPayable(creatorId),
    currency,
    after,
    from,
  );
  return row?.amountMinor ?? 0;
}

/** What moved a creator's payable balance, oldest first. */
export function movementsOf(sql: Sql, { creatorId, currency }: Whose, { after, before, from, until }: Span, countMax: number): Movement[] {
  return rowsOf<{ [Name in keyof Movement]: Movement[Name] }>(
    sql,
    `SELECT event.seq, event.body ->> 'at' AS at, event.body ->> 'type' AS what,
       CASE to_account WHEN ?1 THEN moved.amount_minor ELSE -moved.amount_minor END AS amountMinor, moved.credit_id AS creditId,
       credit.base_minor AS baseMinor, credit.rate_bps AS rateBps, credit.content_url AS contentUrl,
       event.body ->> 'reason' AS reason, event.body ->> 'note' AS note, event.body ->> 'payoutId' AS payoutId
     FROM (
       SELECT * FROM posting WHERE to_account = ?1 AND currency = ?2 AND seq > ?3 AND seq < ?4
       UNION ALL SELECT * FROM posting WHERE from_account = ?1 AND currency = ?2 AND seq > ?3 AND seq < ?4
     ) AS moved JOIN event USING (seq) LEFT JOIN credit ON credit.id = moved.credit_id
     WHERE event.body ->> 'at' >= ?5 AND event.body ->> 'at' < ?6 ORDER BY moved.seq, place LIMIT ?7`,
    accounts.creatorPayable(creatorId),
    currency,
    after,
    before,
    from,
    until,
    countMax,
  );
}
