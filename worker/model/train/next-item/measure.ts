/** Where the wanted item stands among all items: 1 is first. Seen items stand last; equals share the middle of their places. */
export function rankAmongAll(scores: ArrayLike<number>, wanted: number, seen: ArrayLike<number>): number {
  const target = scores[wanted] ?? 0;
  const isSeen = new Set<number>();
  for (let at = 0; at < seen.length; at++) isSeen.add(seen[at] ?? 0);
  if (isSeen.has(wanted)) return scores.length - isSeen.size + 1 + (isSeen.size - 1) / 2;
  let above = 0;
  let equal = -1;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] ?? 0;
    if (score > target) above++;
    else if (score === target) equal++;
  }
  for (const item of isSeen) {
    const score = scores[item] ?? 0;
    if (score > target) above--;
    else if (score === target) equal--;
  }
  return 1 + above + equal / 2;
}

const cutoffs = [5, 10, 20] as const;
const farthest = 20;
export type MetricName = `${'recall' | 'ndcg'}@${(typeof cutoffs)[number]}`;
export type Metrics = Record<MetricName, number>;

const worth = (metric: MetricName, rank: number): number => {
  const [kind, cutoff] = metric.split('@');
  if (rank > Number(cutoff)) return 0;
  return kind === 'recall' ? 1 : 1 / Math.log2(rank + 1);
};

const metricNames = cutoffs.flatMap((cutoff): MetricName[] => [`recall@${cutoff}`, `ndcg@${cutoff}`]);

/** Means over users of recall and NDCG (one wanted item each) from their ranks. */
export function summarise(ranks: ArrayLike<number>): Metrics {
  const values = Array.from(ranks);
  const mean = (metric: MetricName) => values.reduce((sum, rank) => sum + worth(metric, rank), 0) / Math.max(1, values.length);
  return Object.fromEntries(metricNames.map((metric) => [metric, mean(metric)])) as Metrics;
}

/**
 * The middle 95 % of every metric's mean over resampled users. Ranks by several models of the same users: a user is worth what they
 * are worth on average. `draw` gives numbers in [0, 1).
 */
export function bootstrapIntervals(
  models: readonly ArrayLike<number>[],
  { draw, rounds = 1000 }: { draw: () => number; rounds?: number },
): Record<MetricName, [number, number]> {
  const users = models[0]?.length ?? 0;
  const worths = metricNames.map((metric) =>
    Float64Array.from(
      { length: users },
      (_, user) => models.reduce((sum, ranks) => sum + worth(metric, ranks[user] ?? 0), 0) / models.length,
    ),
  );
  // Most wanted items stand below every cutoff and add nothing.
  const counts = Uint8Array.from({ length: users }, (_, user) => (models.some((ranks) => (ranks[user] ?? 0) <= farthest) ? 1 : 0));
  const means = metricNames.map(() => new Float64Array(rounds));
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(metricNames.length);
    for (let drawn = 0; drawn < users; drawn++) {
      const user = Math.floor(draw() * users);
      if (counts[user] === 0) continue;
      for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (worths[at]?.[user] as number);
    }
    means.forEach((own, at) => {
      own[round] = (sums[at] as number) / Math.max(1, users);
    });
  }
  const middle = (own: Float64Array): [number, number] => {
    own.sort();
    return [own[Math.floor(rounds * 0.025)] ?? 0, own[Math.ceil(rounds * 0.975) - 1] ?? 0];
  };
  return Object.fromEntries(metricNames.map((metric, at) => [metric, middle(means[at] ?? new Float64Array())])) as Record<
    MetricName,
    [number, number]
  >;
}
