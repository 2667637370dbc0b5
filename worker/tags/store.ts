/** All SQL of tags. */
import { taggedContentsMax, tagsPerContentMax } from '#shared/contracts/tags.ts';
import type { Id } from '#shared/ids.ts';
import type { Platform } from '#shared/platforms.ts';
import { dayMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import type { Place } from '../base/cursor.ts';
import { type Question, question, row, rows } from '../base/sql.ts';

const requestsKeptMs = 30 * dayMs;
/** Contents of one key by several who claim it: only the one whom the page states is served. */
const servedMax = 200;

export interface ContentRow {
  id: Id<'con'>;
  creatorId: Id<'crt'>;
  platform: Platform;
  handle: string;
  key: string;
  address: string;
  createdAt: number;
}
export interface TagRow {
  id: Id<'tag'>;
  contentId: Id<'con'>;
  productId: Id<'prd'>;
  atSeconds: number | null;
  note: string | null;
  addedAt: number;
}
const contentColumns = 'c.id, c.creator_id AS creatorId, c.platform, c.handle, c.key, c.address, c.created_at AS createdAt';
const tagColumns = 't.id, t.content_id AS contentId, t.product_id AS productId, t.at_seconds AS atSeconds, t.note, t.added_at AS addedAt';

export interface NewTag {
  requestId: string;
  /** Of everything that was asked. */
  askedHash: string;
  content: Omit<ContentRow, 'createdAt'> & { handleKey: string; keyHash: string };
  tag: Omit<TagRow, 'contentId' | 'addedAt'> & { brandId: Id<'brd'> };
}

export const findRequest = (
  call: Call,
  creatorId: Id<'crt'>,
  requestId: string,
): Promise<{ askedHash: string; contentId: Id<'con'> } | undefined> =>
  row(
    call.env.DB.prepare(
      'SELECT asked_hash AS askedHash, content_id AS contentId FROM tags_request WHERE creator_id = ?1 AND request_id = ?2',
    ).bind(creatorId, requestId),
  );

/** All or nothing. @returns the content, undefined when it or the creator has as many as they may */
export async function addTagRow(call: Call, { requestId, askedHash, content, tag }: NewTag): Promise<Id<'con'> | undefined> {
  const db = call.env.DB;
  const own = '(SELECT id FROM tags_content WHERE creator_id = ?1 AND key = ?2)';
  const results = await db.batch<{ contentId: Id<'con'> }>([
    db.prepare('DELETE FROM tags_request WHERE creator_id = ?1 AND at < ?2').bind(content.creatorId, call.now - requestsKeptMs),
    db
      .prepare(
        `INSERT INTO tags_content (id, creator_id, platform, handle, handle_key, key, key_hash, address, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE (SELECT count(*) FROM tags_content WHERE creator_id = ?2) < ?10
         ON CONFLICT (creator_id, key) DO UPDATE SET platform = excluded.platform, handle = excluded.handle, handle_key = excluded.handle_key,
           address = excluded.address`,
      )
      .bind(
        content.id,
        content.creatorId,
        content.platform,
        content.handle,
        content.handleKey,
        content.key,
        content.keyHash,
        content.address,
        call.now,
        taggedContentsMax,
      ),
    db
      .prepare(
        `INSERT INTO tags_tag (id, content_id, product_id, brand_id, place, at_seconds, note, added_at)
         SELECT ?3, c.id, ?4, ?5, (SELECT coalesce(max(place), -1) + 1 FROM tags_tag WHERE content_id = c.id), ?6, ?7, ?8
         FROM tags_content c WHERE c.creator_id = ?1 AND c.key = ?2
           AND (SELECT count(*) FROM tags_tag WHERE content_id = c.id AND removed_at IS NULL AND product_id <> ?4) < ?9
         ON CONFLICT (content_id, product_id) DO UPDATE SET at_seconds = excluded.at_seconds, note = excluded.note, removed_at = NULL`,
      )
      .bind(content.creatorId, content.key, tag.id, tag.productId, tag.brandId, tag.atSeconds, tag.note, call.now, tagsPerContentMax),
    db
      .prepare(
        `INSERT INTO tags_request (creator_id, request_id, asked_hash, content_id, at)
         SELECT ?1, ?3, ?4, content_id, ?5 FROM tags_tag WHERE content_id = ${own} AND product_id = ?6 AND removed_at IS NULL
         RETURNING content_id AS contentId`,
      )
      .bind(content.creatorId, content.key, requestId, askedHash, call.now, tag.productId),
  ]);
  return results.at(-1)?.results[0]?.contentId;
}

/** @returns the content; undefined for what is not this creator's, or was taken off */
export const changeTagRow = (call: Call, creatorId: Id<'crt'>, { id, atSeconds, note }: Pick<TagRow, 'id' | 'atSeconds' | 'note'>) =>
  contentOf(
    row(
      call.env.DB.prepare(
        `UPDATE tags_tag SET at_seconds = ?3, note = ?4 WHERE id = ?2 AND removed_at IS NULL
         AND content_id IN (SELECT id FROM tags_content WHERE creator_id = ?1) RETURNING content_id AS contentId`,
      ).bind(creatorId, id, atSeconds, note),
    ),
  );

/** Taken off once, it stays off: again answers the same. */
export const removeTagRow = (call: Call, creatorId: Id<'crt'>, id: Id<'tag'>) =>
  contentOf(
    row(
      call.env.DB.prepare(
        `UPDATE tags_tag SET removed_at = coalesce(removed_at, ?3) WHERE id = ?2
         AND content_id IN (SELECT id FROM tags_content WHERE creator_id = ?1) RETURNING content_id AS contentId`,
      ).bind(creatorId, id, call.now),
    ),
  );

const contentOf = async (found: Promise<{ contentId: Id<'con'> } | undefined>): Promise<Id<'con'> | undefined> => (await found)?.contentId;

/** @returns false when these are not all the tags of the content as it is now */
export async function orderTagRows(call: Call, contentId: Id<'con'>, tagIds: readonly Id<'tag'>[]): Promise<boolean> {
  const isWhole = `(SELECT count(*) FROM tags_tag WHERE content_id = ?1 AND removed_at IS NULL) = json_array_length(?2) AND NOT EXISTS (
    SELECT 1 FROM json_each(?2) k WHERE NOT EXISTS (SELECT 1 FROM tags_tag WHERE id = k.value AND content_id = ?1 AND removed_at IS NULL))`;
  const results = await call.env.DB.batch([
    call.env.DB.prepare(
      `UPDATE tags_tag SET place = (SELECT key FROM json_each(?2) WHERE value = tags_tag.id)
       WHERE content_id = ?1 AND removed_at IS NULL AND ${isWhole}`,
    ).bind(contentId, JSON.stringify(tagIds)),
  ]);
  return (results[0]?.meta.changes ?? 0) > 0;
}

export const findContent = (call: Call, creatorId: Id<'crt'>, id: Id<'con'>): Promise<ContentRow | undefined> =>
  row(call.env.DB.prepare(`SELECT ${contentColumns} FROM tags_content c WHERE c.id = ?2 AND c.creator_id = ?1`).bind(creatorId, id));

export const listContentRows = (call: Call, creatorId: Id<'crt'>, after: Place | undefined, limit: number): Promise<ContentRow[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT ${contentColumns} FROM tags_content c WHERE c.creator_id = ?1 AND (c.created_at, c.id) < (?2, ?3)
         AND EXISTS (SELECT 1 FROM tags_tag WHERE content_id = c.id AND removed_at IS NULL)
       ORDER BY c.created_at DESC, c.id DESC LIMIT ?4`,
    ).bind(creatorId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

export const tagsOfContents = (call: Call, contentIds: readonly Id<'con'>[]): Promise<TagRow[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT ${tagColumns} FROM tags_tag t WHERE t.content_id IN (SELECT value FROM json_each(?1)) AND t.removed_at IS NULL
       ORDER BY t.content_id, t.place, t.id`,
    ).bind(JSON.stringify(contentIds)),
  );

