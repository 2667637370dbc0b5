/** Tells others what happened, at least once: a row goes only when its consumer has taken it; who fails is asked again, ever more slowly. */
import { hourMs, secondMs } from '#shared/time.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import { ownerOf } from './record.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

export interface BookMessage {
  /** The same at every telling. */
  id: string;
  brandId: string;
  /** Ascending within a book: a projection takes only a greater one of its generation. */
  seq: number;
  /** Grows when the read models are made again; of two messages the one of the greater generation is newer, whatever its seq. */
  generation: number;
  /** When the event happened, by the book's time. */
  at: number;
  body: unknown;
}
export type BookConsumer = (env: Env, message: BookMessage) => Promise<void>;
export type BookConsumers = Readonly<Record<string, BookConsumer>>;

const batchMax = 20;
const consumerMsMax = 30 * secondMs;
const firstRetryMs = 2 * secondMs;
const retryMaxMs = hourMs;

export interface Post {
  sql: Sql;
  env: Env;
  consumers: BookConsumers;
  now: () => number;
}
type Row = { seq: number; at: number; generation: number; type: string; body: string; attempts: number };

/** Until nothing is due. Messages of one batch go at once: their order does not matter to consumers. */
export async function tellAll(post: Post): Promise<void> {
  for (;;) {
    const due = dueMessages(post.sql, post.now());
    if (due.length === 0) return;
    const taken = await Promise.all(due.map((row) => isTaken(post, row)));
    const seqs = due.filter((_, at) => taken[at]).map((row) => row.seq);
    post.sql.exec('DELETE FROM outbox WHERE seq IN (SELECT value FROM json_each(?))', JSON.stringify(seqs));
  }
}

export const nextTellingAt = (sql: Sql): number | undefined =>
  firstRow<{ next_at: number | null }>(sql, 'SELECT min(next_at) AS next_at FROM outbox')?.next_at ?? undefined;

/** 2 s, 4 s, 8 s … and at most an hour. */
const retryDelayMs = (attempts: number): number => Math.min(firstRetryMs * 2 ** Math.min(attempts - 1, 30), retryMaxMs);

const dueMessages = (sql: Sql, now: number): Row[] =>
  rowsOf<Row>(
    sql,
    `SELECT seq, type, outbox.body, attempts, event.body ->> 'at' AS at, (SELECT number FROM generation) AS generation
     FROM outbox JOIN event USING (seq) WHERE next_at <= ? ORDER BY seq LIMIT ?`,
    now,
    batchMax,
  );

async function isTaken({ sql, env, consumers, now }: Post, { seq, at, generation, type, body, attempts }: Row): Promise<boolean> {
  const brandId = ownerOf(sql);
  try {
    const message: BookMessage = { id: `${brandId}:${seq}`, brandId, seq, generation, at, body: JSON.parse(body) };
    await inTime(consumerOf(consumers, type)(env, message));
    return true;
  } catch (error) {
    const tried = attempts + 1;
    sql.exec('UPDATE outbox SET attempts = ?, next_at = ? WHERE seq = ?', tried, now() + retryDelayMs(tried), seq);
    log('book.message_failed', { brandId, eventId: `${type}:${seq}`, count: tried, error: errorKind(error) });
    return false;
  }
}

export function consumerOf(consumers: BookConsumers, type: string): BookConsumer {
  const consumer = consumers[type];
  if (!consumer) throw new Error(`no consumer for ${type}`);
  return consumer;
}

/** A consumer that never answers must not hold back the others for ever. */
async function inTime(work: Promise<void>): Promise<void> {
  const patience = new AbortController();
  const late = scheduler.wait(consumerMsMax, { signal: patience.signal }).then(() => {
    throw new Error(`no answer within ${consumerMsMax} ms`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    patience.abort();
    late.catch(() => undefined);
  }
}
