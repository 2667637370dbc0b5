/**
 * The artefact that serves in this isolate: which one it is to be is looked up at most every two seconds, and it is read once. Each call does its own
 * reading; a lease keeps others from reading the same beside it, and they are served what is there.
 */
import type { companionsServing } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import { minuteMs, secondMs } from '#shared/time.ts';
import { clock } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import { type OpenedArtefact, type Read, readArtefact } from './files.ts';
import { idInForce } from './store.ts';

const freshForMs = 2 * secondMs;
/** A call that reads longer than this was cut off. */
const leaseMs = 15 * secondMs;
/** What is not whole may have been mended. */
const againAfterMs = minuteMs;

interface CompanionsInForce {
  artefact: string | null;
  serves: (typeof companionsServing)[number];
  /** Why not all of it. */
  reason: string | null;
  opened: OpenedArtefact | undefined;
}
interface Turn {
  wanted: string | null;
  lookedAt: number | undefined;
  serving: CompanionsInForce;
  readAt: number;
  readingUntil: number;
}
const none: CompanionsInForce = { artefact: null, serves: 'nothing', reason: null, opened: undefined };
const turns = new WeakMap<D1Database, Turn>();

export async function companionsInForce({ env, now }: { env: Env; now: number }): Promise<CompanionsInForce> {
  const turn = turnOf(env);
  await look(env, turn, now);
  const { wanted, serving } = turn;
  if (wanted === null) return none;
  const isDue = serving.artefact !== wanted || (serving.serves !== 'both' && serving.reason !== null && now - turn.readAt >= againAfterMs);
  if (!isDue || clock.now() < turn.readingUntil) return serving;
  turn.readingUntil = clock.now() + leaseMs;
  try {
    turn.serving = servingOf(wanted, await readQuietly(env, wanted));
    turn.readAt = now;
  } finally {
    turn.readingUntil = 0;
  }
  return turn.serving;
}

function turnOf(env: Env): Turn {
  const known = turns.get(env.DB);
  if (known) return known;
  const turn: Turn = { wanted: null, lookedAt: undefined, serving: none, readAt: 0, readingUntil: 0 };
  turns.set(env.DB, turn);
  return turn;
}

/** A store that does not answer changes nothing. */
async function look(env: Env, turn: Turn, now: number): Promise<void> {
  if (turn.lookedAt !== undefined && now >= turn.lookedAt && now - turn.lookedAt < freshForMs) return;
  turn.lookedAt = now;
  try {
    turn.wanted = await idInForce(env);
  } catch (error) {
    log('companions.not_looked_up', { error: errorKind(error) });
  }
}

async function readQuietly(env: Env, id: string): Promise<Read> {
  try {
    return await readArtefact(env, id);
  } catch (error) {
    log('companions.unreadable', { error: errorKind(error) });
    return { opened: undefined, reason: 'its files cannot be asked for' };
  }
}

function servingOf(artefact: string, read: Read): CompanionsInForce {
  const reason = (read.opened ? read.opened.reason : read.reason) ?? null;
  if (reason !== null) log('companions.not_whole', { eventId: artefact, error: reason });
  return { artefact, serves: read.opened?.serves ?? 'nothing', reason, opened: read.opened };
}

interface GoingAlong {
  artefact: string;
  /** Those of the asked products that the artefact knows. */
  history: Id<'prd'>[];
  /** The best first. */
  found: { id: Id<'prd'>; score: number }[];
}

/** What is often bought with these products; undefined where no artefact serves, or it knows none of them. @param products what counts most last */
export async function goingAlong(
  call: { env: Env; now: number },
  products: readonly Id<'prd'>[],
  countMax: number,
): Promise<GoingAlong | undefined> {
  const { artefact, opened } = await companionsInForce(call);
  if (artefact === null || !opened) return undefined;
  const known = products.flatMap((id) => {
    const item = opened.itemOf.get(id);
    return item === undefined ? [] : [{ id, item }];
  });
  if (known.length === 0) return undefined;
  const going = opened.goesWith(
    known.map(({ item }) => item),
    countMax,
  );
  const found = going.flatMap(({ item, score }) => {
    const id = opened.products[item];
    return id ? [{ id, score }] : [];
  });
  return { artefact, history: known.map(({ id }) => id), found };
}
