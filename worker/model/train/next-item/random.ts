/** A small fast generator (sfc32) whose whole state is four integers, so a stopped training goes on with the same chances. */
export interface Random {
  /** A number in [0, 1). */
  next: () => number;
  state: Int32Array;
}

export function randomFrom(seed: number): Random {
  const random = resumeRandom(Int32Array.of(seed, 0x9e3779b9, 0x243f6a88, 1));
  for (let round = 0; round < 16; round++) random.next();
  return random;
}

function resumeRandom(state: Int32Array): Random {
  const next = (): number => {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const sum = (a + b + d) | 0;
    state[3] = (d + 1) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  return { next, state };
}

/** A draw from the normal distribution with mean 0 and deviation 1. */
export const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** Puts the values into a random order, in place. */
export function shuffle(values: Int32Array, random: Random): void {
  for (let at = values.length - 1; at > 0; at--) {
    const other = Math.floor(random.next() * (at + 1));
    const value = values[at] ?? 0;
    values[at] = values[other] ?? 0;
    values[other] = value;
  }
}
