import { addFollowers, type Counts, forgetFollowers, popularityScore, scoreByCounts } from './counts.ts';
import { makeVoices, type Voices } from './network/voices.ts';
import type { Shape } from './shape.ts';

/** What counts add to the networks' score of an item: weight * counted ^ power. */
export interface Blend {
  weight: number;
  power: number;
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
  /** Writes the score of every item after this history (item rows, oldest first). Scores have no unit: their order counts. */
  scoreAll: (history: ArrayLike<number>, scores: Float32Array) => void;
  /** Scores of some items, in their order: where there are few, all others are left alone. */
  scoreSome: (history: ArrayLike<number>, items: readonly number[]) => Float32Array;
  /** The best items that are not in the history, best first; equals in the order of their rows. */
  top: (history: ArrayLike<number>, count: number) => NextItem[];
}

/** Without networks the counts serve alone, and no kernels are needed. */
export function makeScorer(model: NextItemModel, kernels: WebAssembly.Module | undefined): Scorer {
  const { networks, shape } = model;
  return scorerWith(model, kernels && networks.length > 0 ? makeVoices(networks, shape, kernels) : undefined);
}

/** @param voices what the networks say of a history; without them the counts serve alone */
export function scorerWith({ shape, counts, blend }: Omit<NextItemModel, 'networks'>, voices: Voices | undefined): Scorer {
  const scoreAll: Scorer['scoreAll'] = (history, scores) => {
    if (voices === undefined) return scoreByCounts(counts, history, scores);
    scores.fill(0);
    addFollowers(counts, history, scores);
    blendInto(scores, voices(history), blend);
  };
  const all = new Float32Array(shape.itemCount);
  const top: Scorer['top'] = (history, count) => {
    scoreAll(history, all);
    for (let at = 0; at < history.length; at++) all[history[at] as number] = Number.NEGATIVE_INFINITY;
    return topOf(all, Math.min(count, all.length));
  };
  const followed = new Float32Array(shape.itemCount);
  const scoreSome: Scorer['scoreSome'] = (history, items) => {
    addFollowers(counts, history, followed);
    const scores = Float32Array.from(items, (item) => followed[item] as number);
    forgetFollowers(counts, history, followed);
    if (voices) blendInto(scores, voices(history, items), blend);
    else for (const [at, item] of items.entries()) scores[at] = (scores[at] as number) + popularityScore(counts, item);
    return scores;
  };
  return { scoreAll, scoreSome, top };
}

/** What was counted becomes the blend with the networks' mean score. */
export function blendInto(counted: Float32Array, voices: readonly Float32Array[], { weight, power }: Blend): void {
  const share = 1 / voices.length;
  for (let item = 0; item < counted.length; item++) {
    const followed = counted[item] as number;
    let score = followed > 0 ? weight * followed ** power : 0;
    for (const voice of voices) score += share * (voice[item] as number);
    counted[item] = score;
  }
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
