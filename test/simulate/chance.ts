/** Chance of one seed: the same seed is the same world, on every machine. */
export interface Chance {
  /** From 0 to less than 1. */
  next: () => number;
  /** A whole number from 0 to less than `count`. */
  below: (count: number) => number;
  /** From `least` to `most`, both included. */
  between: (least: number, most: number) => number;
  happens: (probability: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
}

/** Mulberry32: 32 bits of state, enough for worlds of some thousand draws. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
  };
}
