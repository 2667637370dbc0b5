/** Which click earned an order, or why none did. */
import type { NoCreditReason } from '../contracts/orders.ts';
import { dayMs } from '../time.ts';
import type { Touch } from './events.ts';

export type Attribution = { touch: Touch } | { reason: NoCreditReason };

/** The last valid click at or before the order whose window still runs: `t0 <= t1 < t0 + window`. Ties go to the greater click id. */
export function lastClick(touches: readonly Touch[], placedAt: number): Attribution {
  const before = touches.filter((touch) => touch.clickedAt <= placedAt);
  const running = before.filter((touch) => placedAt < windowEnd(touch));
  const last = running.filter((touch) => touch.traffic === 'valid').reduce<Touch | undefined>(later, undefined);
  return last ? { touch: last } : { reason: reasonWithout(before, running) };
}

const windowEnd = (touch: Touch): number => touch.clickedAt + touch.frozen.windowDays * dayMs;

function later(a: Touch | undefined, b: Touch): Touch {
  if (!a || a.clickedAt < b.clickedAt) return b;
  return a.clickedAt === b.clickedAt && a.clickId < b.clickId ? b : a;
}

/** The reason that a person could do most about comes first. */
function reasonWithout(before: readonly Touch[], running: readonly Touch[]): NoCreditReason {
  if (running.some((touch) => touch.traffic === 'suspect')) return 'fraud_hold';
  if (before.some((touch) => touch.traffic === 'valid')) return 'window_over';
  if (running.some((touch) => touch.traffic === 'duplicate')) return 'duplicate';
  return 'no_click';
}
