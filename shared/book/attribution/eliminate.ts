/**
 * Taking states out of a Markov chain without changing where it ends: what led through a state leads on past it. Nothing is ever subtracted
 * (Grassmann, Taksar and Heyman), so each number keeps its full precision however rare the way that it stands for, and no system is singular
 * in which every state leads to an end.
 */

/** Where one state leads. Weights need not sum to 1. */
export interface Row {
  to: Int32Array;
  weights: Float64Array;
  conversions: number;
  /** Collected on the ways that end in a conversion. */
  value: number;
  nulls: number;
}

/** What may still be spent: counted in steps of arithmetic, about half a second each 100 million. */
export interface Budget {
  left: number;
  /** How many ways between states one elimination may hold at a time. */
  entriesMax: number;
  /** What to say when it is spent. */
  refusal: string;
}

/**
 * The chain of the states that stay, numbered anew in their old order.
 * @throws RangeError when it costs more than the budget has left.
 */
export function eliminate(rows: readonly Row[], isOut: (state: number) => boolean, budget: Budget): Row[] {
  const { ranks, states, outCount } = ranked(rows, isOut);
  const done: Reduced[] = [];
  const work = new Float64Array(rows.length);
  let entries = 0;
  spend(budget, (rows.length * rows.length) / 2);
  for (const [rank, state] of states.entries()) {
    const row = rows[state] as Row;
    for (const [at, to] of row.to.entries()) work[ranks[to] as number] = row.weights[at] as number;
    const reduced = reduceRow({ work, done, row, rank, outCount });
    entries += reduced.to.length;
    spend(budget, entries > budget.entriesMax ? Number.POSITIVE_INFINITY : reduced.steps);
    done.push(reduced);
  }
  return done
    .slice(outCount)
    .map(({ to, weights, conversions, value, nulls }) => ({ to: to.map((rank) => rank - outCount), weights, conversions, value, nulls }));
}

function spend(budget: Budget, steps: number): void {
  budget.left -= steps;
  if (budget.left < 0) throw new RangeError(budget.refusal);
}

interface Reduced extends Row {
  /** All weights of the row together. */
  rest: number;
  /** What it cost. */
  steps: number;
}

/** Those that go come first, those with the fewest ways on before the others; those that stay keep their order. */
function ranked(rows: readonly Row[], isOut: (state: number) => boolean): { ranks: Int32Array; states: number[]; outCount: number } {
  const all = [...rows.keys()];
  const ways = rows.map(({ to }) => to.length);
  const out = all.filter(isOut).sort((a, b) => (ways[a] as number) - (ways[b] as number));
  const states = [...out, ...all.filter((state) => !isOut(state))];
  const ranks = new Int32Array(rows.length);
  for (const [rank, state] of states.entries()) ranks[state] = rank;
  return { ranks, states, outCount: out.length };
}

interface Reducing {
  /** The row by rank; left all 0. */
  work: Float64Array;
  done: readonly Reduced[];
  row: Row;
  rank: number;
  outCount: number;
}

function reduceRow({ work, done, row, rank, outCount }: Reducing): Reduced {
  let { conversions, value, nulls } = row;
  let steps = 0;
  const first = Math.min(rank, outCount);
  for (let out = 0; out < first; out += 1) {
    const weight = work[out] as number;
    if (weight === 0) continue;
    const past = done[out] as Reduced;
    const part = weight / past.rest;
    const { to, weights } = past;
    steps += to.length;
    for (let at = 0; at < to.length; at += 1) work[to[at] as number] = (work[to[at] as number] as number) + part * (weights[at] as number);
    conversions += part * past.conversions;
    value += part * past.value;
    nulls += part * past.nulls;
  }
  // A way back to itself is a detour: leaving it out changes no end.
  work[rank] = 0;
  const { to, weights, sum } = gathered(work, first);
  work.fill(0);
  return { to, weights, conversions, value, nulls, rest: sum + conversions + nulls, steps };
}

function gathered(work: Float64Array, first: number): { to: Int32Array; weights: Float64Array; sum: number } {
  let count = 0;
  for (let at = first; at < work.length; at += 1) if (work[at] !== 0) count += 1;
  const to = new Int32Array(count);
  const weights = new Float64Array(count);
  let sum = 0;
  for (let at = first, place = 0; place < count; at += 1) {
    const weight = work[at] as number;
    if (weight === 0) continue;
    to[place] = at;
    weights[place] = weight;
    sum += weight;
    place += 1;
  }
  return { to, weights, sum };
}
