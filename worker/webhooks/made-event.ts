/** An event as it is sent: its name and its bytes are made once, so that every attempt and every endpoint sends the same. */
import { testEventType } from '#shared/contracts/webhooks.ts';
import { type Id, makeId, type RandomBytes } from '#shared/ids.ts';
import { sha256Hex } from '#shared/sha256.ts';
import type { Happened } from './happened.ts';

export interface MadeEvent {
  id: Id<'evt'>;
  type: string;
  happenedAt: number;
  body: string;
  /** When it is sent first, where that is not at once. */
  dueAt?: number;
}

/** Named by what happened and to whom it is told, not by when the message came: a fact that is told again by a later message is the same event. */
export function madeEvent(brandId: string, tenantId: string, { type, key, at, since, data, dueAt }: Happened): MadeEvent {
  const digest = sha256Hex(`${brandId} ${key} ${tenantId}`);
  const bytes: RandomBytes = (length) =>
    Uint8Array.from({ length }, (_, place) => Number.parseInt(digest.slice(place * 2, place * 2 + 2), 16));
  return { id: makeId('evt', since, bytes), type, happenedAt: at, body: bodyOf(type, at, data), ...(dueAt === undefined ? {} : { dueAt }) };
}

export function testEvent(id: Id<'evt'>, endpointId: Id<'hok'>, now: number): MadeEvent {
  const data = { endpointId, note: 'Somebody asked for this in the console. Nothing else happened.' };
  return { id, type: testEventType, happenedAt: now, body: bodyOf(testEventType, now, data) };
}

const bodyOf = (type: string, at: number, data: object): string => JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
