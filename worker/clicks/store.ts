import { Terms } from '#shared/contracts/books.ts';
import type { Id } from '#shared/ids.ts';
import { rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

export interface TermsInForce {
  brandId: Id<'brd'>;
  version: number;
  feeBps: number;
  terms: Terms;
}

export async function findTerms(env: Env, brandIds: readonly Id<'brd'>[]): Promise<TermsInForce[]> {
  const found = await rows<{ brand_id: Id<'brd'>; version: number; fee_bps: number; terms: string }>(
    env.DB.prepare('SELECT brand_id, version, fee_bps, terms FROM clicks_terms WHERE brand_id IN (SELECT value FROM json_each(?1))').bind(
      JSON.stringify(brandIds),
    ),
  );
  return found.map((row) => ({
    brandId: row.brand_id,
    version: row.version,
    feeBps: row.fee_bps,
    terms: Terms.parse(JSON.parse(row.terms)),
  }));
}

/** Messages may come twice or late: only a newer one is taken. */
export async function keepTerms(
  env: Env,
  message: { brandId: string; seq: number; generation: number; version: number; feeBps: number; fromAt: number; terms: unknown },
): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO clicks_terms (brand_id, seq, version, fee_bps, from_at, terms, generation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (brand_id) DO UPDATE SET seq = excluded.seq, version = excluded.version, fee_bps = excluded.fee_bps,
       from_at = excluded.from_at, terms = excluded.terms, generation = excluded.generation
     WHERE (excluded.generation, excluded.seq) > (clicks_terms.generation, clicks_terms.seq)`,
  )
    .bind(message.brandId, message.seq, message.version, message.feeBps, message.fromAt, JSON.stringify(message.terms), message.generation)
    .run();
}

/** Drops what a rebuild of this generation did not tell. */
export async function sweepTerms(env: Env, brandId: string, generation: number): Promise<void> {
  await env.DB.prepare('DELETE FROM clicks_terms WHERE brand_id = ?1 AND generation < ?2').bind(brandId, generation).run();
}
