/** What every verb gets first: the world it may touch (env), who calls, the time, and the source of ids. */

import type { Role, Scope } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { type Id, type IdPrefix, makeId, type RandomBytes } from '#shared/ids.ts';
import { minuteMs } from '#shared/time.ts';
import type { Env, Settings } from '../env.ts';

export type Actor =
  | { kind: 'nobody' }
  | { kind: 'creator'; id: Id<'crt'>; userId: Id<'usr'>; role: Role; signedInAt: number }
  | { kind: 'brand'; id: Id<'brd'>; userId: Id<'usr'>; role: Role; signedInAt: number }
  | { kind: 'brand'; id: Id<'brd'>; keyId: Id<'key'>; scopes: readonly Scope[] }
  | { kind: 'operator'; id: 'operator'; userId: Id<'usr'>; role: Role; signedInAt: number };

export interface Call {
  env: Env;
  settings: Settings;
  actor: Actor;
  /** UTC milliseconds; one reading a call. */
  now: number;
  requestId: Id<'req'>;
  random: RandomBytes;
  newId: <P extends IdPrefix>(prefix: P) => Id<P>;
  request: Request;
  /** The raw body, for signatures. */
  rawBody: Uint8Array;
  /** Headers of the answer, such as cookies. */
  answerHeaders: Headers;
  /** Work that goes on after the answer; it must be safe to lose. */
  later: (work: Promise<unknown>) => void;
}

/** Chance is fetched in larger pieces: asking the system costs far more than what an id takes of it. No byte is given out twice. */
export const randomBytes: RandomBytes = (length) => {
  if (length > pool.length) return crypto.getRandomValues(new Uint8Array(length));
  if (used + length > pool.length || used === 0) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const bytes = pool.slice(used, used + length);
  pool.fill(0, used, used + length);
  used += length;
  return bytes;
};
const pool = new Uint8Array(1024);
let used = 0;

/** The clock of the program: everything else is told the time. */
export const clock = { now: (): number => Date.now() };

/** Where an instant of the clock lies on the system's own timeline, by which alarms ring. They differ only where a test holds the clock. */
export const systemTimeOf = (at: number): number => Date.now() + (at - clock.now());

export const newIdAt =
  (now: number, random: RandomBytes) =>
  <P extends IdPrefix>(prefix: P): Id<P> =>
    makeId(prefix, now, random);

/** Narrowing for verbs whose contract admits one kind of caller; serve has checked it already. */
export function brandOf(call: Call): Id<'brd'> {
  if (call.actor.kind !== 'brand') throw new Error('broken promise: this verb is for brands');
  return call.actor.id;
}
export function creatorOf(call: Call): Id<'crt'> {
  if (call.actor.kind !== 'creator') throw new Error('broken promise: this verb is for creators');
  return call.actor.id;
}

const freshMs = 15 * minuteMs;
/** For what a stolen session must not do, such as sending money elsewhere: whoever asks has just signed in. */
export function assertFresh(call: Call): void {
  if ('signedInAt' in call.actor && call.now - call.actor.signedInAt < freshMs) return;
  fail('forbidden', 'Sign in again first: this needs a sign-in of the last 15 minutes.', { why: 'sign_in_again' });
}
