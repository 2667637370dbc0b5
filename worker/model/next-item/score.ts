import { type Counts, scoreByCounts } from './counts.ts';
import { makeVoices } from './network/voices.ts';
import type { Shape } from './shape.ts';

/** How much the networks say beside the counts (0 to 1), and how sharply. */
export interface Blend {
  neuralShare: number;
  temperature: number;
}

export interface NextItemModel {
  shape: Shape;
  /** The weights of each network, as shape.ts lays them out. */
  networks: readonly Float32Array[];
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

/** Without networks the counts serve alone, and no kernels are needed. */
export function makeScorer({ shape, networks, counts, blend }: NextItemModel, kernels: WebAssembly.Module | undefined): Scorer {
  const voices = kernels && networks.length > 0 ? makeVoices(networks, shape, kernels) : undefined;
  const neuralShare = voices ? blend.neuralShare : 0;
  const scoreAll: Scorer['scoreAll'] = (history, scores) => {
    scoreByCounts(counts, history, scores);
    const countShare = (1 - neuralShare) / sum(scores);
    voices?.listen(history);
    const chances = voices?.chances(blend.temperature);
    for (let item = 0; item < scores.length; item++) {
      scores[item] = countShare * (scores[item] as number) + (chances ? neuralShare * (chances[item] as number) : 0);
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

export function sum(scores: Float32Array): number {
  let total = 0;
  for (let item = 0; item < scores.length; item++) total += scores[item] as number;
  return total;
}

function topOf(scores: Float32Array, count: number): NextItem[] {
  const best: NextItem[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] as number;
    if (score <= least) continue;
    const place = best.findIndex((other) => score > other.score);
    best.splice(place < 0 ? best.length : place, 0, { item, score });
    best.length = Math.min(best.length, count);
    if (best.length === count) least = best[count - 1]?.score ?? least;
  }
  return best;
}
