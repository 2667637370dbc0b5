/** The SQL of orders that nobody was credited for. */
import type { NoCreditReason } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import type { Place } from '../base/cursor.ts';
import { rows } from '../base/sql.ts';
import type { Env } from '../env.ts';
import type { OrderRow } from './store.ts';

export interface Period {
  reason: NoCreditReason | undefined;
  /** Orders placed at or after `from` and before `until`. */
  from: number;
  until: number;
}
export function unrecordedOfBrand(
  env: Env,
  brandId: Id<'brd'>,
  period: Period,
  after: Place | undefined,
  limit: number,
): Promise<OrderRow[]> {
  return rows<OrderRow>(
    env.DB.prepare(
      `SELECT ref, order_id, placed_at, recorded_at, currency, gross_minor, refunded_minor, skus, reason, cancelled_at FROM orders_order
       WHERE brand_id = ?1 AND reason IS NOT NULL AND (?2 IS NULL OR reason = ?2) AND placed_at >= ?3 AND placed_at < ?4
         AND (placed_at, ref) < (?5, ?6) ORDER BY placed_at DESC, ref DESC LIMIT ?7`,
    ).bind(brandId, period.reason ?? null, period.from, period.until, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );
}

export interface ReasonCount {
  reason: NoCreditReason;
  month: string;
  orders: number;
}
export const countsOfBrand = (env: Env, brandId: Id<'brd'>, { from, until }: Omit<Period, 'reason'>): Promise<ReasonCount[]> =>
  rows<ReasonCount>(
    env.DB.prepare(
      `SELECT reason, strftime('%Y-%m', placed_at / 1000, 'unixepoch') AS month, count(*) AS orders FROM orders_order
       WHERE brand_id = ?1 AND reason IS NOT NULL AND placed_at >= ?2 AND placed_at < ?3 GROUP BY month, reason ORDER BY month DESC, orders DESC, reason`,
    ).bind(brandId, from, until),
  );

export interface UnrecordedTouch {
  ref: Id<'ord'>;
  brandId: Id<'brd'>;
  placedAt: number;
  clickedAt: number | null;
  contentUrl: string | null;
  reason: NoCreditReason;
}
/** Orders that earned nobody anything and had a click of this creator, and commissions of theirs that were rejected beside others. */
const ofCreator = `
  SELECT o.ref, o.brand_id AS brandId, o.placed_at AS placedAt, t.clicked_at AS clickedAt, t.content_url AS contentUrl, o.reason
  FROM orders_touch t JOIN orders_order o ON o.ref = t.order_ref WHERE t.creator_id = ?1 AND o.reason IS NOT NULL
  UNION ALL
  SELECT o.ref, o.brand_id, o.placed_at, max(c.clicked_at), c.content_url, c.rejected
  FROM orders_credit c JOIN orders_order o ON o.ref = c.order_ref
  WHERE c.creator_id = ?1 AND c.rejected IS NOT NULL AND o.reason IS NULL GROUP BY o.ref`;

export const unrecordedOfCreator = (
  env: Env,
  creatorId: Id<'crt'>,
  { reason, from, until }: Period,
  after: Place | undefined,
  limit: number,
): Promise<UnrecordedTouch[]> =>
  rows<UnrecordedTouch>(
    env.DB.prepare(
      `SELECT * FROM (${ofCreator}) WHERE (?2 IS NULL OR reason = ?2) AND placedAt >= ?3 AND placedAt < ?4 AND (placedAt, ref) < (?5, ?6)
       ORDER BY placedAt DESC, ref DESC LIMIT ?7`,
    ).bind(creatorId, reason ?? null, from, until, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

export const countsOfCreator = (env: Env, creatorId: Id<'crt'>, { from, until }: Omit<Period, 'reason'>): Promise<ReasonCount[]> =>
  rows<ReasonCount>(
    env.DB.prepare(
      `SELECT reason, strftime('%Y-%m', placedAt / 1000, 'unixepoch') AS month, count(*) AS orders FROM (${ofCreator})
       WHERE placedAt >= ?2 AND placedAt < ?3 GROUP BY month, reason ORDER BY month DESC, orders DESC, reason`,
    ).bind(creatorId, from, until),
  );
