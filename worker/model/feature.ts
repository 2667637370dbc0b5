import type { Seen } from './seen.ts';
import type { ScorerInput } from './words.ts';

/** One thing the scorer looks at: a number from 0 to 1, computed from the words of page and product alone. */
export interface Feature {
  /** Kebab-case, like its file. */
  name: string;
  /** 1: more of it makes the product more likely; -1: less likely. The sign of its weight, whatever training says. */
  sign: 1 | -1;
  /** It looks at the other products of the list, and is 0 while each is seen alone. */
  ofList?: true;
  of: (input: ScorerInput) => number;
  /** Found sooner than the value: never less than it where the sign is 1, never more where it is -1. Left out where the value is found soon. */
  bound?: (input: Omit<ScorerInput, 'lead'>, seen: Seen) => number;
}
