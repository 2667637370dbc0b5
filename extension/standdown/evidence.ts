/** All that the judgement may know: how addresses followed each other, what the person did, and the clock. Nothing about the person. */
import type { PackSet } from './packs/form.ts';

export interface Evidence {
  /** In any order; times decide. */
  chain: readonly Step[];
  /** The page that the card stands on. */
  from: string;
  /** Where the click would lead, without anybody's code. */
  to: string;
  action: Action;
  /** UTC milliseconds, as are all times here. */
  now: number;
  /** Left out: those that ship. */
  packs?: PackSet;
}

/** One address in the chain, and the addresses that led to it: as the page was loaded, the page before, the link that was pressed. */
export interface Step {
  address: string;
  at: number;
  via?: readonly string[] | undefined;
  /** Left out: the person came there. `opened`: by a press on a card. `offered`: a card that earns was shown for it, on the page in `via`. */
  did?: 'opened' | 'offered' | undefined;
}

/** What the page saw of the click, or that there was none. */
export type Action =
  | { kind: 'none' }
  | {
      kind: 'click';
      /** The browser vouches that a person did it. */
      trusted: boolean;
      /** How long the button stood still, in view and uncovered, before the click. */
      clearMs: number;
      /** It was still so at the very moment, under the pointer and at the corners, opaque and untransformed. */
      clearNow: boolean;
    };

/** The law of this file: another key, here or deeper, does not compile. No account, balance, cookie or flag of a server may enter. */
type Keys<T> = T extends readonly (infer One)[]
  ? Keys<One>
  : T extends object
    ? { [K in keyof T]-?: (K & string) | Keys<NonNullable<T[K]>> }[keyof T]
    : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Holds<Law extends true> = Law;
type Known = 'chain' | 'from' | 'to' | 'action' | 'now' | 'address' | 'at' | 'via' | 'did' | 'kind' | 'trusted' | 'clearMs' | 'clearNow';
type Law = [Holds<Same<Keys<Omit<Evidence, 'packs'>>, Known>>, Holds<Same<Exclude<keyof Evidence, Known>, 'packs'>>];

/** Whoever calls may not hand in more than the evidence either, not even by a variable that holds more. */
export type Only<E extends Evidence> = Law extends [true, true] ? E & { [K in Exclude<keyof E, keyof Evidence>]: never } : never;
