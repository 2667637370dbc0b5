/** All SQL of companions. */
import { row, rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

export interface ArtefactRow {
  id: string;
  note: string;
  items: number;
  products: number;
  networks: number;
  bytes: number;
  addedAt: number;
}
export interface Force {
  artefact: string | null;
  from: number;
  by: string;
  reason: string;
}
const columns = 'id, note, items, products, networks, bytes, added_at AS addedAt';

export const findArtefact = (env: Env, id: string): Promise<ArtefactRow | undefined> =>
  row<ArtefactRow>(env.DB.prepare(`SELECT ${columns} FROM companions_artefact WHERE id = ?1`).bind(id));

export const listArtefactRows = (env: Env, limit: number): Promise<ArtefactRow[]> =>
  rows<ArtefactRow>(env.DB.prepare(`SELECT ${columns} FROM companions_artefact ORDER BY added_at DESC, id LIMIT ?1`).bind(limit));

export const countArtefacts = async (env: Env): Promise<number> =>
  (await row<{ count: number }>(env.DB.prepare('SELECT count(*) AS count FROM companions_artefact')))?.count ?? 0;

export async function keepArtefact(env: Env, { id, note, items, products, networks, bytes, addedAt }: ArtefactRow): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO companions_artefact (id, note, items, products, networks, bytes, added_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (id) DO NOTHING`,
  )
    .bind(id, note, items, products, networks, bytes, addedAt)
    .run();
}

/** Null while none is. */
export const idInForce = async (env: Env): Promise<string | null> =>
  (await row<{ artefact: string | null }>(env.DB.prepare('SELECT artefact FROM companions_force ORDER BY seq DESC LIMIT 1')))?.artefact ??
  null;

export async function putInForce(env: Env, { artefact, from, by, reason }: Force): Promise<void> {
  await env.DB.prepare('INSERT INTO companions_force (artefact, from_at, put_by, reason) VALUES (?1, ?2, ?3, ?4)')
    .bind(artefact, from, by, reason)
    .run();
}

export const listForce = (env: Env, limit: number): Promise<Force[]> =>
  rows<Force>(
    env.DB.prepare('SELECT artefact, from_at AS "from", put_by AS "by", reason FROM companions_force ORDER BY seq DESC LIMIT ?1').bind(
      limit,
    ),
  );
