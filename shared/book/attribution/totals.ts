/** The models that look at each path alone, summed over many. */
import type { Journeys } from './journeys.ts';
import { type Path, type Weighing, weightsOf } from './models.ts';
import { type Credits, makeTally } from './tally.ts';

export interface Totals {
  add(journeys: Journeys): void;
  credits(): Map<string, Credits>;
}

/** The weights that split one order's money, over all journeys. */
export const weightTotals = (weighing: Weighing): Totals => totalsBy((path) => weightByChannel(path, weightsOf(weighing, path)));

/**
 * Shapley values where the worth of a set of channels is what came of the paths whose channels all lie in it. Such a worth is a sum of games
 * with one path each; in a game of one path the channels on it are exchangeable and the others add nothing, so by symmetry, null player and
 * efficiency each channel on it gets an equal part, and by additivity the parts add up. The tests hold this against full enumeration.
 */
export const shapleyTotals = (): Totals => totalsBy((path) => new Map(path.map(({ channel }) => [channel, 1])));

function totalsBy(partsOf: (path: Path) => Map<string, number>): Totals {
  const tally = makeTally();
  return {
    add: (journeys) => {
      const parts = partsOf(journeys.path);
      const whole = [...parts.values()].reduce((sum, part) => sum + part, 0);
      for (const [channel, weight] of parts) tally.give(channel, journeys, { weight, whole });
    },
    credits: tally.credits,
  };
}

function weightByChannel(path: Path, weights: readonly number[]): Map<string, number> {
  const parts = new Map<string, number>();
  for (const [at, { channel }] of path.entries()) parts.set(channel, (parts.get(channel) ?? 0) + (weights[at] ?? 0));
  return parts;
}
