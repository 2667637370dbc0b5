/**
 * How the touches of one path share what it brought. Weights are whole numbers, each touch's part being its weight of the sum: money is split
 * by them exactly, and everyone who recomputes finds the same.
 */
import { dayMs } from '../../time.ts';
import { halved } from './halved.ts';

/** One touch of a path, oldest first. */
export interface Step {
  channel: string;
  /** UTC milliseconds; a path of which one step has no time is a path without times. */
  at?: number | undefined;
}
export type Path = readonly Step[];

export type WeightModel = 'last' | 'first' | 'linear' | 'position' | 'decay';
export interface Weighing {
  model: WeightModel;
  /** For `decay`: a touch so much older weighs half. 7 unless told; on a path without times the steps after it count as days. */
  halfLifeDays?: number | undefined;
  /** For `last` and `first`: other channels on the path get `bps` of the whole each, `countMax` of them at most, the nearest to the winner. */
  assists?: { bps: number; countMax: number } | null | undefined;
}

const wholeBps = 10_000;
const halfLifeDaysDefault = 7;

const models: Record<WeightModel, (path: Path, weighing: Weighing) => number[]> = {
  last: (path, { assists }) => toWinner(path, path.length - 1, assists),
  first: (path, { assists }) => toWinner(path, 0, assists),
  linear: (path) => path.map(() => 1),
  position: positionWeights,
  decay: decayWeights,
};

export const weightModels = Object.keys(models) as readonly WeightModel[];

/** Whole numbers of at least 0, one for each touch; their sum is a safe integer above 0, unless the path is empty. */
export const weightsOf = (weighing: Weighing, path: Path): number[] => models[weighing.model](path, weighing);

/** The winner keeps what the assists leave. A channel that came several times assists by its newest touch. */
function toWinner(path: Path, winnerAt: number, assists: Weighing['assists']): number[] {
  if (!assists) return path.map((_, at) => (at === winnerAt ? 1 : 0));
  const { bps, countMax } = assists;
  if (!Number.isSafeInteger(bps) || bps < 0 || bps * countMax >= wholeBps)
    throw new RangeError(`${countMax} assists of ${bps} basis points leave nothing for the winner`);
  const newest = new Map(path.map(({ channel }, at) => [channel, at]));
  newest.delete(path[winnerAt]?.channel ?? '');
  const nearest = [...newest.values()].sort((a, b) => Math.abs(a - winnerAt) - Math.abs(b - winnerAt)).slice(0, countMax);
  const assisting = new Set(nearest);
  return path.map((_, at) => (at === winnerAt ? wholeBps - assisting.size * bps : assisting.has(at) ? bps : 0));
}

/** First and last 40 % each, the others share 20 %: over the common denominator 5 x (length - 2). Of two touches each gets half. */
function positionWeights({ length }: Path): number[] {
  const middles = length - 2;
  return Array.from({ length }, (_, at) => (middles > 0 && (at === 0 || at === length - 1) ? 2 * middles : 1));
}

/** Only the difference of two ages matters, so ages are counted from the newest touch: the time of the order would change no part. */
function decayWeights(path: Path, { halfLifeDays = halfLifeDaysDefault }: Weighing): number[] {
  const isTimed = path.every(({ at }) => at !== undefined);
  const unitsPerDay = isTimed ? dayMs : 1;
  const times = path.map(({ at }, place) => (isTimed ? (at ?? 0) : place));
  const newest = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const bits = 52 - Math.ceil(Math.log2(Math.max(1, path.length)));
  return reduced(times.map((time) => halved({ age: newest - time, halfLife: halfLifeDays * unitsPerDay, bits })));
}

/** Without common divisor: touches of equal age weigh 1 each. */
function reduced(weights: number[]): number[] {
  const divisor = weights.reduce((a, b) => greatestDivisor(a, b), 0);
  return divisor > 1 ? weights.map((weight) => weight / divisor) : weights;
}

function greatestDivisor(a: number, b: number): number {
  let [big, small] = [a, b];
  while (small > 0) [big, small] = [small, big % small];
  return big;
}
