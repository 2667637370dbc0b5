/** Writes an event with all that follows from it. To be called within one transaction. */
import type { Credit } from '#shared/book/credit.ts';
import type { Decision } from '#shared/book/decide.ts';
import type { BookEvent } from '#shared/book/events.ts';
import { type Posting, placeOf } from '#shared/book/postings.ts';
import { settled } from '#shared/book/settled.ts';
import { isHeld, type OrderState } from '#shared/book/state.ts';
import { findTerms, termsCount } from './facts.ts';
import { rowsOf, type Sql } from './sql.ts';

export interface Written {
  seq: number;
  event: BookEvent;
  /** The event in its canonical spelling. */
  eventText: string;
  hash: string;
  decision: Decision;
}

export function write(sql: Sql, { seq, event, eventText, hash, decision }: Written): void {
  const outcome = JSON.stringify(decision.outcome);
  sql.exec('INSERT INTO event (seq, id, body, hash, outcome) VALUES (?, ?, ?, ?, ?)', seq, event.id, eventText, hash, outcome);
  for (const credit of decision.credits) insertCredit(sql, seq, credit);
  for (const posting of decision.postings) {
    insertPosting(sql, seq, posting);
    moveBalance(sql, posting);
  }
  if (event.type === 'terms.set') {
    const version = termsCount(sql) + 1;
    sql.exec('INSERT INTO terms (version, seq) VALUES (?, ?)', version, seq);
    // As the log has them, so that telling them again later gives the same text.
    tell(sql, { seq, type: 'terms.set', body: findTerms(sql, version) });
  }
  if (event.type === 'refund.recorded' && !decision.order)
    sql.exec('INSERT INTO parked_refund (source, order_id, seq) VALUES (?, ?, ?)', event.source, event.orderId, seq);
  if (!decision.order) return;
  keepOrder(sql, { seq, event, outcome: decision.outcome, order: decision.order });
  tell(sql, { seq, type: 'order.settled', body: settled(decision.order) });
}

function insertCredit(sql: Sql, seq: number, credit: Credit): void {
  sql.exec(
    `INSERT INTO credit (id, seq, order_ref, creator_id, click_id, clicked_at, content_url, base_minor, rate_bps, amount_minor, fee_bps,
       fee_minor, currency, release_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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

interface Kept {
  seq: number;
  event: BookEvent;
  outcome: Decision['outcome'];
  order: OrderState;
}
function keepOrder(sql: Sql, { seq, event, outcome, order }: Kept): void {
  const { source, orderId } = order;
  const state = JSON.stringify(order);
  if (event.type === 'order.recorded') {
    sql.exec('INSERT INTO order_state (source, order_id, state, told_seq) VALUES (?, ?, ?, ?)', source, orderId, state, seq);
    if (outcome.applied || outcome.unfit) sql.exec('DELETE FROM parked_refund WHERE source = ? AND order_id = ?', source, orderId);
  } else {
    sql.exec('UPDATE order_state SET state = ?, told_seq = ? WHERE source = ? AND order_id = ?', state, seq, source, orderId);
  }
  for (const credit of order.credits) {
    const { id, releaseAt } = credit;
    if (!isHeld(credit)) sql.exec('DELETE FROM hold WHERE credit_id = ?', id);
    else if (event.type === 'order.recorded')
      sql.exec('INSERT INTO hold (credit_id, release_at, source, order_id) VALUES (?, ?, ?, ?)', id, releaseAt, source, orderId);
  }
}

function tell(sql: Sql, { seq, type, body }: { seq: number; type: string; body: unknown }): void {
  sql.exec('INSERT INTO outbox (seq, type, body) VALUES (?, ?, ?)', seq, type, JSON.stringify(body));
}
