import { addFollowers, type Counts, scoreByCounts } from '../../next-item/counts.ts';
import { makeVoices } from '../../next-item/network/voices.ts';
import { blendInto, type NextItemModel } from '../../next-item/score.ts';
import { bootstrapIntervals, type MetricName, type Metrics, rankAmongAll, summarise } from './measure.ts';
import { randomFrom } from './random.ts';
import type { Question } from './validate.ts';

/** One way of answering, and the rank of every user's wanted item by each model that answers so. */
export interface Answers {
  name: string;
  ranks: Float64Array[];
}

interface Row {
  name: string;
  /** Means over users and models. */
  metrics: Metrics;
  /** 95 % intervals of resampled users. */
  intervals: Record<MetricName, [number, number]>;
  /** Of each model, where there are several. */
  each: Metrics[];
}

export interface Table {
  users: number;
  rows: Row[];
}

const intervalSeed = 20_140;

/** Counts alone. */
export function askCounts(counts: Counts, questions: readonly Question[]): Answers[] {
  const scores = new Float64Array(counts.itemCount);
  const ranks = questions.map(({ history, wanted }) => {
    scoreByCounts(counts, history, scores);
    return rankAmongAll(scores, wanted, history);
  });
  return [{ name: 'counts only', ranks: [Float64Array.from(ranks)] }];
}

/** Counts only, each network, all of them without counts, and the blend that is served. */
export function askModel(
  model: NextItemModel,
  questions: readonly Question[],
  kernels: WebAssembly.Module,
  watch: (share: number) => void,
): Answers[] {
  const voices = makeVoices(model.networks, model.shape, kernels);
  const column = (): Float64Array => new Float64Array(questions.length);
  const [counts, each, neural, both] = [column(), model.networks.map(column), column(), column()];
  const scores = new Float32Array(model.shape.itemCount);
  questions.forEach(({ history, wanted }, index) => {
    scoreByCounts(model.counts, history, scores);
    counts[index] = rankAmongAll(scores, wanted, history);
    const said = voices(history);
    for (const [network, voice] of said.entries()) (each[network] as Float64Array)[index] = rankAmongAll(voice, wanted, history);
    scores.fill(0);
    blendInto(scores, said, { weight: 0, power: 1 });
    neural[index] = rankAmongAll(scores, wanted, history);
    scores.fill(0);
    addFollowers(model.counts, history, scores);
    blendInto(scores, said, model.blend);
    both[index] = rankAmongAll(scores, wanted, history);
    watch((index + 1) / questions.length);
  });
  const answers: Answers[] = [
    { name: 'counts only', ranks: [counts] },
    { name: 'one network only', ranks: each },
    { name: 'networks only', ranks: [neural] },
    { name: 'both', ranks: [both] },
  ];
  return model.networks.length > 1 ? answers : answers.filter((_, row) => row !== 1);
}

/** What several models answered, side by side: rows of the same name become one. */
export function tableOf(models: readonly (readonly Answers[])[]): Table {
  const names = [...new Set(models.flatMap((answers) => answers.map(({ name }) => name)))];
  const rows = names.map((name) =>
    rowOf(
      name,
      models.flatMap((answers) => answers.filter((one) => one.name === name).flatMap(({ ranks }) => ranks)),
    ),
  );
  return { users: models[0]?.[0]?.ranks[0]?.length ?? 0, rows };
}

function rowOf(name: string, ranks: readonly Float64Array[]): Row {
  const each = ranks.map(summarise);
  const metrics = { ...(each[0] as Metrics) };
  for (const metric of Object.keys(metrics) as MetricName[]) {
    metrics[metric] = each.reduce((total, one) => total + one[metric], 0) / each.length;
  }
  return { name, metrics, intervals: bootstrapIntervals(ranks, { draw: randomFrom(intervalSeed).next }), each };
}
