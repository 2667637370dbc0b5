/** All SQL of learning. */
import type { Attempt, LearningEvent, RankingReceipt, versionOrigins } from '#shared/contracts/learning.ts';
import type { Id } from '#shared/ids.ts';
import type { Place } from '../base/cursor.ts';
import { row, rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

type Metrics = Attempt['metrics'];

export interface VersionRow {
  id: string;
  /** As JSON. */
  model: string;
  origin: (typeof versionOrigins)[number];
  note: string;
  metrics: string;
  madeAt: number;
}
const versionColumns = 'id, model, origin, note, metrics, made_at AS madeAt';

export const findVersion = (env: Env, id: string): Promise<VersionRow | undefined> =>
  row<VersionRow>(env.DB.prepare(`SELECT ${versionColumns} FROM learning_version WHERE id = ?1`).bind(id));

export const listVersionRows = (env: Env, limit: number): Promise<VersionRow[]> =>
  rows<VersionRow>(env.DB.prepare(`SELECT ${versionColumns} FROM learning_version ORDER BY made_at DESC, id LIMIT ?1`).bind(limit));

export const countVersions = async (env: Env): Promise<number> =>
  (await row<{ count: number }>(env.DB.prepare('SELECT count(*) AS count FROM learning_version')))?.count ?? 0;

/** The one in force with its model, or undefined while nobody has put one in force. */
export const findInForce = (env: Env): Promise<{ id: string; model: string } | undefined> =>
  row<{ id: string; model: string }>(
    env.DB.prepare(
      `SELECT learning_version.id, model FROM learning_force JOIN learning_version ON learning_version.id = learning_force.version
       ORDER BY seq DESC LIMIT 1`,
    ),
  );

export const listForce = (env: Env, limit: number): Promise<{ version: string; from: number; by: string; reason: string }[]> =>
  rows(
    env.DB.prepare('SELECT version, from_at AS "from", put_by AS "by", reason FROM learning_force ORDER BY seq DESC LIMIT ?1').bind(limit),
  );

export interface Force {
  version: string;
  from: number;
  by: string;
  reason: string;
}

const insertVersion = (env: Env, version: VersionRow): D1PreparedStatement =>
  env.DB.prepare(
    `INSERT INTO learning_version (id, model, origin, note, metrics, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING`,
  ).bind(version.id, version.model, version.origin, version.note, version.metrics, version.madeAt);

const insertForce = (env: Env, { version, from, by, reason }: Force): D1PreparedStatement =>
  env.DB.prepare('INSERT INTO learning_force (version, from_at, put_by, reason) VALUES (?1, ?2, ?3, ?4)').bind(version, from, by, reason);

export async function keepVersion(env: Env, version: VersionRow): Promise<void> {
  await insertVersion(env, version).run();
}

export async function putInForce(env: Env, version: VersionRow, force: Force): Promise<void> {
  await env.DB.batch([insertVersion(env, version), insertForce(env, force)]);
}

/** What came of a training, whole or not at all; the same attempt again changes nothing. */
export async function keepAttempt(
  env: Env,
  { id, at, outcome, base, candidate, metrics }: Attempt,
  made?: { version: VersionRow; force?: Force },
): Promise<void> {
  const attempt = env.DB.prepare(
    'INSERT INTO learning_attempt (id, at, outcome, base, candidate, metrics) VALUES (?1, ?2, ?3, ?4, ?5, ?6)',
  ).bind(id, at, outcome, base, candidate, JSON.stringify(metrics));
  const version = made ? [insertVersion(env, made.version)] : [];
  const force = made?.force ? [insertForce(env, made.force)] : [];
  await env.DB.batch([attempt, ...version, ...force]);
}

export const isAttempted = async (env: Env, id: string): Promise<boolean> =>
  (await row(env.DB.prepare('SELECT 1 AS found FROM learning_attempt WHERE id = ?1').bind(id))) !== undefined;

export async function listAttemptRows(env: Env, after: Place | undefined, limit: number): Promise<Attempt[]> {
  const found = await rows<Omit<Attempt, 'metrics'> & { metrics: string }>(
    env.DB.prepare(
      `SELECT id, at, outcome, base, candidate, metrics FROM learning_attempt WHERE (at, id) < (?1, ?2) ORDER BY at DESC, id DESC LIMIT ?3`,
    ).bind(after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );
  return found.map((attempt) => ({ ...attempt, metrics: JSON.parse(attempt.metrics) as Metrics }));
}

export interface SeenCard {
  cardId: Id<'car'>;
  place: number;
  values: readonly number[];
  clicked: boolean;
  /** Its place was not the ranking's: its creator tagged it, or it is a companion. The column is `tagged`. */
  isPlaced: boolean;
}
/** Whose content the cards stood beside, where that is known here. */
type SeenBeside = RankingReceipt['content'];

/** Told again, a card is still one row and counted once; only that it was opened is added. */
export async function keepEvents(env: Env, { day, model, features, cards, content }: Told): Promise<void> {
  const told = JSON.stringify(cards);
  const events = env.DB.prepare(
    `INSERT INTO learning_event (card_id, day, model, features, scorer_values, place, clicked, ordered, tagged)
     SELECT value ->> 'cardId', ?1, ?2, ?3, value -> 'values', value ->> 'place', value ->> 'clicked', 0, value ->> 'isPlaced'
     FROM json_each(?4) WHERE true
     ON CONFLICT (card_id) DO UPDATE SET clicked = max(clicked, excluded.clicked)`,
  ).bind(day, model, JSON.stringify(features), told);
  // Counted before the cards are written down, in the same batch: what is new is told by what is not there yet.
  const counts = env.DB.prepare(
    `INSERT INTO learning_content (creator_id, key_hash, day, seen, opened) SELECT ?1, ?2, ?3,
       (SELECT count(*) FROM json_each(?4) WHERE NOT EXISTS (SELECT 1 FROM learning_event WHERE card_id = value ->> 'cardId')),
       (SELECT count(*) FROM json_each(?4) WHERE value ->> 'clicked'
          AND NOT EXISTS (SELECT 1 FROM learning_event WHERE card_id = value ->> 'cardId' AND clicked = 1))
     WHERE true ON CONFLICT (creator_id, key_hash, day) DO UPDATE SET seen = seen + excluded.seen, opened = opened + excluded.opened`,
  );
  await env.DB.batch([...(content ? [counts.bind(content.creator, content.key, day, told)] : []), events]);
}
interface Told {
  day: number;
  model: string;
  features: readonly string[];
  cards: readonly SeenCard[];
  content: SeenBeside;
}

/** Cards that were seen and opened beside one content since that day, as told by people who chose to help the ranking. */
export async function cardsBeside(env: Env, { creatorId, keyHash, since }: { creatorId: Id<'crt'>; keyHash: string; since: number }) {
  const sum = await env.DB.prepare(
    'SELECT COALESCE(SUM(seen), 0) AS seen, COALESCE(SUM(opened), 0) AS opened FROM learning_content WHERE creator_id = ?1 AND key_hash = ?2 AND day >= ?3',
  )
    .bind(creatorId, keyHash, since)
    .first<{ seen: number; opened: number }>();
  return { seen: sum?.seen ?? 0, opened: sum?.opened ?? 0 };
}

/** Whoever ordered has opened the card. Cards that nobody told of stay unknown. */
export async function markOrdered(env: Env, cardIds: readonly Id<'car'>[]): Promise<void> {
  await env.DB.prepare('UPDATE learning_event SET ordered = 1, clicked = 1 WHERE card_id IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(cardIds))
    .run();
}

export interface EventRow extends LearningEvent {
  cardId: Id<'car'>;
}
interface FlatEvent {
  cardId: Id<'car'>;
  day: number;
  model: string;
  features: string;
  scorerValues: string;
  place: number;
  clicked: number;
  ordered: number;
}

/** @param order `forward`: after the place; `newest`: the last days first */
export async function listEventRows(
  env: Env,
  { after, limit, order }: { after?: Place | undefined; limit: number; order: 'forward' | 'newest' },
): Promise<EventRow[]> {
  const columns = 'card_id AS cardId, day, model, features, scorer_values AS scorerValues, place, clicked, ordered';
  const statement =
    order === 'forward'
      ? env.DB.prepare(
          `SELECT ${columns} FROM learning_event WHERE tagged = 0 AND (day, card_id) > (?1, ?2) ORDER BY day, card_id LIMIT ?3`,
        ).bind(after?.at ?? -1, after?.id ?? '', limit)
      : env.DB.prepare(
          `SELECT ${columns} FROM learning_event WHERE tagged = 0 AND (day, card_id) < (?1, ?2) ORDER BY day DESC, card_id DESC LIMIT ?3`,
        ).bind(after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit);
  return (await rows<FlatEvent>(statement)).map(({ features, scorerValues, clicked, ordered, ...flat }) => ({
    ...flat,
    features: JSON.parse(features) as string[],
    values: JSON.parse(scorerValues) as number[],
    clicked: clicked === 1,
    ordered: ordered === 1,
  }));
}

/** Counts of contents stay as long as what they are compared with. */
export async function forgetEventsBefore(env: Env, day: number): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('DELETE FROM learning_event WHERE day < ?1').bind(day),
    env.DB.prepare('DELETE FROM learning_content WHERE day < ?1').bind(day - contentDaysMore),
  ]);
}
const contentDaysMore = 365;
