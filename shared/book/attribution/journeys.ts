/** What analysis reads: paths with what came of them. */
import type { Path } from './models.ts';

/** All journeys of one path together. A path without steps is a sale that nobody touched. */
export interface Journeys {
  path: Path;
  conversions: number;
  /** Of all its conversions together, in any unit. */
  value: number;
  /** Journeys that ended without a conversion. */
  nulls: number;
}

/** One thing that happened to one person. */
export interface JourneyEvent {
  /** UTC milliseconds. */
  at: number;
  /** None: a conversion without a touch of its own. */
  channel: string | undefined;
  conversions: number;
  value: number;
}

/** How the ends of a journey are called beside its channels. */
export const journeyStart = '(start)';
export const journeyConversion = '(conversion)';
export const journeyNull = '(null)';
const reserved: ReadonlySet<string> = new Set([journeyStart, journeyConversion, journeyNull]);

/** @throws RangeError in words that a person can act on. */
export function assertJourneys({ path, conversions, value, nulls }: Journeys): void {
  for (const [name, count] of [
    ['conversions', conversions],
    ['nulls', nulls],
  ] as const)
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${name} is a whole number of at least 0, not ${count}`);
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`value is a number of at least 0, not ${value}`);
  if (conversions === 0 && value > 0) throw new RangeError(`a value of ${value} belongs to no conversion`);
  for (const { channel } of path) {
    if (channel === '') throw new RangeError('a step has no channel');
    if (reserved.has(channel)) throw new RangeError(`a channel cannot be called ${channel}: that is where journeys begin or end`);
  }
}

/**
 * One person's events as journeys: each ends with its conversion, whose channel is its last touch, and the next begins anew. Touches after
 * the last conversion are a journey without one. At one instant events keep the order in which they are given.
 */
export function journeysOf(events: readonly JourneyEvent[]): Journeys[] {
  const found: Journeys[] = [];
  let path: { channel: string; at: number }[] = [];
  for (const { at, channel, conversions, value } of [...events].sort((a, b) => a.at - b.at)) {
    if (channel !== undefined) path.push({ channel, at });
    if (conversions === 0 && value === 0) continue;
    found.push({ path, conversions, value, nulls: 0 });
    path = [];
  }
  return path.length > 0 ? [...found, { path, conversions: 0, value: 0, nulls: 1 }] : found;
}
