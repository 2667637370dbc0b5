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
  /** Gives back what was taken for growing. */
  trim: () => void;
  bytes: () => number;
}

/** An id is a prefix and 128 bits in 26 letters of base32: 16 bytes of it are kept. */
const idBytes = 16;
const prefix = 'prd_';
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const free = -1;

export function makeSlots(): Slots {
  let ids = new Uint8Array(idBytes * 64);
  let isLive = new Uint8Array(64);
  let table = new Int32Array(128).fill(free);
  let [length, live] = [0, 0];
  const asked = new Uint8Array(idBytes);

  const standsAt = (slot: number, id: Uint8Array): boolean => {
    for (let at = 0; at < idBytes; at++) if (ids[slot * idBytes + at] !== id[at]) return false;
    return true;
  };
  /** Where the id stands in the table, or the free entry where it would. */
  const entryOf = (id: Uint8Array): number => {
    const mask = table.length - 1;
    let entry = hashOfBytes(id) & mask;
    for (let slot = table[entry]; slot !== undefined && slot !== free && !standsAt(slot, id); slot = table[entry])
      entry = (entry + 1) & mask;
    return entry;
  };
  const rehash = (): void => {
    table = new Int32Array(table.length * 2).fill(free);
    for (let slot = 0; slot < length; slot++) table[entryOf(ids.subarray(slot * idBytes, (slot + 1) * idBytes))] = slot;
  };
  const liveSlot = (id: string): number | undefined => {
    const slot = table[entryOf(packed(id, asked))];
    return slot === undefined || slot === free || isLive[slot] === 0 ? undefined : slot;
  };
  const forget = (id: string): void => {
    const slot = liveSlot(id);
    if (slot === undefined) return;
    isLive[slot] = 0;
    live -= 1;
  };

  return {
    find: liveSlot,
    forget,
    idAt: (slot) => unpacked(ids.subarray(slot * idBytes, (slot + 1) * idBytes)),
    append: (id) => {
      forget(id);
      if ((length + 1) * 3 > table.length * 2) rehash();
      ids = grown(ids, (length + 1) * idBytes);
      isLive = grown(isLive, length + 1);
      ids.set(packed(id, asked), length * idBytes);
      table[entryOf(asked)] = length;
      isLive[length] = 1;
      live += 1;
      return length++;
    },
    isLive: (slot) => isLive[slot] === 1,
    length: () => length,
    live: () => live,
    trim: () => {
      ids = ids.slice(0, length * idBytes);
      isLive = isLive.slice(0, length);
    },
    bytes: () => ids.byteLength + isLive.byteLength + table.byteLength,
  };
}

/** The first letter holds three bits, the others five. */
function packed(id: string, bytes: Uint8Array): Uint8Array {
  let [buffer, bits, at] = [0, 0, 0];
  for (let letter = prefix.length; letter < id.length; letter++) {
    const width = letter === prefix.length ? 3 : 5;
    buffer = (buffer << width) | alphabet.indexOf(id.charAt(letter));
    bits += width;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = buffer >> bits;
    buffer &= (1 << bits) - 1;
  }
  return bytes;
}

function unpacked(bytes: Uint8Array): Id<'prd'> {
  let [text, buffer, bits, width] = ['', 0, 0, 3];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= width; width = 5) {
      bits -= width;
      text += alphabet.charAt(buffer >> bits);
      buffer &= (1 << bits) - 1;
    }
  }
  return `${prefix}${text}`;
}

function hashOfBytes(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
