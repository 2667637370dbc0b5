/**
 * Learns a gain and a shift for every part that stands in at least a few texts: of a batch of pairs, each text shall lie nearer to its own
 * partner than to those of the others (cross-entropy over the batch, both ways). Adam with a falling rate; the same seed gives the same table.
 */
import { mixed } from '../../text.ts';
import { dimensions } from '../../tower.ts';
import type { Bag, Lexicon } from './lexicon.ts';

export interface TowerTable {
  gains: Float32Array;
  /** Beside the sign pattern of 64 times 1 or -1. */
  shifts: Float32Array;
  isLearnt: Uint8Array;
}

export interface TowerFit {
  table: TowerTable;
  /** One step; returns the loss. @param rate from 1, falling to 0. */
  step: (ones: readonly Bag[], others: readonly Bag[], rate: number) => number;
}

const settings = { temperature: 0.1, shiftRate: 0.008, gainRate: 0.002, hold: 1e-5, countLeast: 25 } as const;

export function makeTowerFit({ words, hashes, counts }: Lexicon): TowerFit {
  const parts = hashes.length;
  const table: TowerTable = {
    gains: new Float32Array(parts),
    shifts: new Float32Array(parts * dimensions),
    isLearnt: Uint8Array.from(counts, (count) => Number(count >= settings.countLeast)),
  };
  const signs = signsOf(hashes);
  const moments = [0, 1].map(() => ({ gains: new Float32Array(parts), shifts: new Float32Array(parts * dimensions) })) as [
    Moments,
    Moments,
  ];
  const gradient = { gains: new Float32Array(parts), shifts: new Float32Array(parts * dimensions) };
  const vectors = new Float32Array(words.length * dimensions);
  const slopes = new Float32Array(words.length * dimensions);

  const place = (word: number): void => {
    const [to, { parts: own, weights }] = [word * dimensions, words[word] as Lexicon['words'][number]];
    vectors.fill(0, to, to + dimensions);
    for (let at = 0; at < own.length; at++) {
      const from = (own[at] as number) * dimensions;
      const share = (weights[at] as number) * Math.exp(table.gains[own[at] as number] as number);
      for (let k = 0; k < dimensions; k++)
        vectors[to + k] = (vectors[to + k] as number) + share * ((signs[from + k] as number) + (table.shifts[from + k] as number));
    }
  };
  /** Hands the slopes of a word on to its parts; returns those that learn. */
  const hand = (word: number, touched: Set<number>): void => {
    const [from, { parts: own, weights }] = [word * dimensions, words[word] as Lexicon['words'][number]];
    for (let at = 0; at < own.length; at++) {
      const part = own[at] as number;
      if (!table.isLearnt[part]) continue;
      const to = part * dimensions;
      if (!touched.has(part)) {
        touched.add(part);
        gradient.gains[part] = 0;
        gradient.shifts.fill(0, to, to + dimensions);
      }
      const share = (weights[at] as number) * Math.exp(table.gains[part] as number);
      let along = 0;
      for (let k = 0; k < dimensions; k++) {
        const slope = share * (slopes[from + k] as number);
        gradient.shifts[to + k] = (gradient.shifts[to + k] as number) + slope;
        along += slope * ((signs[to + k] as number) + (table.shifts[to + k] as number));
      }
      gradient.gains[part] = (gradient.gains[part] as number) + along;
    }
  };
  const learn = (part: number, rate: number): void => {
    move(table.gains, gradient.gains, [moments[0].gains, moments[1].gains], { at: part, rate: rate * settings.gainRate });
    for (let at = part * dimensions; at < (part + 1) * dimensions; at++)
      move(table.shifts, gradient.shifts, [moments[0].shifts, moments[1].shifts], { at, rate: rate * settings.shiftRate });
  };

  return {
    table,
    step: (ones, others, rate) => {
      const used = new Set([...ones, ...others].flatMap(({ words: own }) => [...own]));
      for (const word of used) {
        place(word);
        slopes.fill(0, word * dimensions, (word + 1) * dimensions);
      }
      const [left, right] = [encoded(ones, vectors), encoded(others, vectors)];
      const { loss, slopesLeft, slopesRight } = contrast(left.units, right.units, settings.temperature);
      spread(ones, left, slopesLeft, slopes);
      spread(others, right, slopesRight, slopes);
      const touched = new Set<number>();
      for (const word of used) hand(word, touched);
      for (const part of touched) learn(part, rate);
      return loss;
    },
  };
}

interface Moments {
  gains: Float32Array;
  shifts: Float32Array;
}

