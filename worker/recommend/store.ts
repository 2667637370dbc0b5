/** All SQL of recommend: words and vectors kept for isolates that start later. */
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { row, rows } from '../base/sql.ts';

export interface KeptRow {
  id: Id<'prd'>;
  revision: number;
  packed: string;
}

export interface Progress {
  revision: number;
  products: number;
}

export const findProgress = (call: Call, encoder: string): Promise<Progress | undefined> =>
  row<Progress>(call.env.DB.prepare('SELECT revision, products FROM recommend_progress WHERE encoder = ?1').bind(encoder));

/** In the order of ids, after the given one. */
export function listKept(
  call: Call,
  { encoder, afterId, limit }: { encoder: string; afterId: string; limit: number },
): Promise<Pick<KeptRow, 'id' | 'packed'>[]> {
  const statement =
    'SELECT product_id AS id, packed FROM recommend_vector WHERE encoder = ?1 AND product_id > ?2 ORDER BY product_id LIMIT ?3';
  return rows<Pick<KeptRow, 'id' | 'packed'>>(call.env.DB.prepare(statement).bind(encoder, afterId, limit));
}

/**
 * Keeps what a span of the catalogue's revisions brought, and moves progress over it where nobody else has. Two isolates that keep the same span
 * write the same rows; an older row never replaces a newer one.
 */
export async function keep(
  call: Call,
  {
    encoder,
    from,
    to,
    changed,
    gone,
  }: { encoder: string; from: number; to: number; changed: readonly KeptRow[]; gone: readonly Id<'prd'>[] },
): Promise<void> {
  const db = call.env.DB;
  await db.batch([
    db.prepare(upsert).bind(encoder, JSON.stringify(changed)),
    db.prepare(drop).bind(encoder, JSON.stringify(gone)),
    db.prepare(advance).bind(encoder, from, to),
  ]);
}

/** Before everything is made anew, because what is kept is damaged or of another encoder. */
export async function forgetKept(call: Call): Promise<void> {
  await call.env.DB.batch([call.env.DB.prepare('DELETE FROM recommend_progress'), call.env.DB.prepare('DELETE FROM recommend_vector')]);
}

const upsert = `INSERT INTO recommend_vector (encoder, product_id, revision, packed)
  SELECT ?1, value ->> 'id', value ->> 'revision', value ->> 'packed' FROM json_each(?2) WHERE true
  ON CONFLICT (encoder, product_id) DO UPDATE SET revision = excluded.revision, packed = excluded.packed
  WHERE excluded.revision >= recommend_vector.revision`;

const drop = 'DELETE FROM recommend_vector WHERE encoder = ?1 AND product_id IN (SELECT value FROM json_each(?2))';

const advance = `INSERT INTO recommend_progress (encoder, revision, products)
  SELECT ?1, ?3, (SELECT count(*) FROM recommend_vector WHERE encoder = ?1)
  WHERE ?2 = 0 OR EXISTS (SELECT 1 FROM recommend_progress WHERE encoder = ?1)
  ON CONFLICT (encoder) DO UPDATE SET revision = excluded.revision, products = excluded.products
  WHERE recommend_progress.revision = ?2`;
