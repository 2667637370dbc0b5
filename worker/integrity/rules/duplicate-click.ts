import { minuteMs } from '#shared/time.ts';
import type { Rule } from '../rule.ts';

export const duplicateWithinMs = 30 * minuteMs;

export interface RepeatFacts {
  clickedAt: number;
  /** When the same visitor was last counted on the same link (brand, product, creator); null when never. */
  countedAt: number | null;
}

/** One of two clicks must stand: which one an order brings along decides, so that an honest second click loses nothing. */
export const duplicateClick: Rule<RepeatFacts> = {
  name: 'duplicate_click',
  version: 1,
  effect: 'counted_once',
  suspicion: 'clicks',
  reason: 'duplicate',
  finds: 'A visitor who was counted on the same link just before. An order that brings only the later click is credited by it.',
  threshold: 'less than 30 minutes after a counted click of the same visitor on the same product of the same creator',
  source: 'MRC invalid traffic: repeated clicks count once; the half hour is ours',
  find: ({ clickedAt, countedAt }) => {
    if (countedAt === null || clickedAt < countedAt || clickedAt - countedAt >= duplicateWithinMs) return undefined;
    return { secondsSinceCounted: Math.floor((clickedAt - countedAt) / 1000), withinSeconds: duplicateWithinMs / 1000 };
  },
};
