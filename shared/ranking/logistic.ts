/**
 * The logistic function from additions, multiplications and divisions alone. `Math.exp` may differ in its last bit from one engine to another;
 * these may not, so that a score is the same number in every browser, in workerd and on the command line.
 */

/** 1 / (1 + e^-x). */
export const logistic = (x: number): number => 1 / (1 + exponential(-Math.max(-logitMax, Math.min(logitMax, x))));

/** e^x for |x| <= 700: e^x = 2^k * e^r with r at most half of ln 2, and e^r as a sum that ends where a double does. */
export function exponential(x: number): number {
  const k = Math.round(x * perLn2);
  const r = x - k * ln2High - k * ln2Low;
  let sum = 0;
  for (let n = 0; n < shares.length; n++) sum = sum * r + (shares[n] as number);
  return sum * powerOfTwo(k);
}

const logitMax = 700;
/** 1 / n! for n = 15 down to 0. */
const shares: readonly number[] = Array.from({ length: 16 }, (_, n) => n).reduce<number[]>(
  (all, n) => [(all[0] ?? 1) / Math.max(1, n), ...all],
  [],
);
const perLn2 = 1.4426950408889634;
/** ln 2 in two parts; the first has few enough bits that its products with small integers are exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

function powerOfTwo(k: number): number {
  let power = 1;
  let factor = k < 0 ? 0.5 : 2;
  for (let left = Math.abs(k); left > 0; left >>= 1) {
    if (left & 1) power *= factor;
    factor *= factor;
  }
  return power;
}
