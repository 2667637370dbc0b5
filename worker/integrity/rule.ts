/** What a rule is: pure (facts in, finding out) and versioned, so that what was found can be found again. It classifies or holds; it never drops. */
import type { RuleName, Suspicion } from '#shared/contracts/integrity.ts';
import type { NoCreditReason } from '#shared/contracts/orders.ts';

/** What was measured beside what it is compared with. Nothing about a person. */
export type Numbers = Readonly<Record<string, number | string | boolean>>;

/**
 * `not_counted`: the click is kept, gets no receipt. `counted_once`: kept, stands behind the first. `held`: what it earns waits for a person.
 * `explained`: the book decides by itself, the numbers say why.
 */
export type Effect = 'not_counted' | 'counted_once' | 'held' | 'explained';

export interface Rule<Facts> {
  name: RuleName;
  /** Grows with every change of what it finds. */
  version: number;
  effect: Effect;
  /** What its creator is told. */
  suspicion: Suspicion;
  /** Of the closed list: what a rejection would usually say. */
  reason: NoCreditReason;
  finds: string;
  threshold: string;
  source: string;
  find: (facts: Facts) => Numbers | undefined;
}
