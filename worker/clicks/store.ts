import type { KeptTerms } from '#shared/book/events.ts';
import { fullTerms } from '#shared/book/terms.ts';
import type { SetTerms } from '#shared/book/terms-notice.ts';
import type { Terms } from '#shared/contracts/books.ts';
import type { Id } from '#shared/ids.ts';
import { ask, type Question, question, rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

export interface TermsInForce {
  brandId: Id<'brd'>;
  version: number;
  feeBps: number;
  terms: Terms;
}

/**
 * The highest version that has begun. What the shopper gets is that of the newest version at once: a benefit that the brand no longer gives is
 * not promised for another 30 days.
 */
export function termsAsked(env: Env, brandIds: readonly Id<'brd'>[], at: number): Question<TermsInForce[]> {
  const statement = env.DB.prepare(
    `SELECT brand_id, version, fee_bps, terms, (
       SELECT newest.terms ->> '$.benefit' FROM clicks_terms_version newest
       WHERE newest.brand_id = one.brand_id ORDER BY newest.version DESC LIMIT 1
     ) AS benefit
     FROM clicks_terms_version one WHERE brand_id IN (SELECT value FROM json_each(?1)) AND version = (
       SELECT max(version) FROM clicks_terms_version begun WHERE begun.brand_id = one.brand_id AND begun.from_at <= ?2
     )`,
  );
  return question(statement.bind(JSON.stringify(brandIds), at), (found: readonly TermsRow[]) => found.map(termsOf));
}

export const findTerms = (env: Env, brandIds: readonly Id<'brd'>[], at: number): Promise<TermsInForce[]> =>
  ask(termsAsked(env, brandIds, at));

interface TermsRow {
  brand_id: Id<'brd'>;
  version: number;
  fee_bps: number;
  terms: string;
  benefit: string | null;
}

/** As the book told them, and it was strict when they were set: older ones go beyond what may be set now. */
const readTerms = (text: string): Terms => fullTerms(JSON.parse(text) as KeptTerms);

const termsOf = (row: TermsRow): TermsInForce => ({
  brandId: row.brand_id,
  version: row.version,
  feeBps: row.fee_bps,
  terms: { ...readTerms(row.terms), benefit: row.benefit === null ? null : JSON.parse(row.benefit) },
});

/** Of one brand; the soonest, so what takes another's place before it begins is among them. */
const comingMax = 5;

/** Brands with coming terms, each with those and the version in force. */
export async function comingTerms(
  env: Env,
  brandIds: readonly Id<'brd'>[],
  at: number,
): Promise<ReadonlyMap<Id<'brd'>, readonly SetTerms[]>> {
  const found = await rows<{ brandId: Id<'brd'>; version: number; setAt: number; from: number; terms: string }>(
    env.DB.prepare(
      `WITH coming AS (
         SELECT brand_id, version, row_number() OVER (PARTITION BY brand_id ORDER BY from_at, version DESC) AS place
         FROM clicks_terms_version WHERE brand_id IN (SELECT value FROM json_each(?1)) AND from_at > ?2
       ), told AS (
         SELECT brand_id, version FROM coming WHERE place <= ?3
         UNION ALL SELECT brand_id, max(version) FROM clicks_terms_version
         WHERE brand_id IN (SELECT brand_id FROM coming) AND from_at <= ?2 GROUP BY brand_id
       )
       SELECT brand_id AS brandId, version, set_at AS setAt, from_at AS "from", terms
       FROM told JOIN clicks_terms_version USING (brand_id, version)`,
    ).bind(JSON.stringify(brandIds), at, comingMax),
  );
  return Map.groupBy(
    found.map((one) => ({ ...one, terms: readTerms(one.terms) })),
    ({ brandId }) => brandId,
  );
}

/** Beginnings of a brand's versions, without what they say. */
export const termsBeginnings = (env: Env, brandId: Id<'brd'>): Promise<{ version: number; from: number }[]> =>
  rows(env.DB.prepare('SELECT version, from_at AS "from" FROM clicks_terms_version WHERE brand_id = ?1').bind(brandId));

/** Messages may come twice: a version never changes, but a rebuild marks it as told. */
export async function keepTerms(
  env: Env,
  message: { brandId: string; generation: number; version: number; feeBps: number; setAt: number; fromAt: number; terms: unknown },
): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO clicks_terms_version (brand_id, version, fee_bps, from_at, terms, generation, set_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (brand_id, version) DO UPDATE SET fee_bps = excluded.fee_bps, from_at = excluded.from_at, terms = excluded.terms,
       generation = excluded.generation, set_at = excluded.set_at
     WHERE excluded.generation > clicks_terms_version.generation`,
  )
    .bind(
      message.brandId,
      message.version,
      message.feeBps,
      message.fromAt,
      JSON.stringify(message.terms),
      message.generation,
      message.setAt,
    )
    .run();
}

/** Drops what a rebuild of this generation did not tell. */
export async function sweepTerms(env: Env, brandId: string, generation: number): Promise<void> {
  await env.DB.prepare('DELETE FROM clicks_terms_version WHERE brand_id = ?1 AND generation < ?2').bind(brandId, generation).run();
}
