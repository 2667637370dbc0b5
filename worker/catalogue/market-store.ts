/** What is known of a product's price over time and elsewhere. */
import type { Id } from '#shared/ids.ts';
import { dayMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { type Question, question } from '../base/sql.ts';

export interface Market {
  id: Id<'prd'>;
  /** Within 30 days, today's price among them. */
  lowestMinor: number | null;
  knownSince: number | null;
  /** Of the same GTIN, for a price in the same currency. */
  otherShops: number;
  lowestElsewhereMinor: number | null;
}

const lookBackMs = 30 * dayMs;

/** A price counts for the 30 days if it was told within them, or was the last before they began. */
export function marketAsked(call: Call, ids: readonly Id<'prd'>[]): Question<Market[]> {
  const statement = call.env.DB.prepare(
    `SELECT p.id,
       min(p.amount_minor, coalesce((
         SELECT min(told.amount_minor) FROM catalogue_price told WHERE told.product_id = p.id AND told.currency = p.currency
           AND told.seen_at >= coalesce((SELECT max(seen_at) FROM catalogue_price WHERE product_id = p.id AND seen_at <= ?2), 0)
       ), p.amount_minor)) AS lowestMinor,
       (SELECT min(seen_at) FROM catalogue_price WHERE product_id = p.id) AS knownSince,
       (SELECT count(DISTINCT other.brand_id) FROM catalogue_product other WHERE other.gtin14 = p.gtin14 AND other.brand_id <> p.brand_id
         AND other.currency = p.currency AND other.availability NOT IN ('discontinued', 'out_of_stock')) AS otherShops,
       (SELECT min(other.amount_minor) FROM catalogue_product other WHERE other.gtin14 = p.gtin14 AND other.brand_id <> p.brand_id
         AND other.currency = p.currency AND other.availability NOT IN ('discontinued', 'out_of_stock')) AS lowestElsewhereMinor
     FROM json_each(?1) k JOIN catalogue_product p ON p.id = k.value`,
  );
  return question(statement.bind(JSON.stringify(ids), call.now - lookBackMs), (found: readonly Market[]) => [...found]);
}
