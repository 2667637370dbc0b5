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

const fractionBits = 64n;
/** What a half, a quarter, an eighth ... of a half-life leaves, in parts of 2^64. Each is the square root of the one before it. */
const roots: readonly bigint[] = [
  0xb504f333f9de6484n, 0xd744fccad69d6af4n, 0xeac0c6e7dd24392en, 0xf5257d152486cc2cn, 0xfa83b2db722a033an, 0xfd3e0c0cf486c174n,
  0xfe9e115c7b8f884bn, 0xff4ecb59511ec8a5n, 0xffa756521c8daed1n, 0xffd3a751c0f7e10bn, 0xffe9d2b2f7db2755n, 0xfff4e91bff1b8c3dn,
  0xfffa747ea0040664n, 0xfffd3a3b7814eb53n, 0xfffe9d1cc60ddab1n, 0xffff4e8e25879bfan, 0xffffa7470363f451n, 0xffffd3a37dda0313n,
  0xffffe9d1bdf703aen, 0xfffff4e8debe025en, 0xfffffa746f4fa150n, 0xfffffd3a37a3f8b0n, 0xfffffe9d1bd1065an, 0xffffff4e8de845adn,
  0xffffffa746f41376n, 0xffffffd3a37a05e3n, 0xffffffe9d1bd01fbn, 0xfffffff4e8de80c0n, 0xfffffffa746f4050n, 0xfffffffd3a37a024n,
  0xfffffffe9d1bd011n, 0xffffffff4e8de808n, 0xffffffffa746f404n, 0xffffffffd3a37a02n, 0xffffffffe9d1bd01n, 0xfffffffff4e8de80n,
  0xfffffffffa746f40n, 0xfffffffffd3a37a0n, 0xfffffffffe9d1bd0n, 0xffffffffff4e8de8n, 0xffffffffffa746f4n, 0xffffffffffd3a37an,
  0xffffffffffe9d1bdn, 0xfffffffffff4e8den, 0xfffffffffffa746fn, 0xfffffffffffd3a37n, 0xfffffffffffe9d1bn, 0xffffffffffff4e8dn,
  0xffffffffffffa746n, 0xffffffffffffd3a3n, 0xffffffffffffe9d1n, 0xfffffffffffff4e8n, 0xfffffffffffffa74n, 0xfffffffffffffd3an,
  0xfffffffffffffe9dn, 0xffffffffffffff4en,
]; // biome-ignore format: a table is read by columns

/** 2^bits x 2^(-age / halfLife), to the nearest whole number. */
export function halved({ age, halfLife, bits }: Halving): number {
  if (!(halfLife > 0) || !Number.isFinite(halfLife)) throw new RangeError(`a half-life is a length of time above 0: ${halfLife}`);
  if (!(age >= 0) || !Number.isFinite(age)) throw new RangeError(`an age is a length of time of at least 0: ${age}`);
  const halvings = Math.floor(age / halfLife);
  if (halvings > bits + 1) return 0;
  // `%` has no rounding error, and neither has taking 1 from a number less than twice as great.
  let rest = (age % halfLife) / halfLife;
  let left = 1n << fractionBits;
  for (const root of roots) {
    rest *= 2;
    if (rest < 1) continue;
    rest -= 1;
    left = (left * root) >> fractionBits;
  }
  const shift = fractionBits - BigInt(bits) + BigInt(halvings);
  return Number((left + (1n << (shift - 1n))) >> shift);
}
