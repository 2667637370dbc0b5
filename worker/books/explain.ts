/** One order with all that happened to it, and why: read from the log, so that it shows what counts and not what was told of it. */
import type { BookEvent, OrderRecorded } from '#shared/book/events.ts';
import { type ExplainedClick, explainClicks, type ModelColumn, modelColumns } from '#shared/book/explain.ts';
import type { Posting } from '#shared/book/postings.ts';
import type { OrderState } from '#shared/book/state.ts';
import type { Id } from '#shared/ids.ts';
import type { Ledger } from './record.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

export interface OrderHappened {
  seq: number;
  hash: string;
  event: BookEvent;
  postings: Pick<Posting, 'from' | 'to' | 'amountMinor' | 'currency'>[];
}
export interface ExplainedOrder {
  event: OrderRecorded;
  state: OrderState;
  clicks: ExplainedClick[];
  models: ModelColumn[];
  /** In the order of the log; of very many the oldest. */
  history: OrderHappened[];
}

/** Of an order that a shop changes without end the first so many are told. */
const historyMax = 500;

export function explainOrder({ sql, facts }: Ledger, ref: Id<'ord'>): ExplainedOrder | undefined {
  const row = firstRow<{ state: string }>(sql, 'SELECT state FROM order_state WHERE ref = ?', ref);
  if (!row) return undefined;
  const state = JSON.parse(row.state) as OrderState;
  const history = historyOf(sql, state);
  const event = history.find(({ seq }) => seq === state.seq)?.event as OrderRecorded | undefined;
  if (event?.type !== 'order.recorded') throw new Error('broken promise: an order has the event that recorded it');
  const earning = new Set(state.credits.flatMap(({ clickId }) => clickId ?? []));
  return { event, state, clicks: explainClicks(event, earning), models: modelColumns(facts, event, state.lines), history };
}

function historyOf(sql: Sql, { source, orderId, credits }: OrderState): OrderHappened[] {
  const events = rowsOf<{ seq: number; body: string; hash: string }>(
    sql,
    `SELECT seq, body, hash FROM event WHERE body ->> 'orderId' = ?1 AND body ->> 'source' = ?2
     UNION SELECT seq, body, hash FROM event WHERE body ->> 'creditId' IN (SELECT value FROM json_each(?3))
     ORDER BY seq LIMIT ?4`,
    orderId,
    source,
    JSON.stringify(credits.map(({ id }) => id)),
    historyMax,
  );
  return events.map(({ seq, body, hash }) => ({ seq, hash, event: JSON.parse(body) as BookEvent, postings: postingsAt(sql, seq) }));
}

const postingsAt = (sql: Sql, seq: number): OrderHappened['postings'] =>
  rowsOf<{ from_account: string; to_account: string; amount_minor: number; currency: string }>(
    sql,
    'SELECT from_account, to_account, amount_minor, currency FROM posting WHERE seq = ? ORDER BY place',
    seq,
  ).map(({ from_account, to_account, amount_minor, currency }) => ({
    from: from_account,
    to: to_account,
    amountMinor: amount_minor,
    currency,
  }));
