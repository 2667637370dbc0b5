/** The log as lines of a bundle, a page at a time: events, and beside each the credits and postings as they stand in their tables. */
import { type EventLine, eventLineText, footerText } from '#shared/book/bundle.ts';
import { headerText, rootOfNothing } from '#shared/book/chain.ts';
import type { Credit } from '#shared/book/credit.ts';
import type { Outcome } from '#shared/book/decide.ts';
import type { Balance } from '#shared/book/memory.ts';
import type { Posting } from '#shared/book/postings.ts';
import type { Id } from '#shared/ids.ts';
import { headOf } from './record.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

const pageEvents = 200;

export interface LogPage {
  lines: string[];
  /** To go on with. */
  after: number;
  /** The last page ends with the footer, read in the same moment as its last event. */
  isLast: boolean;
}

/** @param after the last event of the page before; 0 begins with the header */
export function logPage(sql: Sql, brandId: string, after: number): LogPage {
  const events = eventLines(sql, brandId, after);
  const isLast = events.length < pageEvents;
  const lines = events.map(eventLineText);
  if (after === 0) lines.unshift(headerText(brandId));
  if (isLast) lines.push(footer(sql, brandId));
  return { lines, after: events.at(-1)?.seq ?? after, isLast };
}

function footer(sql: Sql, brandId: string): string {
  const head = headOf(sql, brandId);
  return footerText({ events: head.seq, rootHash: head.hash, balances: balances(sql) });
}

const balances = (sql: Sql): Balance[] =>
  rowsOf<{ account: string; currency: string; amount_minor: number }>(
    sql,
    'SELECT account, currency, amount_minor FROM balance WHERE amount_minor <> 0 ORDER BY account, currency',
  ).map(({ account, currency, amount_minor }) => ({ account, currency, amountMinor: amount_minor }));

function eventLines(sql: Sql, brandId: string, after: number): EventLine[] {
  const events = rowsOf<{ seq: number; body: string; hash: string; outcome: string }>(
    sql,
    'SELECT seq, body, hash, outcome FROM event WHERE seq > ? ORDER BY seq LIMIT ?',
    after,
    pageEvents,
  );
  const last = events.at(-1)?.seq ?? after;
  const credits = Map.groupBy(creditRows(sql, after, last), (row) => row.seq);
  const postings = Map.groupBy(postingRows(sql, after, last), (row) => row.seq);
  let prevHash = firstRow<{ hash: string }>(sql, 'SELECT hash FROM event WHERE seq = ?', after)?.hash ?? rootOfNothing(brandId);
  return events.map(({ seq, body, hash, outcome }) => {
    const line: EventLine = {
      seq,
      eventText: body,
      prevHash,
      hash,
      consequences: {
        outcome: JSON.parse(outcome) as Outcome,
        credits: (credits.get(seq) ?? []).map(creditOfRow),
        postings: (postings.get(seq) ?? []).map(postingOfRow),
      },
    };
    prevHash = hash;
    return line;
  });
}

type CreditRow = {
  seq: number;
  id: Id<'crd'>;
  order_ref: Id<'ord'>;
  creator_id: Id<'crt'>;
  click_id: Id<'clk'> | null;
  clicked_at: number | null;
  content_url: string | null;
  base_minor: number;
  rate_bps: number | null;
  amount_minor: number;
  fee_bps: number;
  fee_minor: number;
  currency: string;
  release_at: number;
  more: string | null;
};
const creditRows = (sql: Sql, after: number, last: number): CreditRow[] =>
  rowsOf<CreditRow>(sql, 'SELECT * FROM credit WHERE seq > ? AND seq <= ? ORDER BY seq, id', after, last);

export function creditById(sql: Sql, creditId: string): { seq: number; credit: Credit } | undefined {
  const row = firstRow<CreditRow>(sql, 'SELECT * FROM credit WHERE id = ?', creditId);
  return row && { seq: row.seq, credit: creditOfRow(row) };
}

/** In the order of `creditOf`: the line's text is compared as it stands. */
const creditOfRow = (row: CreditRow): Credit => ({
  id: row.id,
  orderRef: row.order_ref,
  creatorId: row.creator_id,
  clickId: row.click_id,
  clickedAt: row.clicked_at,
  contentUrl: row.content_url,
  baseMinor: row.base_minor,
  rateBps: row.rate_bps,
  amountMinor: row.amount_minor,
  feeBps: row.fee_bps,
  feeMinor: row.fee_minor,
  currency: row.currency,
  releaseAt: row.release_at,
  ...(row.more !== null && (JSON.parse(row.more) as Pick<Credit, 'parts' | 'weight' | 'code' | 'review'>)),
});

type PostingRow = {
  seq: number;
  place: number;
  from_account: string;
  to_account: string;
  amount_minor: number;
  currency: string;
  credit_id: Id<'crd'> | null;
  reverses: string | null;
};
const postingRows = (sql: Sql, after: number, last: number): PostingRow[] =>
  rowsOf<PostingRow>(sql, 'SELECT * FROM posting WHERE seq > ? AND seq <= ? ORDER BY seq, place', after, last);

/** In the order of `postingsOf`. */
const postingOfRow = (row: PostingRow): Posting => ({
  id: `${row.seq}.${row.place}`,
  from: row.from_account,
  to: row.to_account,
  amountMinor: row.amount_minor,
  currency: row.currency,
  creditId: row.credit_id,
  reverses: row.reverses,
});
