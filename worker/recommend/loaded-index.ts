/**
 * The index of this isolate: read at the first recommendation as it was kept, then brought up to date with the catalogue every second. What
 * takes long goes on after the answer, and the answer is made from what is there. Each call does its own reading and waits for no other
 * call's promise: in the runtime a call that is cut off leaves its promises pending for ever. Turns are taken by leases instead.
 */
import { minuteMs, secondMs } from '#shared/time.ts';
import { type Vectors, vectorsMaker } from '#worker/model/index.ts';
import { type Call, clock } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { type Followed, follow } from './follow-catalogue.ts';
import { type Kept, type KeptState, keep, readKept } from './kept-index.ts';
import { makeProductIndex, type ProductIndex } from './product-index.ts';

const freshForMs = secondMs;
/** A call that holds the turn longer than this without a step was cut off. */
const leaseMs = 15 * secondMs;
const pollMs = 25;
/** Looks without a step forward after which the call that reads the index counts as cut off. */
const idlePollsMax = 80;
/** Changes that a page waits for; more of them are taken in after its answer. */
const changesInlineMax = 2000;
const changesPerStep = 4000;

interface Turn {
  /** What pages are ranked with. */
  serving: Followed | undefined;
  /** Made anew beside it, because what was kept had no vectors. */
  making: Followed | undefined;
  kept: Pick<Kept, 'words' | 'vectors' | 'etag'> | undefined;
  makeVectors: () => Vectors;
  /** Counts the steps of whoever reads the index for the first time. */
  steps: number;
  isReading: boolean;
  lookedAt: number;
  /** Until when a call is looking for changes, and until when one is at work after its answer. */
  lookingUntil: number;
  workingUntil: number;
  keepNotBefore: number;
}
const turns = new WeakMap<D1Database, Turn>();

export async function loadedIndex(call: Call): Promise<ProductIndex> {
  const turn = turnOf(call);
  const serving = turn.serving ?? (await firstRead(call, turn));
  if (isStale(turn, call.now)) await refresh(call, turn, serving);
  return (turn.serving ?? serving).index;
}

function turnOf(call: Call): Turn {
  const known = turns.get(call.env.DB);
  if (known) return known;
  const turn: Turn = {
    serving: undefined,
    making: undefined,
    kept: undefined,
    makeVectors: () => {
      throw new Error('broken promise: vectors are made after the first reading');
    },
    steps: 0,
    isReading: false,
    lookedAt: 0,
    lookingUntil: 0,
    workingUntil: 0,
    keepNotBefore: 0,
  };
  turns.set(call.env.DB, turn);
  return turn;
}

/** One call reads, the others look every now and then; when it stops moving, the next one begins anew. */
async function firstRead(call: Call, turn: Turn): Promise<Followed> {
  let [seen, idle] = [turn.steps, 0];
  while (turn.isReading && idle < idlePollsMax) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (turn.serving) return turn.serving;
    idle = turn.steps === seen ? idle + 1 : 0;
    seen = turn.steps;
  }
  turn.isReading = true;
  try {
    turn.makeVectors = await vectorsMaker();
    const { words, vectors, etag, index, revision, newest } = await readQuietly(call, turn.makeVectors);
    turn.kept = { words, vectors, etag };
    const serving = index ? { index, revision, newest, isComplete: false } : nothingYet(turn);
    if (index && vectors !== 'loaded') turn.making = nothingYet(turn);
    await follow(call, serving, changesInlineMax, () => {
      turn.steps += 1;
    });
    turn.serving = serving;
    turn.lookedAt = call.now;
    if (isWorkLeft(turn, call.now)) goOnLater(call, turn);
    return serving;
  } finally {
    turn.isReading = false;
  }
}

const nothingYet = ({ makeVectors }: Turn): Followed => ({
  index: makeProductIndex(makeVectors()),
  revision: 0,
  newest: '',
  isComplete: false,
});

/** A store that does not answer is like one that has nothing: the catalogue has it all. */
async function readQuietly(call: Call, makeVectors: () => Vectors): Promise<Kept> {
  try {
    const kept = await readKept(call, makeVectors);
    if (kept.words !== 'loaded' || kept.vectors !== 'loaded')
      log('recommend.kept_not_whole', { requestId: call.requestId, words: kept.words, vectors: kept.vectors });
    return kept;
  } catch (error) {
    log('recommend.kept_unreadable', { requestId: call.requestId, error: errorKind(error) });
    return { words: 'damaged', vectors: 'damaged', index: undefined, revision: 0, newest: '', etag: undefined };
  }
}

