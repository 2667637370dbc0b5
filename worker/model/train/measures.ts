/** How good probabilities are: ranking, calibration, and what a threshold makes of them. */

export interface Judged {
  probability: number;
  isRight: boolean;
  weight: number;
}

export interface Measures {
  pairs: number;
  right: number;
  logLoss: number;
  /** Chance that a right one stands above a wrong one. */
  auc: number;
  /** Expected calibration error, fifteen bins of equal width. */
  calibrationError: number;
  threshold: number;
  precision: number;
  recall: number;
  f1: number;
}

export function measured(judged: readonly Judged[], threshold: number): Measures {
  return {
    pairs: judged.length,
    right: judged.filter(({ isRight }) => isRight).length,
    logLoss: logLoss(judged),
    auc: areaUnderCurve(judged),
    calibrationError: calibrationError(judged),
    threshold,
    ...atThreshold(judged, threshold),
  };
}

const sum = (judged: readonly Judged[], of: (one: Judged) => number): number =>
  judged.reduce((total, one) => total + of(one) * one.weight, 0);
const all = (judged: readonly Judged[]): number =>
  Math.max(
    Number.MIN_VALUE,
    sum(judged, () => 1),
  );

function logLoss(judged: readonly Judged[]): number {
  return sum(judged, ({ probability, isRight }) => -Math.log(Math.max(1e-12, isRight ? probability : 1 - probability))) / all(judged);
}

/** Mean distance between what is promised and what holds, bin by bin, each bin by how much it has. */
export function calibrationError(judged: readonly Judged[], bins = 15): number {
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const ones = judged.filter(({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin);
    error += Math.abs(sum(ones, ({ probability, isRight }) => probability - Number(isRight)));
  }
  return error / all(judged);
}

export function atThreshold(judged: readonly Judged[], threshold: number): Pick<Measures, 'precision' | 'recall' | 'f1'> {
  const shown = judged.filter(({ probability }) => probability >= threshold);
  const hits = sum(shown, ({ isRight }) => Number(isRight));
  const [said, right] = [sum(shown, () => 1), sum(judged, ({ isRight }) => Number(isRight))];
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return { precision: share(hits, said), recall: share(hits, right), f1: share(2 * hits, said + right) };
}

/** The threshold of the largest F1; between two neighbours that it tells apart, the middle. */
export function bestThreshold(judged: readonly Judged[]): number {
  const sorted = [...judged].sort((a, b) => b.probability - a.probability);
  const right = sum(judged, ({ isRight }) => Number(isRight));
  const best = { f1: -1, threshold: 0.5 };
  let [hits, said] = [0, 0];
  for (const [at, { probability, isRight, weight }] of sorted.entries()) {
    hits += isRight ? weight : 0;
    said += weight;
    const next = sorted[at + 1]?.probability ?? 0;
    const f1 = (2 * hits) / (said + right);
    if (next < probability && f1 > best.f1) Object.assign(best, { f1, threshold: (probability + next) / 2 });
  }
  return best.threshold;
}

function areaUnderCurve(judged: readonly Judged[]): number {
  const sorted = [...judged].sort((a, b) => a.probability - b.probability);
  let [wrongBelow, won, wrong, right] = [0, 0, 0, 0];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const same = sorted[from]?.probability;
    while (to < sorted.length && sorted[to]?.probability === same) to += 1;
    const equals = sorted.slice(from, to);
    const rightHere = sum(equals, ({ isRight }) => Number(isRight));
    const wrongHere = sum(equals, ({ isRight }) => Number(!isRight));
    won += rightHere * (wrongBelow + wrongHere / 2);
    wrongBelow += wrongHere;
    right += rightHere;
    wrong += wrongHere;
  }
  return right === 0 || wrong === 0 ? 0.5 : won / (right * wrong);
}
