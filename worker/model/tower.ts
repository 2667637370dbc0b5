/**
 * What training learnt of the parts of words: how much each tells, and where it lies beside where its hash would put it. Parts that training
 * did not see, of new products and other languages, keep the place of their hash: each has a check, so that none takes another's.
 */
import { mixed } from './text.ts';
import shipped from './weights/text.json' with { type: 'json' };

export const dimensions = 64;

export interface Tower {
  /** A power of two, or 0: nothing learnt. */
  rows: number;
  /** Row by row: check, gain, and the 64 shifts. */
  table: Int8Array;
  gainStep: number;
  shiftStep: number;
}

export interface PackedTower extends Omit<Tower, 'table'> {
  /** Base64. */
  table: string;
  /** Of the table. */
  weightsHash: string;
}

export const rowLength = 2 + dimensions;
/** Without training: every part lies where its hash puts it. */
export const untrained: Tower = { rows: 0, table: new Int8Array(), gainStep: 0, shiftStep: 0 };

/** Names what vectors were made by. */
export const towerId = `tower-1-${shipped.weightsHash.slice(0, 8)}`;

/** The tower that ships, unpacked at its first use. */
export function shippedTower(): Tower {
  unpackedOnce ??= unpackedTower(shipped);
  return unpackedOnce;
}
let unpackedOnce: Tower | undefined;

/** Throws when the table is not one. */
export function unpackedTower({ rows, table, gainStep, shiftStep }: PackedTower): Tower {
  const bytes = bytesOf(table);
  if (bytes?.length !== rows * rowLength || (rows & (rows - 1)) !== 0) throw new Error('the text tower is damaged: train it again');
  return { rows, table: bytes, gainStep, shiftStep };
}

/** The runtime's own decoder: half a megabyte is read at the first page. */
function bytesOf(text: string): Int8Array | undefined {
  try {
    const letters = atob(text);
    const bytes = new Int8Array(letters.length);
    for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}

export const rowOf = (hash: number, rows: number): number => hash & (rows - 1);
export const checkOf = (hash: number): number => (mixed(hash ^ 0x51ed270b) & 255) - 128;

/** Adds a part to a sum of 64: its sign pattern, shifted and stretched by what was learnt. */
export function addPart(sum: Float32Array, { rows, table, gainStep, shiftStep }: Tower, hash: number, weight: number): void {
  const at = rowOf(hash, rows) * rowLength;
  const isKnown = rows > 0 && table[at] === checkOf(hash);
  const share = isKnown ? weight * Math.exp((table[at + 1] as number) * gainStep) : weight;
  const [low, high] = [hash, mixed(hash ^ 0x9e3779b9)];
  for (let column = 0; column < 32; column++) {
    // 1 or -1 by arithmetic: which of them comes is chance, and a wrong guess costs a processor more than all the rest.
    sum[column] = (sum[column] as number) + (((low >>> column) & 1) * 2 - 1) * share;
    sum[column + 32] = (sum[column + 32] as number) + (((high >>> column) & 1) * 2 - 1) * share;
  }
  if (!isKnown) return;
  const shift = share * shiftStep;
  for (let column = 0; column < dimensions; column++) {
    sum[column] = (sum[column] as number) + shift * (table[at + 2 + column] as number);
  }
}
