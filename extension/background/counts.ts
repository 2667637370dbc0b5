import { countDaysMax, items } from '#extension/base/storage.ts';
import type { Call } from './call.ts';

/** Counted per day on this device; nobody is told. */
export async function countToday(call: Call, what: 'seen' | 'opened'): Promise<void> {
  const day = new Date(call.now).toISOString().slice(0, 10);
  await call.store.change(items.counts, (days) => {
    const today = days.find((entry) => entry.day === day) ?? { day, seen: 0, opened: 0 };
    const counted = { ...today, [what]: today[what] + 1 };
    return [counted, ...days.filter((entry) => entry.day !== day)].slice(0, countDaysMax);
  });
}
