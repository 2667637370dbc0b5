import { createHash } from 'node:crypto';
import { toBase64 } from '#shared/base64.ts';
import { checkOf, dimensions, type PackedTower, rowLength, rowOf } from '../../tower.ts';
import type { TowerTable } from './fit-tower.ts';
import type { Lexicon } from './lexicon.ts';

/** Half a megabyte. */
const rows = 8192;
const gainMost = 3;

/** Whole bytes, one row per part; of parts that fall on one row the most frequent is kept. */
export function packTower({ gains, shifts, isLearnt }: TowerTable, { hashes, counts }: Lexicon): { tower: PackedTower; kept: number } {
  const owners = new Int32Array(rows).fill(-1);
  for (const [part, hash] of hashes.entries()) {
    const row = rowOf(hash, rows);
    const before = owners[row] as number;
    if (isLearnt[part] && (before < 0 || (counts[part] ?? 0) > (counts[before] ?? 0))) owners[row] = part;
  }
  const kept = owners.filter((part) => part >= 0);
  const largest = kept.reduce(
    (most, part) =>
      shifts.subarray(part * dimensions, (part + 1) * dimensions).reduce((sum, value) => Math.max(sum, Math.abs(value)), most),
    1e-6,
  );
  const [gainStep, shiftStep] = [gainMost / 127, largest / 127];
  const table = new Int8Array(rows * rowLength);
  for (const [row, part] of owners.entries()) {
    if (part < 0) continue;
    table[row * rowLength] = checkOf(hashes[part] ?? 0);
    table[row * rowLength + 1] = bounded((gains[part] ?? 0) / gainStep);
    for (let k = 0; k < dimensions; k++) table[row * rowLength + 2 + k] = bounded((shifts[part * dimensions + k] ?? 0) / shiftStep);
  }
  const bytes = new Uint8Array(table.buffer);
  const weightsHash = createHash('sha256').update(bytes).digest('hex');
  return { tower: { rows, gainStep, shiftStep, weightsHash, table: toBase64(bytes) }, kept: kept.length };
}

const bounded = (value: number): number => Math.max(-127, Math.min(127, Math.round(value)));
