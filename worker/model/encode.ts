/**
 * Words to a point on the unit sphere, so that texts which speak of the same thing lie near each other. Every part of a word has a direction of
 * its own (its hash); of parts that training knows, tower.ts says how much they tell and where they lie better.
 */
import { eachPart } from './parts.ts';
import type { WordKind } from './text.ts';
import { addPart, dimensions, shippedTower, type Tower, towerId } from './tower.ts';
import { newCount, type Word } from './word.ts';

export { dimensions } from './tower.ts';
/** Names what stored words and vectors were made by: change it with every change of what text.ts, word-lists.ts, read-words.ts, words.ts, parts.ts or this file make. */
export const encoderId = `words-2-${towerId}`;

export interface WeightedWords {
  words: readonly Word[];
  weight: number;
}

/** A unit vector of 64 numbers; all zeros when there is no word that tells anything. */
export function encode(parts: readonly WeightedWords[], tower: Tower = shippedTower()): Float32Array {
  const sum = new Float32Array(dimensions);
  const { words, weights } = weighed(parts);
  for (let place = 0; place < words.length; place++) {
    const weight = weights[place] as number;
    if (weight === 0) continue;
    const vector = vectorOf(words[place] as Word, tower);
    for (let at = 0; at < dimensions; at++) sum[at] = (sum[at] as number) + weight * (vector[at] as number);
  }
  return unit(sum);
}

/** Kept with the word: it comes again and again. */
function vectorOf(word: Word, tower: Tower): Float32Array {
  if (word.vector && word.tower === tower) return word.vector;
  const vector = new Float32Array(dimensions);
  eachPart(word.text, (hash, share) => addPart(vector, tower, hash, share));
  word.tower = tower;
  word.vector = vector;
  return vector;
}

/** The form that is stored: 64 bytes, the largest number is 127. */
export function packed(vector: Float32Array): Int8Array {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const bytes = new Int8Array(dimensions);
  if (largest > 0) for (let at = 0; at < dimensions; at++) bytes[at] = Math.round(((vector[at] ?? 0) / largest) * 127);
  return bytes;
}

/** The unit vector of the stored form, exactly the same wherever it is unpacked. */
export function unpacked(bytes: Int8Array): Float32Array {
  return unit(Float32Array.from(bytes));
}

/** Each different word once, with what it counts: a word that comes again counts less each time, by the square root of its weights' sum. */
export function weighed(parts: readonly WeightedWords[]): { words: Word[]; weights: number[] } {
  const [words, weights, count]: [Word[], number[], number] = [[], [], newCount()];
  for (const { words: all, weight } of parts) {
    for (const word of all) {
      if (word.count === count) {
        weights[word.place] = (weights[word.place] as number) + weight;
        continue;
      }
      word.count = count;
      word.place = words.push(word) - 1;
      weights.push(weight);
    }
  }
  for (let at = 0; at < words.length; at++) weights[at] = Math.sqrt(weights[at] as number) * weightOfKind[(words[at] as Word).kind];
  return { words, weights };
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
  let sum = 0;
  for (let at = 0; at < vector.length; at++) sum += (vector[at] as number) * (vector[at] as number);
  const length = Math.sqrt(sum);
  if (length > 0) for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) / length;
  return vector;
}
