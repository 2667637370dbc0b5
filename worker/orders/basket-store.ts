/** Which goods were bought in one order, without anything about who bought them. */
import type { Id } from '#shared/ids.ts';
import { rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

export interface BasketRow {
  ref: Id<'ord'>;
  brandId: Id<'brd'>;
  /** As JSON. */
  skus: string;
}

/** Orders of several goods, oldest first, after the given one. What was cancelled, told twice, or is held as fraud is nobody's choice of goods. */
export const basketsAfter = (env: Env, after: string, limit: number): Promise<BasketRow[]> =>
  rows<BasketRow>(
    env.DB.prepare(
      `SELECT ref, brand_id AS brandId, skus FROM orders_order
       WHERE ref > ?1 AND json_array_length(skus) > 1 AND cancelled_at IS NULL AND coalesce(reason, '') NOT IN ('duplicate', 'fraud_hold')
       ORDER BY ref LIMIT ?2`,
    ).bind(after, limit),
  );
