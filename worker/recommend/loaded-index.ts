/**
 * The index of this isolate: filled at the first recommendation from what is kept, then brought up to date with the catalogue at most every two
 * seconds. Each call does its own reading and waits for no other call's promise: in the runtime a call that is cut off leaves its promises
 * pending for ever. Turns are taken by leases instead.
 */
import { secondMs } from '#shared/time.ts';
import { plainScan, type Scan, tensorScan, tensors } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { catchUp, type Filled, fill } from './fill-index.ts';
import { makeProductIndex, type ProductIndex } from './product-index.ts';

const freshForMs = 2 * secondMs;
/** A call that holds the turn longer than this was cut off. */
const leaseMs = 15 * secondMs;
const pollMs = 25;
/** Looks without a step forward after which the call that fills the index counts as cut off. */
const idlePollsMax = 80;
/** Share of places whose product has changed or gone, from which the index is filled anew. */
const deadShareMax = 0.5;
const deadAlways = 10_000;

interface Turn {
  /** Ready to be asked; undefined while it is being filled for the first time. */
  filled: Filled | undefined;
  /** Full of places of the gone; calls may still be asking it. */
  retired: ProductIndex | undefined;
  /** Counts the steps of whoever fills it. */
  steps: number;
  isFilling: boolean;
  lookedAt: number;
  leaseUntil: number;
}
const turns = new WeakMap<D1Database, Turn>();

export async function loadedIndex(call: Call): Promise<ProductIndex> {
  const turn = turnOf(call);
  const filled = turn.filled ?? (await firstFilled(call, turn));
  if (isStale(turn, call.now)) await refresh(call, turn, filled);
  return filled.index;
}

function turnOf(call: Call): Turn {
  const known = turns.get(call.env.DB);
  if (known) return known;
  const turn: Turn = { filled: undefined, retired: undefined, steps: 0, isFilling: false, lookedAt: 0, leaseUntil: 0 };
  turns.set(call.env.DB, turn);
  return turn;
}

/** One call fills, the others look every now and then; when it stops moving, the next one begins anew. */
async function firstFilled(call: Call, turn: Turn): Promise<Filled> {
  let [seen, idle] = [turn.steps, 0];
  while (turn.isFilling && idle < idlePollsMax) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (turn.filled) return turn.filled;
    idle = turn.steps === seen ? idle + 1 : 0;
    seen = turn.steps;
  }
  turn.isFilling = true;
  try {
    const scan = await scanMaker();
    const onStep = (): void => {
      turn.steps += 1;
    };
    const filled = await fill(call, { makeIndex: () => makeProductIndex(scan()), onStep });
    turn.retired?.dispose();
    turn.retired = undefined;
    turn.filled = filled;
    turn.lookedAt = call.now;
    return filled;
  } finally {
    turn.isFilling = false;
  }
}

const isStale = ({ lookedAt }: Turn, now: number): boolean => now - lookedAt >= freshForMs || now < lookedAt;

/** Whoever comes while another call looks takes the index as it is. */
async function refresh(call: Call, turn: Turn, filled: Filled): Promise<void> {
  if (turn.leaseUntil > call.now && turn.leaseUntil <= call.now + leaseMs) return;
  turn.leaseUntil = call.now + leaseMs;
  try {
    const isDone = await catchUp(call, filled);
    turn.lookedAt = isDone ? call.now : turn.lookedAt;
    if (filled.index.slots() - filled.index.size() > deadAlways + filled.index.slots() * deadShareMax) {
      turn.retired = filled.index;
      turn.filled = undefined;
    }
  } finally {
    turn.leaseUntil = 0;
  }
}

async function scanMaker(): Promise<() => Scan> {
  try {
    const { tf, backend } = await tensors();
    return () => tensorScan(tf, backend);
  } catch (error) {
    log('recommend.no_tensors', { error: errorKind(error) });
    return plainScan;
  }
}

/** What this isolate has loaded so far. */
export function loadedState(call: Call): { products: number; revision: number; scan: Scan['backend'] | 'not_loaded' } {
  const filled = turns.get(call.env.DB)?.filled;
  return { products: filled?.index.size() ?? 0, revision: filled?.revision ?? 0, scan: filled?.index.backend ?? 'not_loaded' };
}
