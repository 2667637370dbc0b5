import type { CreditStateName, OrderSettled, SettledCredit } from '#shared/book/messages.ts';
import type { OrderLine } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import type { Place } from '../base/cursor.ts';
import { rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

export interface CreditRow {
  id: Id<'crd'>;
  order_ref: Id<'ord'>;
  brand_id: Id<'brd'>;
  creator_id: Id<'crt'>;
  content_url: string | null;
  placed_at: number;
  base_minor: number;
  rate_bps: number | null;
  amount_minor: number;
  reversed_minor: number;
  fee_minor: number;
  currency: string;
  state: CreditStateName;
  clicked_at: number | null;
  release_at: number;
  released_at: number | null;
  released_seq: number | null;
  code: string | null;
  weight: string | null;
  parts: string;
  review: string;
  rejected: OrderLine['reason'];
}
export interface OrderRow {
  ref: Id<'ord'>;
  order_id: string;
  placed_at: number;
  recorded_at: number;
  currency: string;
  gross_minor: number;
  refunded_minor: number;
  skus: string;
  reason: OrderLine['reason'];
  cancelled_at: number | null;
}
/** The order and its credit as they are now, in one batch; an older state that comes late changes nothing. */
export async function keepOrder(
  env: Env,
  message: { brandId: string; seq: number; generation: number },
  order: OrderSettled,
): Promise<void> {
  const writes = [orderRow, otherCredits, creditRows, otherTouches, touchRows];
  await env.DB.batch(writes.map((write) => write(env, message, order)));
}

interface Version {
  brandId: string;
  seq: number;
  generation: number;
}

const orderRow = (env: Env, { brandId, seq, generation }: Version, order: OrderSettled): D1PreparedStatement =>
  env.DB.prepare(
    `INSERT INTO orders_order (ref, brand_id, seq, order_id, placed_at, recorded_at, currency, gross_minor, refunded_minor, skus, reason, generation,
       cancelled_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
     ON CONFLICT (ref) DO UPDATE SET brand_id = excluded.brand_id, seq = excluded.seq, order_id = excluded.order_id,
       placed_at = excluded.placed_at, recorded_at = excluded.recorded_at, currency = excluded.currency, gross_minor = excluded.gross_minor,
       refunded_minor = excluded.refunded_minor, skus = excluded.skus, reason = excluded.reason, generation = excluded.generation,
       cancelled_at = excluded.cancelled_at
     WHERE (excluded.generation, excluded.seq) > (orders_order.generation, orders_order.seq)`,
  ).bind(
    order.ref,
    brandId,
    seq,
    order.orderId,
    order.placedAt,
    order.recordedAt,
    order.currency,
    order.grossMinor,
    order.refundedMinor,
    JSON.stringify(order.skus),
    order.reason,
    generation,
    order.cancelledAt,
  );

/** Credits follow their order: they are written only when its row has just taken this very message. */
const isTaken = 'EXISTS (SELECT 1 FROM orders_order WHERE ref = ?1 AND seq = ?2 AND generation = ?3)';

const otherCredits = (env: Env, { seq, generation }: Version, { ref, credits }: OrderSettled): D1PreparedStatement =>
  env.DB.prepare(`DELETE FROM orders_credit WHERE order_ref = ?1 AND id NOT IN (SELECT value FROM json_each(?4)) AND ${isTaken}`).bind(
    ref,
    seq,
    generation,
    JSON.stringify(credits.map(({ id }) => id)),
  );

const creditRows = (env: Env, { brandId, seq, generation }: Version, order: OrderSettled): D1PreparedStatement =>
  env.DB.prepare(
    `INSERT INTO orders_credit (order_ref, id, brand_id, creator_id, content_url, placed_at, base_minor, rate_bps, amount_minor, reversed_minor,
       fee_minor, currency, state, clicked_at, release_at, released_at, released_seq, code, weight, parts, review, rejected)
     SELECT ?1, value ->> 'id', ?4, value ->> 'creatorId', value ->> 'contentUrl', ?5, value ->> 'baseMinor', value ->> 'rateBps',
       value ->> 'amountMinor', value ->> 'reversedMinor', value ->> 'feeMinor', ?6, value ->> 'state', value ->> 'clickedAt',
       value ->> 'releaseAt', value ->> 'releasedAt', value ->> 'releasedSeq', value ->> 'code', value ->> 'weight', value ->> 'parts',
       value ->> 'review', value ->> 'rejected'
     FROM json_each(?7) WHERE ${isTaken}
     ON CONFLICT (id) DO UPDATE SET order_ref = excluded.order_ref, brand_id = excluded.brand_id, creator_id = excluded.creator_id,
       content_url = excluded.content_url, placed_at = excluded.placed_at, base_minor = excluded.base_minor, rate_bps = excluded.rate_bps,
       amount_minor = excluded.amount_minor, reversed_minor = excluded.reversed_minor, fee_minor = excluded.fee_minor,
       currency = excluded.currency, state = excluded.state, clicked_at = excluded.clicked_at, release_at = excluded.release_at,
       released_at = excluded.released_at, released_seq = excluded.released_seq, code = excluded.code, weight = excluded.weight,
       parts = excluded.parts, review = excluded.review, rejected = excluded.rejected`,
  ).bind(order.ref, seq, generation, brandId, order.placedAt, order.currency, JSON.stringify(order.credits satisfies SettledCredit[]));

const otherTouches = (env: Env, { seq, generation }: Version, { ref, touchedBy }: OrderSettled): D1PreparedStatement =>
  env.DB.prepare(
    `DELETE FROM orders_touch WHERE order_ref = ?1 AND creator_id NOT IN (SELECT value FROM json_each(?4)) AND ${isTaken}`,
  ).bind(ref, seq, generation, JSON.stringify((touchedBy ?? []).map(({ creatorId }) => creatorId)));

const touchRows = (env: Env, { seq, generation }: Version, { ref, placedAt, touchedBy }: OrderSettled): D1PreparedStatement =>
  env.DB.prepare(
    `INSERT INTO orders_touch (order_ref, creator_id, clicked_at, content_url, placed_at)
     SELECT ?1, value ->> 'creatorId', value ->> 'clickedAt', value ->> 'contentUrl', ?4 FROM json_each(?5) WHERE ${isTaken}
     ON CONFLICT (order_ref, creator_id) DO UPDATE SET clicked_at = excluded.clicked_at, content_url = excluded.content_url,
       placed_at = excluded.placed_at`,
  ).bind(ref, seq, generation, placedAt, JSON.stringify(touchedBy ?? []));

/** Drops what a rebuild of this generation did not tell. */
export async function sweepOrders(env: Env, brandId: string, generation: number): Promise<void> {
  const old = 'SELECT ref FROM orders_order WHERE brand_id = ?1 AND generation < ?2';
  await env.DB.batch([
    env.DB.prepare(`DELETE FROM orders_credit WHERE order_ref IN (${old})`).bind(brandId, generation),
    env.DB.prepare(`DELETE FROM orders_touch WHERE order_ref IN (${old})`).bind(brandId, generation),
    env.DB.prepare('DELETE FROM orders_order WHERE brand_id = ?1 AND generation < ?2').bind(brandId, generation),
  ]);
}

export function ordersOfBrand(env: Env, brandId: Id<'brd'>, after: Place | undefined, limit: number): Promise<OrderRow[]> {
  return rows<OrderRow>(
    env.DB.prepare(
      `SELECT ref, order_id, placed_at, recorded_at, currency, gross_minor, refunded_minor, skus, reason, cancelled_at
       FROM orders_order
       WHERE brand_id = ?1 AND (placed_at, ref) < (?2, ?3) ORDER BY placed_at DESC, ref DESC LIMIT ?4`,
    ).bind(brandId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );
}

export const findOrder = async (env: Env, brandId: Id<'brd'>, ref: Id<'ord'>): Promise<OrderRow | undefined> =>
  (
    await rows<OrderRow>(
      env.DB.prepare(
        `SELECT ref, order_id, placed_at, recorded_at, currency, gross_minor, refunded_minor, skus, reason, cancelled_at
         FROM orders_order WHERE brand_id = ?1 AND ref = ?2`,
      ).bind(brandId, ref),
    )
  )[0];

export function creditsOfOrders(env: Env, refs: readonly Id<'ord'>[]): Promise<CreditRow[]> {
  return rows<CreditRow>(
    env.DB.prepare('SELECT * FROM orders_credit WHERE order_ref IN (SELECT value FROM json_each(?1)) ORDER BY id').bind(
      JSON.stringify(refs),
    ),
  );
}

export function creditsOfCreator(
  env: Env,
  creatorId: Id<'crt'>,
  after: Place | undefined,
  limit: number,
): Promise<(CreditRow & { skus: string })[]> {
  return rows<CreditRow & { skus: string }>(
    env.DB.prepare(
      `SELECT orders_credit.*, orders_order.skus FROM orders_credit JOIN orders_order ON orders_order.ref = orders_credit.order_ref
       WHERE creator_id = ?1 AND (orders_credit.placed_at, id) < (?2, ?3) ORDER BY orders_credit.placed_at DESC, id DESC LIMIT ?4`,
    ).bind(creatorId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );
}

/** Those with which the creator earned last come first. */
export const brandsOfCreator = async (env: Env, creatorId: Id<'crt'>, limit: number): Promise<Id<'brd'>[]> =>
  (
    await rows<{ id: Id<'brd'> }>(
      env.DB.prepare(
        'SELECT brand_id AS id FROM orders_credit WHERE creator_id = ?1 GROUP BY brand_id ORDER BY max(placed_at) DESC, brand_id LIMIT ?2',
      ).bind(creatorId, limit),
    )
  ).map(({ id }) => id);

/** Those of the creators who have earned with this brand. */
export const creatorsWithCredits = async (env: Env, brandId: Id<'brd'>, creatorIds: readonly Id<'crt'>[]): Promise<Id<'crt'>[]> =>
  (
    await rows<{ id: Id<'crt'> }>(
      env.DB.prepare(
        `SELECT value AS id FROM json_each(?2)
         WHERE EXISTS (SELECT 1 FROM orders_credit WHERE creator_id = value AND brand_id = ?1)`,
      ).bind(brandId, JSON.stringify(creatorIds)),
    )
  ).map(({ id }) => id);

export interface CreditSumsRow {
  brandId: Id<'brd'>;
  currency: string;
  heldMinor: number;
  firstReleaseAt: number | null;
  lastReleaseAt: number | null;
  releasedMinor: number;
  reversedMinor: number;
}
export function creditSumsOfCreator(env: Env, creatorId: Id<'crt'>): Promise<CreditSumsRow[]> {
  return rows<CreditSumsRow>(
    env.DB.prepare(
      `SELECT brand_id AS brandId, currency, sum(CASE WHEN state IN ('held', 'in_review') THEN amount_minor ELSE 0 END) AS heldMinor,
         min(CASE state WHEN 'held' THEN release_at END) AS firstReleaseAt, max(CASE state WHEN 'held' THEN release_at END) AS lastReleaseAt,
         sum(CASE WHEN released_at IS NULL THEN 0 ELSE amount_minor END) AS releasedMinor, sum(reversed_minor) AS reversedMinor
       FROM orders_credit WHERE creator_id = ?1 GROUP BY brand_id, currency`,
    ).bind(creatorId),
  );
}
