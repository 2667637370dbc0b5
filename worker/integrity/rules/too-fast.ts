import { secondMs } from '#shared/time.ts';
import type { Rule } from '../rule.ts';

export const leastSeconds = 5;

export interface SpeedFacts {
  placedAt: number;
  /** The creator's newest click before the order. */
  clickedAt: number;
}

export const tooFast: Rule<SpeedFacts> = {
  name: 'too_fast',
  version: 1,
  effect: 'held',
  suspicion: 'speed',
  reason: 'fraud_hold',
  finds: 'An order sooner after the click than anybody can open a shop, choose and pay.',
  threshold: `less than ${leastSeconds} s from click to order`,
  source: 'ours: a shop that is known, one page, one press of a stored payment takes longer; installations are called hijacked under 10 s',
  find: ({ placedAt, clickedAt }) => {
    const seconds = Math.floor((placedAt - clickedAt) / secondMs);
    return seconds >= 0 && seconds < leastSeconds ? { seconds, leastSeconds } : undefined;
  },
};
