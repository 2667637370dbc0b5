/**
 * Words to a point on the unit sphere, so that texts which speak of the same thing lie near each other. Every part of a word has a direction of
 * its own (its hash); of parts that training knows, tower.ts says how much they tell and where they lie better.
 */
import { eachPart } from './parts.ts';
import { kindOf, termOf, type WordKind } from './text.ts';
import { addPart, dimensions, shippedTower, type Tower, towerId } from './tower.ts';

export { dimensions } from './tower.ts';
/** Names what stored words and vectors were made by: change it with every change of text.ts, word-lists.ts, words.ts, parts.ts or this file. */
export const encoderId = `words-2-${towerId}`;

export interface WeightedWords {
  words: readonly string[];
  weight: number;
}

/** A unit vector of 64 numbers; all zeros when there is no word that tells anything. */
export function encode(parts: readonly WeightedWords[], tower: Tower = shippedTower()): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const [word, weight] of weighed(parts)) {
    if (weight === 0) continue;
    const vector = vectorOf(word, tower);
    for (let at = 0; at < dimensions; at++) sum[at] = (sum[at] as number) + weight * (vector[at] as number);
  }
  return unit(sum);
}

/** The same words come again and again: the newest few thousand are kept. */
function vectorOf(word: string, tower: Tower): Float32Array {
  const known = knownWords.get(tower) ?? new Map<string, Float32Array>();
  knownWords.set(tower, known);
  const found = known.get(word);
  if (found) return found;
  const vector = new Float32Array(dimensions);
  eachPart(word, (hash, share) => addPart(vector, tower, hash, share));
  if (known.size >= knownWordsMax) known.clear();
  known.set(word, vector);
  return vector;
}
const knownWords = new WeakMap<Tower, Map<string, Float32Array>>();
const knownWordsMax = 4096;

/** The form that is stored: 64 bytes, the largest number is 127. */
export function packed(vector: Float32Array): Int8Array {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const bytes = new Int8Array(dimensions);
  if (largest > 0) for (let at = 0; at < dimensions; at++) bytes[at] = Math.round(((vector[at] ?? 0) / largest) * 127);
  return bytes;
}

/** The unit vector of the stored form, exactly the same wherever it is unpacked. */
export function unpacked(bytes: Int8Array): Float32Array {
  return unit(Float32Array.from(bytes));
}

/** Each different word once, with what it counts: a word that comes again counts less each time, by the square root of its weights' sum. */
export function weighed(parts: readonly WeightedWords[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { words, weight } of parts) for (const word of words) weights.set(word, (weights.get(word) ?? 0) + weight);
  for (const [word, weight] of weights) weights.set(word, Math.sqrt(weight) * weightOfKind[kindOf(termOf(word))]);
  return weights;
}

const weightOfKind: Readonly<Record<WordKind, number>> = {
  word: 1,
  common: 0,
  everyday: 0.35,
  variant: 0.3,
  accessory: 0.7,
  number: 0.5,
  code: 1.6,
  pair: 0.7,
};

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}
