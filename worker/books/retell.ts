/**
 * Makes the read models of a book again: every state that they show is told once more, under a new generation that wins over whatever they
 * hold; at the end they drop what this generation did not tell. So they are never empty, and what happens meanwhile is not lost.
 */
import type { AdjustmentRecorded } from '#shared/book/events.ts';
import { settled } from '#shared/book/settled.ts';
import type { OrderState } from '#shared/book/state.ts';
import { fail } from '#shared/errors.ts';
import type { Env } from '../env.ts';
import { findTerms, touchesOf } from './facts.ts';
import { type BookConsumers, consumerOf } from './outbox.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

/** What is made from a book and can be made again: who takes its messages, and how rows of an older generation go. */
export interface ReadModels {
  consumers: BookConsumers;
  sweep: (env: Env, brandId: string, generation: number) => Promise<void>;
}
export interface Retold {
  told: number;
  generation: number;
  /** To go on with. */
  after: number;
  isLast: boolean;
}
interface Told {
  seq: number;
  at: number;
  type: string;
  body: unknown;
}

const pageMax = 200;
const atOnce = 20;

export function newGeneration(sql: Sql): number {
  const row = firstRow<{ number: number }>(sql, 'UPDATE generation SET number = number + 1 RETURNING number');
  if (!row) throw new Error('broken promise: a book has a generation');
  return row.number;
}

/** The place comes back from the caller: another generation than the book's own would win over everything that is told later. */
export function ofThisRebuild<Place extends { generation: number }>(sql: Sql, place: Place): Place {
  const own = firstRow<{ number: number }>(sql, 'SELECT number FROM generation')?.number;
  if (own !== place.generation) fail('conflict', 'Another rebuild of this book has begun since: begin anew with `after: null`.');
  return place;
}

export async function retell(
  { sql, env, readModels }: { sql: Sql; env: Env; readModels: ReadModels },
  brandId: string,
  { generation, after }: { generation: number; after: number },
): Promise<Retold> {
  const page = sources
    .flatMap((source) => source(sql, after))
    .sort((a, b) => a.seq - b.seq)
    .slice(0, pageMax);
  for (let from = 0; from < page.length; from += atOnce)
    await Promise.all(
      page
        .slice(from, from + atOnce)
        .map(({ type, ...told }) =>
          consumerOf(readModels.consumers, type)(env, { ...told, id: `${brandId}:${told.seq}`, brandId, generation }),
        ),
    );
  const isLast = page.length < pageMax;
  if (isLast) await readModels.sweep(env, brandId, generation);
  return { told: page.length, generation, after: page.at(-1)?.seq ?? after, isLast };
}

/** Each state that read models show, under the seq of the event that made it: a state that changes meanwhile comes again further on. */
const sources: readonly ((sql: Sql, after: number) => Told[])[] = [allTerms, orders, payouts, adjustments];

function allTerms(sql: Sql, after: number): Told[] {
  const found = rowsOf<{ seq: number; version: number }>(
    sql,
    'SELECT seq, version FROM terms WHERE seq > ? ORDER BY seq LIMIT ?',
    after,
    pageMax,
  );
  return found.flatMap(({ seq, version }) => {
    const body = findTerms(sql, version);
    return body ? [{ seq, at: body.setAt, type: 'terms.set', body }] : [];
  });
}

function orders(sql: Sql, after: number): Told[] {
  const found = rowsOf<{ seq: number; at: number; state: string }>(
    sql,
    `SELECT told_seq AS seq, event.body ->> 'at' AS at, state FROM order_state JOIN event ON event.seq = told_seq
     WHERE told_seq > ? ORDER BY told_seq LIMIT ?`,
    after,
    pageMax,
  );
  return found.map(({ seq, at, state }) => {
    const order = JSON.parse(state) as OrderState;
    return { seq, at, type: 'order.settled', body: settled(order, () => touchesOf(sql, order)) };
  });
}

/** Each payout under its newest step. */
function payouts(sql: Sql, after: number): Told[] {
  const found = rowsOf<{ seq: number; at: number; state: string }>(
    sql,
    `SELECT told_seq AS seq, event.body ->> 'at' AS at, state FROM payout_state JOIN event ON event.seq = told_seq
     WHERE told_seq > ? ORDER BY told_seq LIMIT ?`,
    after,
    pageMax,
  );
  return found.map(({ seq, at, state }) => ({ seq, at, type: 'payout.settled', body: JSON.parse(state) }));
}

function adjustments(sql: Sql, after: number): Told[] {
  const found = rowsOf<{ seq: number; body: string }>(
    sql,
    `SELECT seq, body FROM event WHERE id GLOB 'adjustment:*' AND seq > ? ORDER BY seq LIMIT ?`,
    after,
    pageMax,
  );
  return found.map(({ seq, body }) => {
    const { type: _type, id: _id, ...told } = JSON.parse(body) as AdjustmentRecorded;
    return { seq, at: told.at, type: 'adjustment.settled', body: told };
  });
}
