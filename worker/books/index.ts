/**
 * Owns the books: one Durable Object per brand with its terms, event log, credits, postings, balances and outbox.
 * Promises that what it answered is kept, once; that every order has one commission or one reason; that anyone can recompute it.
 * Never converts a currency, changes or deletes what is written, or knows another room.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Order, Refund, Touch } from '#shared/book/events.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import type { Served } from '../base/serve.ts';
import type { Env } from '../env.ts';

export const books: readonly Served[] = [];
export interface BookMessage {
  id: string;
  brandId: string;
  seq: number;
  body: unknown;
}
export type BookConsumers = Record<string, (env: Env, message: BookMessage) => Promise<void>>;
export abstract class BookObject extends DurableObject<Env> {
  protected abstract readonly consumers: BookConsumers;
}

/** A repeated click id changes nothing. */
export async function recordTouch(_call: Call, _brandId: Id<'brd'>, _touch: Touch): Promise<{ result: 'recorded' | 'exists' }> {
  return fail('unavailable', 'The books are not open yet.');
}

/** The same order again: `exists`; with other content: refused as `conflict`, naming the field. */
export async function recordOrder(_call: Call, _brandId: Id<'brd'>, _order: Order): Promise<{ result: 'recorded' | 'exists' }> {
  return fail('unavailable', 'The books are not open yet.');
}

/** A refund before its order waits for it. More than the line has left: refused as `conflict`, naming line and rest. */
export async function recordRefund(
  _call: Call,
  _brandId: Id<'brd'>,
  _refund: Refund,
): Promise<{ result: 'recorded' | 'exists' | 'waiting_for_order' }> {
  return fail('unavailable', 'The books are not open yet.');
}
