import { type Counts, scoreByCounts } from './counts.ts';
import { type Encoder, type Member, makeEncoder } from './encoder.ts';
import type { Shape } from './shape.ts';

/** How much the network says beside the counts (0 to 1), and how sharply. */
export interface Blend {
  neuralShare: number;
  temperature: number;
}

export interface NextItemModel {
  shape: Shape;
  members: readonly Member[];
  counts: Counts;
  blend: Blend;
}

interface NextItem {
  item: number;
  score: number;
}

export interface Scorer {
  /** Writes the score of every item after this history (item rows, oldest first). Scores of one history sum to 1. */
  scoreAll: (history: ArrayLike<number>, scores: Float32Array) => void;
  /** The best items that are not in the history, best first; equals in the order of their rows. */
  top: (history: ArrayLike<number>, count: number) => NextItem[];
}

/** Without members the counts serve alone. */
export function makeScorer(model: NextItemModel): Scorer {
  const { shape, counts, blend } = model;
  const encoders = model.members.map((member): [Member, Encoder] => [member, makeEncoder(member, shape)]);
  const one = new Float32Array(shape.itemCount);
  const scoreAll: Scorer['scoreAll'] = (history, scores) => {
    scoreByCounts(counts, history, scores);
    const neuralShare = encoders.length === 0 ? 0 : blend.neuralShare;
    scale(scores, (1 - neuralShare) / sum(scores));
    for (const [member, encode] of encoders) {
      scoreByVector(member, encode(history), one);
      sharpen(one, blend.temperature);
      const share = neuralShare / encoders.length / sum(one);
      for (let item = 0; item < one.length; item++) scores[item] = (scores[item] as number) + share * (one[item] as number);
    }
  };
  const all = new Float32Array(shape.itemCount);
  const top: Scorer['top'] = (history, count) => {
    scoreAll(history, all);
    for (let at = 0; at < history.length; at++) all[history[at] as number] = Number.NEGATIVE_INFINITY;
    return topOf(all, Math.min(count, all.length));
  };
  return { scoreAll, top };
}

/** Inner product of every item's row with the vector. */
export function scoreByVector({ items, itemScales }: Member, vector: Float32Array, scores: Float32Array): void {
  const width = vector.length;
  for (let item = 0, at = 0; item < itemScales.length; item++) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let column = 0; column < width; column += 4, at += 4) {
      a += (items[at] as number) * (vector[column] as number);
      b += (items[at + 1] as number) * (vector[column + 1] as number);
      c += (items[at + 2] as number) * (vector[column + 2] as number);
      d += (items[at + 3] as number) * (vector[column + 3] as number);
    }
    scores[item] = (itemScales[item] as number) * (a + b + (c + d));
  }
}

/** Turns scores into e^(score / temperature), the best one to 1. */
export function sharpen(scores: Float32Array, temperature: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let item = 0; item < scores.length; item++) most = Math.max(most, scores[item] as number);
  for (let item = 0; item < scores.length; item++) scores[item] = Math.exp(((scores[item] as number) - most) / temperature);
}

export function sum(scores: Float32Array): number {
  let total = 0;
  for (let item = 0; item < scores.length; item++) total += scores[item] as number;
  return total;
}

export function scale(scores: Float32Array, factor: number): void {
  for (let item = 0; item < scores.length; item++) scores[item] = (scores[item] as number) * factor;
}

function topOf(scores: Float32Array, count: number): NextItem[] {
  const best: NextItem[] = [];
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] as number;
    const worst = best[count - 1];
    if (score === Number.NEGATIVE_INFINITY || (worst !== undefined && score <= worst.score)) continue;
    const place = best.findIndex((other) => score > other.score);
    best.splice(place < 0 ? best.length : place, 0, { item, score });
    best.length = Math.min(best.length, count);
  }
  return best;
}
