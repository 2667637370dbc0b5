/**
 * Words to a point on the unit sphere, so that texts which share words or parts of words lie near each other. No learned weights:
 * every part of a word has a fixed direction (its hash), rare kinds of words count more. A trained encoder takes this one's place later.
 */
import { hashOf, kindOf, mixed, termOf, type WordKind } from './text.ts';

export const dimensions = 64;
/** Names what stored words and vectors were made by: change it with every change of text.ts, word-lists.ts, words.ts or this file. */
export const encoderId = 'subwords-1';

export interface WeightedWords {
  words: readonly string[];
  weight: number;
}

/** A unit vector of 64 numbers; all zeros when there is no word that tells anything. */
export function encode(parts: readonly WeightedWords[]): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const [word, weight] of weighed(parts)) addWord(sum, word, weight);
  return unit(sum);
}

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

/** A word that comes again counts less each time: the square root of its weights' sum. */
function weighed(parts: readonly WeightedWords[]): Map<string, number> {
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

const gramLength = 4;
const gramShare = 0.5;

function addWord(sum: Float32Array, word: string, weight: number): void {
  if (weight === 0) return;
  addDirection(sum, hashOf(word), weight);
  const grams = word.length + 2 - gramLength;
  if (grams < 2) return;
  const framed = `<${word}>`;
  const each = (weight * gramShare) / Math.sqrt(grams);
  for (let at = 0; at < grams; at++) addDirection(sum, hashOf(framed.slice(at, at + gramLength), gramSeed), each);
}
const gramSeed = 0x2545f491;

/** Each of the 64 signs is one bit of the hash or of its second mixing. */
function addDirection(sum: Float32Array, hash: number, weight: number): void {
  const [low, high] = [hash, mixed(hash ^ 0x9e3779b9)];
  for (let at = 0; at < 32; at++) {
    sum[at] = (sum[at] as number) + ((low >>> at) & 1 ? weight : -weight);
    sum[at + 32] = (sum[at + 32] as number) + ((high >>> at) & 1 ? weight : -weight);
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}
