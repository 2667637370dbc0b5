/**
 * Whether something is known without saying what is asked about: four digits of a hash leave, a bucket of entries comes back, and the one that is
 * meant is looked for where the question was. Entries are fresh every day, so that what stays and what changes in a bucket tells nothing.
 */
import { sha256Hex } from './sha256.ts';

export const prefixLength = 4;
/** Buckets come in whole steps of this size, never empty. */
export const bucketStep = 50;
/** Among the entries of a bucket so many at least stand for nothing. */
export const decoysMin = 10;
export const entriesMax = 2000;

export interface Bucket {
  /** ISO date; part of what is hashed into the entries. */
  day: string;
  /** In the order of their digits. */
  entries: readonly string[];
}

/** SHA-256 of a key (of a content or a creator: content-key.ts). */
export const keyHash = (key: string): string => sha256Hex(key);
export const prefixOf = (hash: string): string => hash.slice(0, prefixLength);
export const entryOf = (day: string, hash: string): string => sha256Hex(`gloss.presence.${day}.${hash}`);

/** Looked for where it is asked: the answer is whatever somebody sent, and only its entries are compared. */
export const isListed = ({ day, entries }: Bucket, key: string): boolean => entries.includes(entryOf(day, keyHash(key)));

/** So many entries a bucket of so many known keys has. */
export const bucketSize = (known: number): number => bucketStep * Math.ceil((known + decoysMin) / bucketStep);

/** @param decoySeed known to nobody else, another one for each prefix and day */
export function bucketOf({ day, hashes, decoySeed }: { day: string; hashes: readonly string[]; decoySeed: string }): Bucket {
  const known = [...new Set(hashes)].slice(0, entriesMax - bucketStep).map((hash) => entryOf(day, hash));
  const decoys = Array.from({ length: bucketSize(known.length) - known.length }, (_, at) => sha256Hex(`${decoySeed}.${at}`));
  return { day, entries: [...known, ...decoys].sort() };
}
