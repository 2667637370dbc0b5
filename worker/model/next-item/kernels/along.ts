import { type Code, f32x4, i32, type Locals, whilst } from '../../wasm/assembler.ts';

/** Bytes that a loop over single numbers takes at once: two vectors, so that an engine that pairs vectors can. */
const stride = 32;

/** Work on one half: its code, and then what is stored where. `at` is where the half begins, `own` names its locals. */
export type Half = (
  at: number,
  own: (name: string) => string,
) => { work: Code; stores?: readonly (readonly [pointer: string, value: Code])[] };

/**
 * `half` for every eight of the numbers that `pointers` walk along, once for each four. `count` of them, a number of locals; it ends
 * below 1. The same store of both halves comes side by side, after all loads: only so an engine sees that they are a pair.
 */
export const along = (local: Locals, pointers: readonly string[], half: Half): Code => {
  const [low, high] = [half(0, (name) => `${name}0`), half(16, (name) => `${name}1`)];
  return whilst(i32.below(i32.constant(0), local.get('count')), [
    low.work,
    high.work,
    (low.stores ?? []).map(([pointer, value], index) => [
      f32x4.store(local.get(pointer), value),
      f32x4.store(local.get(pointer), high.stores?.[index]?.[1] ?? [], 16),
    ]),
    pointers.map((pointer) => local.add(pointer, i32.constant(stride))),
    local.add('count', i32.constant(-8)),
  ]);
};

/** The locals that `along` needs for each of these names. */
export const halves = (...names: readonly string[]): (readonly [string, 'v128'])[] =>
  names.flatMap((name) => [[`${name}0`, 'v128'] as const, [`${name}1`, 'v128'] as const]);

export const integers = (...names: readonly string[]): (readonly [string, 'i32'])[] => names.map((name) => [name, 'i32']);
export const singles = (...names: readonly string[]): (readonly [string, 'f32'])[] => names.map((name) => [name, 'f32']);
