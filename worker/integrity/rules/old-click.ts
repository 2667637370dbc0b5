import { dayMs } from '#shared/time.ts';
import type { Rule } from '../rule.ts';

export interface ClickAgeFacts {
  placedAt: number;
  /** The creator's newest click. */
  clickedAt: number;
  windowDays: number;
}

export const oldClick: Rule<ClickAgeFacts> = {
  name: 'old_click',
  version: 1,
  effect: 'explained',
  suspicion: 'clicks',
  reason: 'window_over',
  finds: 'A click whose window was over at the order. The book gives it nothing by itself; the numbers say by how much it was late.',
  threshold: 'order at or after click + window of the quote (t0 + window)',
  source: "the programme's terms, frozen in the quote",
  find: ({ placedAt, clickedAt, windowDays }) => {
    if (placedAt < clickedAt + windowDays * dayMs) return undefined;
    return { daysOld: Math.floor((placedAt - clickedAt) / dayMs), windowDays };
  },
};
