import { type Code, i32, type Locals, whilst } from '../../../wasm/assembler.ts';

/** Bytes that a loop over single numbers takes at once: two vectors, so that an engine that pairs vectors can. */
export const stride = 32;

/**
 * `body` for every eight of the numbers that `pointers` walk along, once for each half: `at` is where the half begins, `own` names
 * its locals. `count` of them, a number of locals; it ends below 1.
 */
export const along = (local: Locals, pointers: readonly string[], body: (at: number, own: (name: string) => string) => Code): Code =>
  whilst(i32.below(i32.constant(0), local.get('count')), [
    body(0, (name) => `${name}0`),
    body(16, (name) => `${name}1`),
    pointers.map((pointer) => local.add(pointer, i32.constant(stride))),
    local.add('count', i32.constant(-8)),
  ]);

/** The locals that `along` needs for each of these names. */
export const halves = (...names: readonly string[]): (readonly [string, 'v128'])[] =>
  names.flatMap((name) => [[`${name}0`, 'v128'] as const, [`${name}1`, 'v128'] as const]);

export const integers = (...names: readonly string[]): (readonly [string, 'i32'])[] => names.map((name) => [name, 'i32']);
export const singles = (...names: readonly string[]): (readonly [string, 'f32'])[] => names.map((name) => [name, 'f32']);