export interface ServedTag {
  creatorId: Id<'crt'>;
  platform: Platform;
  handleKey: string;
  productId: Id<'prd'>;
  brandId: Id<'brd'>;
  atSeconds: number | null;
  note: string | null;
}

/** Of everybody who tagged on this content, in their order. */
export function tagsAsked(call: Call, key: string): Question<ServedTag[]> {
  const statement = call.env.DB.prepare(
    `SELECT c.creator_id AS creatorId, c.platform, c.handle_key AS handleKey, t.product_id AS productId, t.brand_id AS brandId,
       t.at_seconds AS atSeconds, t.note
     FROM tags_content c JOIN tags_tag t ON t.content_id = c.id AND t.removed_at IS NULL
     WHERE c.key = ?1 ORDER BY c.seq, t.place, t.id LIMIT ?2`,
  );
  return question(statement.bind(key, servedMax), (found: readonly ServedTag[]) => [...found]);
}

/** Contents in the order in which they were first tagged, after one of them. */
export const contentHashesAfter = (env: Call['env'], seq: number, limit: number): Promise<{ seq: number; keyHash: string }[]> =>
  rows(env.DB.prepare('SELECT seq, key_hash AS keyHash FROM tags_content WHERE seq > ?1 ORDER BY seq LIMIT ?2').bind(seq, limit));

const isTagged = 'EXISTS (SELECT 1 FROM tags_tag WHERE content_id = c.id AND removed_at IS NULL)';

export const contentHashes = async (call: Call, prefix: string, limit: number): Promise<string[]> =>
  (
    await rows<{ hash: string }>(
      call.env.DB.prepare(
        `SELECT DISTINCT key_hash AS hash FROM tags_content c WHERE substr(key_hash, 1, 4) = ?1 AND ${isTagged} ORDER BY key_hash LIMIT ?2`,
      ).bind(prefix, limit),
    )
  ).map(({ hash }) => hash);

export const countPrefixes = (call: Call): Promise<{ prefix: string; keys: number }[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT substr(key_hash, 1, 4) AS prefix, count(DISTINCT key_hash) AS keys FROM tags_content c WHERE ${isTagged} GROUP BY substr(key_hash, 1, 4)`,
    ),
  );
