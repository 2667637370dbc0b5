/** A version of the ranker in a file: as `gloss model show` prints it, or as `gloss train ranker` writes it. */
import { readFileSync } from 'node:fs';
import { RankerModel } from '#shared/contracts/learning.ts';
import type { RankerModel as Model } from '#shared/ranking/model.ts';
import { modelOf, type Weights } from '#worker/model/network.ts';

export function modelIn(file: string): Model {
  const value = jsonIn(file);
  const read = RankerModel.safeParse(isTrained(value) ? modelOf(value.weights, value.features) : value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Error(`${file} holds no version of the ranker: ${issue?.path.join('.')}: ${issue?.message}`);
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} holds no version of the ranker: it cannot be read as JSON`, { cause: error });
  }
}

/** Weights by the names of their features. */
const isTrained = (value: unknown): value is { weights: Weights; features: string[] } =>
  typeof value === 'object' && value !== null && 'weights' in value && 'features' in value && Array.isArray(value.features);
