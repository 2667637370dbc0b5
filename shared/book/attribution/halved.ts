/**
 * A whole that halves with age, in whole numbers only: `Math.pow` may differ in its last digit from one engine to the next, and what a book
 * paid must come out the same everywhere.
 */

interface Halving {
  /** At least 0, in the unit of the half-life. */
  age: number;
  halfLife: number;
  /** What is new counts 2^bits; 52 at most. */
  bits: number;
}

const fractionBits = 96n;
const one = 1n << fractionBits;
const stepBits = 8;
const stepSize = 2 ** stepBits;
const steps = 7;

/** 2^bits x 2^(-age / halfLife), to the nearest whole number. */
export function halved({ age, halfLife, bits }: Halving): number {
  if (!(halfLife > 0) || !Number.isFinite(halfLife)) throw new RangeError(`a half-life is a length of time above 0: ${halfLife}`);
  if (!(age >= 0) || !Number.isFinite(age)) throw new RangeError(`an age is a length of time of at least 0: ${age}`);
  const halvings = Math.floor(age / halfLife);
  if (halvings > bits + 1) return 0;
  // `%` has no rounding error, and neither has taking a whole from a number less than twice as great.
  let rest = (age % halfLife) / halfLife;
  let left = one;
  for (const table of tables()) {
    rest *= stepSize;
    const digit = Math.floor(rest);
    rest -= digit;
    left = (left * (table[digit] ?? one)) >> fractionBits;
  }
  const shift = fractionBits - BigInt(bits) + BigInt(halvings);
  return Number((left + (1n << (shift - 1n))) >> shift);
}

let kept: bigint[][] | undefined;
/** For each digit of the fraction of a half-life, in base 256, what its values leave. */
function tables(): bigint[][] {
  if (kept) return kept;
  const roots: bigint[] = [];
  let root = one >> 1n;
  for (let at = 1; at <= steps * stepBits; at += 1) {
    root = squareRoot(root << fractionBits);
    if (at % stepBits === 0) roots.push(root);
  }
  kept = roots.map(powersOf);
  return kept;
}

function powersOf(base: bigint): bigint[] {
  const powers = [one];
  for (let at = 1; at < stepSize; at += 1) powers.push(((powers[at - 1] ?? one) * base) >> fractionBits);
  return powers;
}

/** Newton's method from above: falls until it is the floor of the root. */
function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
