/** Writes an event with all that follows from it. To be called within one transaction. */
import type { Credit } from '#shared/book/credit.ts';
import type { Decision } from '#shared/book/decide.ts';
import type { BookEvent, OrderChange, TermsSetEvent } from '#shared/book/events.ts';
import type { AdjustmentSettled, PayoutSettled } from '#shared/book/messages.ts';
import { type Posting, placeOf } from '#shared/book/postings.ts';
import { settled } from '#shared/book/settled.ts';
import { type CreditState, isHeld, isReleasable, type OrderState, type PayoutState } from '#shared/book/state.ts';
import { findTerms, termsCount, touchesOf } from './facts.ts';
import { rowsOf, type Sql } from './sql.ts';

export interface Written {
  seq: number;
  event: BookEvent;
  /** The event in its canonical spelling. */
  eventText: string;
  hash: string;
  decision: Decision;
}

export function write(sql: Sql, written: Written): void {
  const { seq, event, eventText, hash, decision } = written;
  const outcome = JSON.stringify(decision.outcome);
  sql.exec('INSERT INTO event (seq, id, body, hash, outcome) VALUES (?, ?, ?, ?, ?)', seq, event.id, eventText, hash, outcome);
  for (const credit of decision.credits) insertCredit(sql, seq, credit);
  for (const posting of decision.postings) insertPosting(sql, seq, posting);
  if (event.type === 'terms.set') {
    const version = insertTerms(sql, seq, event, decision);
    // As the log has them, so that telling them again later gives the same text.
    tell(sql, { seq, type: 'terms.set', body: findTerms(sql, version) });
  }
  writeDerived(sql, written);
  const { order } = decision;
  if (order) tell(sql, { seq, type: 'order.settled', body: settled(order, () => touchesOf(sql, order)) });
  if (decision.payout) tell(sql, { seq, type: 'payout.settled', body: decision.payout satisfies PayoutSettled });
  if (event.type === 'adjustment.recorded') {
    const { type: _type, id: _id, ...body } = event;
    tell(sql, { seq, type: 'adjustment.settled', body: body satisfies AdjustmentSettled });
  }
}

/** What the log gives: written with each event, and made anew by replaying it. */
export function writeDerived(sql: Sql, { seq, event, decision }: Pick<Written, 'seq' | 'event' | 'decision'>): void {
  for (const posting of decision.postings) moveBalance(sql, posting);
  if (decision.outcome.result === 'waiting_for_order') {
    const { source, orderId } = event as OrderChange;
    sql.exec('INSERT INTO parked (source, order_id, seq) VALUES (?, ?, ?)', source, orderId, seq);
  }
  if (event.type === 'period.closed')
    sql.exec('INSERT INTO closed (one, until) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET until = excluded.until', event.until);
  if (decision.order) keepOrder(sql, { seq, event, outcome: decision.outcome, order: decision.order });
  if (decision.payout) keepPayout(sql, seq, decision.payout);
}

function insertTerms(sql: Sql, seq: number, event: TermsSetEvent, { outcome }: Decision): number {
  const version = termsCount(sql) + 1;
  sql.exec('INSERT INTO terms (version, seq, from_at) VALUES (?, ?, ?)', version, seq, outcome.from ?? event.at);
  return version;
}

function insertCredit(sql: Sql, seq: number, credit: Credit): void {
  sql.exec(
    `INSERT INTO credit (id, seq, order_ref, creator_id, click_id, clicked_at, content_url, base_minor, rate_bps, amount_minor, fee_bps,
       fee_minor, currency, release_at, more) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    credit.id,
    seq,
    credit.orderRef,
    credit.creatorId,
    credit.clickId,
    credit.clickedAt,
    credit.contentUrl,
    credit.baseMinor,
    credit.rateBps,
    credit.amountMinor,
    credit.feeBps,
    credit.feeMinor,
    credit.currency,
    credit.releaseAt,
    moreOf(credit),
  );
}

function insertPosting(sql: Sql, seq: number, posting: Posting): void {
  sql.exec(
    'INSERT INTO posting (seq, place, from_account, to_account, amount_minor, currency, credit_id, reverses) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    seq,
    placeOf(posting),
    posting.from,
    posting.to,
    posting.amountMinor,
    posting.currency,
    posting.creditId,
    posting.reverses,
  );
}

/** No upsert: that would check the limits on the amount moved instead of on the balance reached. */
function moveBalance(sql: Sql, { from, to, amountMinor, currency }: Posting): void {
  const moved = rowsOf<{ account: string }>(
    sql,
    `UPDATE balance SET amount_minor = amount_minor + CASE account WHEN ?1 THEN -?3 ELSE ?3 END
     WHERE account IN (?1, ?2) AND currency = ?4 RETURNING account`,
    from,
    to,
    amountMinor,
    currency,
  );
  if (moved.length === 2) return;
  for (const [account, changeMinor] of [
    [from, -amountMinor],
    [to, amountMinor],
  ] as const)
    if (!moved.some((row) => row.account === account))
      sql.exec('INSERT INTO balance (account, currency, amount_minor) VALUES (?, ?, ?)', account, currency, changeMinor);
}

/** The unusual of a credit, in the order in which the log writes it. */
function moreOf({ parts, weight, code, review }: Credit): string | null {
  const more = { ...(parts && { parts }), ...(weight && { weight }), ...(code !== undefined && { code }), ...(review && { review }) };
  return Object.keys(more).length === 0 ? null : JSON.stringify(more);
}

interface Kept {
  seq: number;
  event: BookEvent;
  outcome: Decision['outcome'];
  order: OrderState;
}
function keepOrder(sql: Sql, { seq, event, outcome, order }: Kept): void {
  const { source, orderId, ref } = order;
  const state = JSON.stringify(order);
  if (event.type === 'order.recorded') {
    sql.exec('INSERT INTO order_state (source, order_id, ref, state, told_seq) VALUES (?, ?, ?, ?, ?)', source, orderId, ref, state, seq);
    if (outcome.applied || outcome.unfit) sql.exec('DELETE FROM parked WHERE source = ? AND order_id = ?', source, orderId);
  } else {
    sql.exec('UPDATE order_state SET state = ?, told_seq = ? WHERE source = ? AND order_id = ?', state, seq, source, orderId);
  }
  for (const credit of order.credits) keepHold(sql, credit);
}

function keepHold(sql: Sql, credit: CreditState): void {
  if (!isHeld(credit)) return void sql.exec('DELETE FROM hold WHERE credit_id = ?', credit.id);
  sql.exec(
    'INSERT INTO hold (credit_id, release_at) VALUES (?, ?) ON CONFLICT (credit_id) DO UPDATE SET release_at = excluded.release_at',
    credit.id,
    isReleasable(credit) ? credit.releaseAt : null,
  );
}

function keepPayout(sql: Sql, seq: number, payout: PayoutState): void {
  sql.exec(
    `INSERT INTO payout_state (payout_id, creator_id, currency, seq, name, state, told_seq) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (payout_id) DO UPDATE SET name = excluded.name, state = excluded.state, told_seq = excluded.told_seq`,
    payout.payoutId,
    payout.creatorId,
    payout.currency,
    payout.seq,
    payout.state,
    JSON.stringify(payout),
    seq,
  );
}

function tell(sql: Sql, { seq, type, body }: { seq: number; type: string; body: unknown }): void {
  sql.exec('INSERT INTO outbox (seq, type, body) VALUES (?, ?, ?)', seq, type, JSON.stringify(body));
}
