/**
 * What follows what, counted: no training, no chance. The fallback where a neural artefact is missing, and a part of the blend.
 * Row i of the matrix holds what came after item i, nearer steps weighing more, divided by the square root of the row's sum.
 */
export interface Counts {
  itemCount: number;
  rowStart: Int32Array;
  column: Int32Array;
  weight: Float32Array;
  popularity: Float32Array;
}

const stepsMax = 20;
const stepDecay = 0.8;
const historyDecay = 0.5;
const popularityWeight = 1e-6;
/** 0.5^40 is below anything a score can show. */
const historyMax = 40;

/** Counts decayed directed co-occurrence in sequences of item rows, oldest first. */
export function countSequences(users: readonly Int32Array[], itemCount: number): Counts {
  const popularity = new Float32Array(itemCount);
  const rows = Array.from({ length: itemCount }, () => new Map<number, number>());
  for (const items of users) {
    items.forEach((from, a) => {
      popularity[from] = (popularity[from] ?? 0) + 1;
      const row = rows[from];
      items.subarray(a + 1, a + 1 + stepsMax).forEach((to, step) => {
        row?.set(to, (row.get(to) ?? 0) + stepDecay ** step);
      });
    });
  }
  return { itemCount, popularity, ...compressed(rows) };
}

function compressed(rows: readonly Map<number, number>[]): Pick<Counts, 'rowStart' | 'column' | 'weight'> {
  const total = rows.reduce((sum, row) => sum + row.size, 0);
  const rowStart = new Int32Array(rows.length + 1);
  const column = new Int32Array(total);
  const weight = new Float32Array(total);
  let at = 0;
  rows.forEach((row, index) => {
    const root = Math.sqrt([...row.values()].reduce((sum, value) => sum + value, 0));
    for (const [to, value] of [...row].sort((left, right) => left[0] - right[0])) {
      column[at] = to;
      weight[at++] = value / root;
    }
    rowStart[index + 1] = at;
  });
  return { rowStart, column, weight };
}

/** Writes the score of every item after this history (item rows, oldest first) into `scores`, one per item. */
export function scoreByCounts(counts: Counts, history: ArrayLike<number>, scores: Float32Array | Float64Array): void {
  for (let item = 0; item < counts.itemCount; item++) scores[item] = popularityScore(counts, item);
  addFollowers(counts, history, scores);
}

export const popularityScore = ({ popularity }: Counts, item: number): number => popularityWeight * (popularity[item] ?? 0);

/** Adds to the score of every item how often it came after the items of this history. */
export function addFollowers(counts: Counts, history: ArrayLike<number>, scores: Float32Array | Float64Array): void {
  for (let distance = 0; distance < Math.min(history.length, historyMax); distance++) {
    const from = history[history.length - 1 - distance] ?? 0;
    const decay = historyDecay ** distance;
    for (let at = counts.rowStart[from] ?? 0, end = counts.rowStart[from + 1] ?? 0; at < end; at++) {
      const to = counts.column[at] ?? 0;
      scores[to] = (scores[to] ?? 0) + decay * (counts.weight[at] ?? 0);
    }
  }
}

/** Takes back to 0 what `addFollowers` made of zeros, without looking at any other item. */
export function forgetFollowers(counts: Counts, history: ArrayLike<number>, scores: Float32Array): void {
  for (let place = 0; place < history.length; place++) {
    const from = history[place] ?? 0;
    for (let at = counts.rowStart[from] ?? 0, end = counts.rowStart[from + 1] ?? 0; at < end; at++) scores[counts.column[at] ?? 0] = 0;
  }
}
