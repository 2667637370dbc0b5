import { type Counts, scoreByCounts } from '../../next-item/counts.ts';
import { type NextItemModel, scale, sharpen, sum } from '../../next-item/score.ts';
import { bootstrapIntervals, type MetricName, type Metrics, rankAmongAll, summarise } from './measure.ts';
import { randomFrom } from './random.ts';
import type { Question } from './validate.ts';
import { makeVoices } from './voices.ts';

interface Row {
  name: string;
  metrics: Metrics;
  /** 95 % intervals of resampled users. */
  intervals: Record<MetricName, [number, number]>;
}

export interface Table {
  users: number;
  rows: Row[];
}

const intervalSeed = 20_140;

/** Counts alone. */
export function measureCounts(counts: Counts, questions: readonly Question[]): Table {
  const scores = new Float64Array(counts.itemCount);
  const ranks = questions.map(({ history, wanted }) => {
    scoreByCounts(counts, history, scores);
    return rankAmongAll(scores, wanted, history);
  });
  return { users: questions.length, rows: [rowOf('counts only', ranks)] };
}

/** Counts only, each member and all of them without counts, and the blend that is served. */
export function measureModel(model: NextItemModel, questions: readonly Question[], watch: (share: number) => void): Table {
  const { itemCount } = model.shape;
  const voices = makeVoices(model);
  const names = ['counts only', ...model.members.map((_, index) => `neural only, member ${index + 1}`), 'neural only', 'both'];
  const ranks = names.map(() => new Float64Array(questions.length));
  const put = (row: number, index: number, rank: number) => (ranks[row] as Float64Array).fill(rank, index, index + 1);
  const [counted, neural] = [new Float32Array(itemCount), new Float32Array(itemCount)];
  const members = model.members.length;
  questions.forEach(({ history, wanted }, index) => {
    scoreByCounts(model.counts, history, counted);
    put(0, index, rankAmongAll(counted, wanted, history));
    scale(counted, 1 / sum(counted));
    neural.fill(0);
    voices(history).forEach((voice, member) => {
      put(1 + member, index, rankAmongAll(voice, wanted, history));
      sharpen(voice, model.blend.temperature);
      blendIn(neural, voice, 1, 1 / sum(voice) / members);
    });
    put(1 + members, index, rankAmongAll(neural, wanted, history));
    blendIn(neural, counted, model.blend.neuralShare, 1 - model.blend.neuralShare);
    put(2 + members, index, rankAmongAll(neural, wanted, history));
    watch((index + 1) / questions.length);
  });
  const rows = names.map((name, row) => rowOf(name, ranks[row] ?? []));
  return { users: questions.length, rows: members > 1 ? rows : rows.filter((_, row) => row !== 1) };
}

function blendIn(to: Float32Array, from: Float32Array, keep: number, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at] = keep * (to[at] as number) + factor * (from[at] as number);
}

function rowOf(name: string, ranks: ArrayLike<number>): Row {
  const intervals = bootstrapIntervals(ranks, { draw: randomFrom(intervalSeed).next });
  return { name, metrics: summarise(ranks), intervals };
}