function signsOf(hashes: readonly number[]): Int8Array {
  const signs = new Int8Array(hashes.length * dimensions);
  for (const [part, hash] of hashes.entries()) {
    const other = mixed(hash ^ 0x9e3779b9);
    for (let k = 0; k < 32; k++) {
      signs[part * dimensions + k] = (hash >>> k) & 1 ? 1 : -1;
      signs[part * dimensions + 32 + k] = (other >>> k) & 1 ? 1 : -1;
    }
  }
  return signs;
}

function move(
  values: Float32Array,
  gradient: Float32Array,
  [mean, square]: readonly [Float32Array, Float32Array],
  { at, rate }: { at: number; rate: number },
): void {
  const slope = (gradient[at] as number) + settings.hold * (values[at] as number);
  mean[at] = 0.9 * (mean[at] as number) + 0.1 * slope;
  square[at] = 0.99 * (square[at] as number) + 0.01 * slope * slope;
  values[at] = (values[at] as number) - (rate * (mean[at] as number)) / (Math.sqrt(square[at] as number) + 1e-7);
}

interface Encoded {
  /** Unit vectors, one after the other, and how long they were. */
  units: Float32Array;
  lengths: Float32Array;
}

function encoded(bags: readonly Bag[], vectors: Float32Array): Encoded {
  const units = new Float32Array(bags.length * dimensions);
  const lengths = new Float32Array(bags.length);
  for (const [row, { words, weights }] of bags.entries()) {
    const own = units.subarray(row * dimensions, (row + 1) * dimensions);
    for (let at = 0; at < words.length; at++) {
      const [from, weight] = [(words[at] as number) * dimensions, weights[at] as number];
      for (let k = 0; k < dimensions; k++) own[k] = (own[k] as number) + weight * (vectors[from + k] as number);
    }
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0)) || 1;
    lengths[row] = length;
    for (let k = 0; k < dimensions; k++) own[k] = (own[k] as number) / length;
  }
  return { units, lengths };
}

/** Slopes of unit vectors to slopes of the words that they are sums of. */
function spread(bags: readonly Bag[], { units, lengths }: Encoded, slopesOfUnits: Float32Array, slopes: Float32Array): void {
  const own = new Float32Array(dimensions);
  for (const [row, { words, weights }] of bags.entries()) {
    const from = row * dimensions;
    let along = 0;
    for (let k = 0; k < dimensions; k++) along += (units[from + k] as number) * (slopesOfUnits[from + k] as number);
    for (let k = 0; k < dimensions; k++)
      own[k] = ((slopesOfUnits[from + k] as number) - along * (units[from + k] as number)) / (lengths[row] as number);
    for (let at = 0; at < words.length; at++) {
      const [to, weight] = [(words[at] as number) * dimensions, weights[at] as number];
      for (let k = 0; k < dimensions; k++) slopes[to + k] = (slopes[to + k] as number) + weight * (own[k] as number);
    }
  }
}

function contrast(left: Float32Array, right: Float32Array, temperature: number) {
  const rows = left.length / dimensions;
  const near = new Float32Array(rows * rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++) {
      let sum = 0;
      for (let k = 0; k < dimensions; k++) sum += (left[i * dimensions + k] as number) * (right[j * dimensions + k] as number);
      near[i * rows + j] = sum / temperature;
    }
  const miss = new Float32Array(rows * rows);
  const loss = softmaxMiss(near, miss, [rows, 1]) + softmaxMiss(near, miss, [1, rows]);
  const [slopesLeft, slopesRight] = [new Float32Array(left.length), new Float32Array(left.length)];
  const scale = 1 / (2 * rows * temperature);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++) {
      const slope = (miss[i * rows + j] as number) * scale;
      for (let k = 0; k < dimensions; k++) {
        slopesLeft[i * dimensions + k] = (slopesLeft[i * dimensions + k] as number) + slope * (right[j * dimensions + k] as number);
        slopesRight[j * dimensions + k] = (slopesRight[j * dimensions + k] as number) + slope * (left[i * dimensions + k] as number);
      }
    }
  return { loss: loss / (2 * rows), slopesLeft, slopesRight };
}

/** Adds softmax minus wanted along one direction of the square; returns the summed loss. */
function softmaxMiss(near: Float32Array, miss: Float32Array, [down, across]: readonly [number, number]): number {
  const rows = Math.sqrt(near.length);
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    const at = (j: number): number => i * down + j * across;
    let most = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < rows; j++) most = Math.max(most, near[at(j)] as number);
    let total = 0;
    for (let j = 0; j < rows; j++) total += Math.exp((near[at(j)] as number) - most);
    loss += Math.log(total) + most - (near[at(i)] as number);
    for (let j = 0; j < rows; j++)
      miss[at(j)] = (miss[at(j)] as number) + Math.exp((near[at(j)] as number) - most) / total - (i === j ? 1 : 0);
  }
  return loss;
}
