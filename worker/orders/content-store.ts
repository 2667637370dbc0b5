/** What a creator's credits say by the content they came from. */
import type { Id } from '#shared/ids.ts';
import type { Env } from '../env.ts';

export interface ContentSum {
  contentUrl: string;
  currency: string;
  state: 'held' | 'in_review' | 'payable' | 'reversed';
  orders: number;
  baseMinor: number;
  /** What is left of the commissions. */
  amountMinor: number;
  /** What was taken back of them. */
  reversedMinor: number;
}

/** Sums of a creator's credits since then, by content, currency and state; what was rejected is not among them. */
export async function contentSumsOfCreator(env: Env, creatorId: Id<'crt'>, since: number): Promise<ContentSum[]> {
  const { results } = await env.DB.prepare(
    `SELECT content_url AS contentUrl, currency, state, COUNT(DISTINCT order_ref) AS orders, SUM(base_minor) AS baseMinor,
       SUM(amount_minor - reversed_minor) AS amountMinor, SUM(reversed_minor) AS reversedMinor
     FROM orders_credit WHERE creator_id = ?1 AND placed_at >= ?2 AND content_url IS NOT NULL AND rejected IS NULL
     GROUP BY content_url, currency, state LIMIT 5000`,
  )
    .bind(creatorId, since)
    .all<ContentSum>();
  return results;
}