const isStale = ({ lookedAt }: Turn, now: number): boolean => now - lookedAt >= freshForMs || now < lookedAt;

/** Whoever comes while another call looks takes the index as it is. */
async function refresh(call: Call, turn: Turn, serving: Followed): Promise<void> {
  const isWorked = isLeased(turn.workingUntil, call.now);
  if (isLeased(turn.lookingUntil, call.now) || (isWorked && !turn.making)) return;
  turn.lookingUntil = call.now + leaseMs;
  try {
    await follow(call, serving, changesInlineMax, () => {
      turn.lookingUntil = clock.now() + leaseMs;
    });
    if (serving.isComplete) turn.lookedAt = call.now;
  } finally {
    turn.lookingUntil = 0;
  }
  if (!isWorked && isWorkLeft(turn, call.now)) goOnLater(call, turn);
}

const isLeased = (until: number, now: number): boolean => until > now && until <= now + leaseMs;

const isWorkLeft = (turn: Turn, now: number): boolean =>
  turn.making !== undefined || turn.serving?.isComplete === false || isWorthKeeping(turn, turn.serving, now);

/** Few changes are sooner read again than a whole index is written. */
function isWorthKeeping({ kept, keepNotBefore }: Turn, followed: Followed | undefined, now: number): boolean {
  if (!followed || now < keepNotBefore) return false;
  const { index } = followed;
  if (kept?.words !== 'loaded') return index.size() > 0;
  return index.changes() > changesKeptMin + index.size() * changesKeptShare;
}
const changesKeptMin = 500;
const changesKeptShare = 0.05;
/** While very much is taken in, all is frozen each time it has grown by so much. */
const growthShare = 0.5;

function goOnLater(call: Call, turn: Turn): void {
  turn.workingUntil = clock.now() + leaseMs;
  call.later(goOn(call, turn));
}

/** Takes in what is left, and keeps what was taken in. Cut off at any point it has lost only the steps since it last kept. */
async function goOn(call: Call, turn: Turn): Promise<void> {
  try {
    const followed = turn.making ?? turn.serving;
    while (followed && !followed.isComplete) {
      await follow(call, followed, changesPerStep, () => {
        turn.workingUntil = clock.now() + leaseMs;
      });
      if (!followed.isComplete && followed.index.changes() > changesPerStep / 2 + followed.index.size() * growthShare)
        await freezeAndKeep(call, turn, followed);
    }
    if (followed && (turn.making || isWorthKeeping(turn, followed, clock.now()))) await freezeAndKeep(call, turn, followed);
    if (turn.making) [turn.serving, turn.making] = [turn.making, undefined];
  } catch (error) {
    log('recommend.not_followed', { requestId: call.requestId, error: errorKind(error) });
  } finally {
    turn.workingUntil = 0;
  }
}

/** Keeping spares work later; when it fails, only that is lost. */
async function freezeAndKeep(call: Call, turn: Turn, followed: Followed): Promise<void> {
  const { frozen, vectors } = followed.index.frozen();
  const copy = turn.makeVectors();
  copy.append(vectors);
  followed.index = makeProductIndex(copy, frozen);
  try {
    const etag = await keep(call, { frozen, vectors, revision: followed.revision, newest: followed.newest, etag: turn.kept?.etag });
    turn.kept = { words: 'loaded', vectors: 'loaded', etag };
  } catch (error) {
    turn.keepNotBefore = clock.now() + minuteMs;
    log('recommend.not_kept', { requestId: call.requestId, error: errorKind(error) });
  }
}

type NotLoaded = 'not_loaded';

/** What this isolate has loaded so far. */
export function loadedState(call: Call): {
  products: number;
  revision: number;
  scan: Vectors['way'] | NotLoaded;
  kept: { words: KeptState | NotLoaded; vectors: KeptState | NotLoaded };
  isComplete: boolean;
} {
  const turn = turns.get(call.env.DB);
  const serving = turn?.serving;
  return {
    products: serving?.index.size() ?? 0,
    revision: serving?.revision ?? 0,
    scan: serving?.index.vectors.way ?? 'not_loaded',
    kept: { words: turn?.kept?.words ?? 'not_loaded', vectors: turn?.kept?.vectors ?? 'not_loaded' },
    isComplete: serving?.isComplete === true && turn?.making === undefined,
  };
}
