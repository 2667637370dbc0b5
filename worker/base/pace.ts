/** How fast one address may ask, counted in this isolate's memory and nowhere else: who asked is forgotten within a minute. */
import { fail } from '#shared/errors.ts';
import { minuteMs, secondMs } from '#shared/time.ts';
import type { Call } from './call.ts';

export interface Pace {
  /** @returns seconds to wait; 0 when the caller may go on. */
  take: (whom: string, now: number) => number;
}

export interface PaceLimits {
  /** So many at once. */
  burst: number;
  perSecond: number;
  /** Callers remembered at a time. */
  callersMax: number;
}

/** Refuses who asks too often. On one machine there is nobody to keep in check. */
export function takeTurn({ settings, request, now }: Call, pace: Pace): void {
  const address = request.headers.get('cf-connecting-ip');
  if (address === null || settings.ENVIRONMENT === 'local') return;
  const retryAfterSeconds = pace.take(address, now);
  if (retryAfterSeconds > 0) fail('rate_limited', `Too often. Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}

export function makePace({ burst, perSecond, callersMax }: PaceLimits): Pace {
  const callers = new Map<string, { left: number; at: number }>();
  const forgetIdle = (now: number): void => {
    for (const [whom, { at }] of callers) if (now - at > minuteMs) callers.delete(whom);
    // Still too many: the longest known go first, which only gives them a full measure again.
    for (const whom of callers.keys()) {
      if (callers.size < callersMax) break;
      callers.delete(whom);
    }
  };
  return {
    take: (whom, now) => {
      if (callers.size >= callersMax) forgetIdle(now);
      const known = callers.get(whom) ?? { left: burst, at: now };
      const left = Math.min(burst, known.left + (Math.max(0, now - known.at) / secondMs) * perSecond);
      if (left < 1) {
        callers.set(whom, { left, at: now });
        return Math.ceil((1 - left) / perSecond);
      }
      callers.set(whom, { left: left - 1, at: now });
      return 0;
    },
  };
}
