/**
 * Markov attribution by the book: whole-number fractions, one system of equations per channel, runs of channels as words. Slow, and written
 * without a look at the one that ships.
 */
import type { Journeys } from '#shared/book/attribution/journeys.ts';

interface Counted {
  /** From state to state, how often. */
  steps: Map<string, Map<string, bigint>>;
  sales: Map<string, bigint>;
  values: Map<string, bigint>;
  outs: Map<string, bigint>;
  channelsOf: Map<string, Set<string>>;
}

const start = '^';

/** Values must be whole numbers. */
export function slowRemovalEffects(
  all: readonly Journeys[],
  { order, withNulls }: { order: number; withNulls: boolean },
): Map<string, { conversions: number; value: number }> {
  const counted = count(all, order, withNulls);
  const channels = new Set(all.flatMap(({ path }) => path.map(({ channel }) => channel)));
  const [sales, values] = [counted.sales, counted.values].map((gains) => expected(counted, gains, undefined));
  return new Map(
    [...channels].map((channel) => {
      const lost = (all: Fraction | undefined, gains: Map<string, bigint>) => lostPart(all, expected(counted, gains, channel));
      return [channel, { conversions: lost(sales, counted.sales), value: lost(values, counted.values) }];
    }),
  );
}

function count(all: readonly Journeys[], order: number, withNulls: boolean): Counted {
  const counted: Counted = {
    steps: new Map(),
    sales: new Map(),
    values: new Map(),
    outs: new Map(),
    channelsOf: new Map([[start, new Set()]]),
  };
  const more = (map: Map<string, bigint>, key: string, by: bigint) => map.set(key, (map.get(key) ?? 0n) + by);
  for (const { path, conversions, value, nulls } of all) {
    const times = BigInt(conversions + (withNulls ? nulls : 0));
    if (path.length === 0 || times === 0n) continue;
    const words = path.map(({ channel }) => channel);
    const runs = words.length < order ? [words] : words.slice(order - 1).map((_, at) => words.slice(at, at + order));
    for (const run of runs) counted.channelsOf.set(run.join('>'), new Set(run));
    const visited = [start, ...runs.map((run) => run.join('>'))].filter((state, at, list) => state !== list[at - 1]);
    for (const [at, state] of visited.entries()) {
      const next = visited[at + 1];
      more(counted.outs, state, times);
      if (next !== undefined) more(counted.steps.get(state) ?? counted.steps.set(state, new Map()).get(state) ?? new Map(), next, times);
    }
    const last = visited.at(-1) ?? start;
    more(counted.sales, last, BigInt(conversions));
    more(counted.values, last, BigInt(value));
  }
  return counted;
}

interface Fraction {
  above: bigint;
  below: bigint;
}

/** What a journey brings on average when whoever meets the removed channel is gone: outs x gain = own gain + the gains it leads to. */
function expected({ steps, outs, channelsOf }: Counted, gains: Map<string, bigint>, removed: string | undefined): Fraction {
  const states = [...channelsOf.keys()].filter((state) => state !== start && !channelsOf.get(state)?.has(removed ?? ''));
  const unknowns = [...states, start];
  const equations = unknowns.map((state) => [
    ...unknowns.map((other) => (other === state ? (outs.get(state) ?? 0n) : 0n) - (steps.get(state)?.get(other) ?? 0n)),
    gains.get(state) ?? 0n,
  ]);
  return lastUnknown(equations);
}

/** Bareiss: whole numbers all the way, every division comes out even. */
function lastUnknown(equations: bigint[][]): Fraction {
  const size = equations.length;
  const at = (row: number, column: number): bigint => equations[row]?.[column] ?? 0n;
  let previous = 1n;
  for (let step = 0; step < size - 1; step += 1) {
    for (let row = step + 1; row < size; row += 1)
      equations[row] = Array.from({ length: size + 1 }, (_, column) =>
        column <= step ? 0n : (at(row, column) * at(step, step) - at(row, step) * at(step, column)) / previous,
      );
    previous = at(step, step);
  }
  return { above: at(size - 1, size), below: at(size - 1, size - 1) };
}

const digits = 10n ** 20n;
/** 1 - left / all, as near as a number can tell. */
function lostPart(all: Fraction | undefined, left: Fraction): number {
  if (!all || all.above === 0n) return 0;
  const below = left.below * all.above;
  return Number(((below - left.above * all.below) * digits) / below) / Number(digits);
}
