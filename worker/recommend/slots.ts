/** Which product stands at which place of the index: ids packed side by side, found again by a hash table of places. */
import type { Id } from '#shared/ids.ts';
import { grown } from './grown.ts';

export interface Slots {
  /** The place of a product, or undefined. */
  find: (id: Id<'prd'>) => number | undefined;
  idAt: (slot: number) => Id<'prd'>;
  /** Puts the product at the next free place, which it returns; where it stood before is forgotten. */
  append: (id: Id<'prd'>) => number;
  forget: (id: Id<'prd'>) => void;
  isLive: (slot: number) => boolean;
  /** Places given out, live or not. */
  length: () => number;
  live: () => number;
  bytes: () => number;
}

const idLength = 26;
const free = -1;

export function makeSlots(): Slots {
  let letters = new Uint8Array(idLength * 64);
  let isLive = new Uint8Array(64);
  let table = new Int32Array(128).fill(free);
  let [length, live] = [0, 0];

  const idAt = (slot: number): Id<'prd'> => `prd_${String.fromCharCode(...letters.subarray(slot * idLength, (slot + 1) * idLength))}`;
  const standsAt = (slot: number, id: string): boolean => {
    for (let at = 0; at < idLength; at++) if (letters[slot * idLength + at] !== id.charCodeAt(at + 4)) return false;
    return true;
  };
  const entryOf = (id: string): number => {
    let entry = hashOfId(id) & (table.length - 1);
    for (let slot = table[entry]; slot !== undefined && slot !== free && !standsAt(slot, id); slot = table[entry])
      entry = (entry + 1) & (table.length - 1);
    return entry;
  };
  const rehash = (): void => {
    table = new Int32Array(table.length * 2).fill(free);
    for (let slot = 0; slot < length; slot++) table[entryOf(idAt(slot))] = slot;
  };

  return {
    idAt,
    find: (id) => {
      const slot = table[entryOf(id)];
      return slot === undefined || slot === free || isLive[slot] === 0 ? undefined : slot;
    },
    append: (id) => {
      if ((length + 1) * 3 > table.length * 2) rehash();
      letters = grown(letters, (length + 1) * idLength);
      isLive = grown(isLive, length + 1);
      const entry = entryOf(id);
      const before = table[entry];
      if (before !== undefined && before !== free && isLive[before] === 1) {
        isLive[before] = 0;
        live -= 1;
      }
      for (let at = 0; at < idLength; at++) letters[length * idLength + at] = id.charCodeAt(at + 4);
      table[entry] = length;
      isLive[length] = 1;
      live += 1;
      return length++;
    },
    forget: (id) => {
      const slot = table[entryOf(id)];
      if (slot === undefined || slot === free || isLive[slot] === 0) return;
      isLive[slot] = 0;
      live -= 1;
    },
    isLive: (slot) => isLive[slot] === 1,
    length: () => length,
    live: () => live,
    bytes: () => letters.byteLength + isLive.byteLength + table.byteLength,
  };
}

function hashOfId(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 4; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
