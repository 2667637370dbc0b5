/** When a delivery is tried again, and what an answer means. Pure: time and chance are told. */
import { hourMs, minuteMs, secondMs } from '#shared/time.ts';

/** Waits before each attempt, counted from the one before it. */
const waitsMs = [
  0,
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const;

/** Spreads those that failed together: up to a tenth longer, never shorter. */
const jitter = 0.1;
const patienceMs = minuteMs;
const patienceMaxMs = hourMs;
const retryAfterMaxMs = 24 * hourMs;

export interface Tried {
  /** Null when there was no answer. */
  status: number | null;
  retryAfter: string | null;
  /** Attempts since the schedule began, this one among them. */
  tries: number;
  /** How often in a row this endpoint asked for patience before. */
  slow: number;
  now: number;
  /** From 0 up to 1. */
  chance: number;
}
export interface Verdict {
  state: 'delivered' | 'waiting' | 'failed';
  nextAt: number | null;
  /** Until then nothing is sent to this endpoint. */
  pausedUntil: number | null;
  isGone: boolean;
}

export function verdictOf({ status, retryAfter, tries, slow, now, chance }: Tried): Verdict {
  const ended = { nextAt: null, pausedUntil: null, isGone: false };
  if (status !== null && status >= 200 && status < 300) return { ...ended, state: 'delivered' };
  if (status === 410) return { ...ended, state: 'failed', isGone: true };
  const pausedUntil = pauseOf({ status, retryAfter, slow, now });
  const wait = waitsMs[tries];
  if (wait === undefined) return { ...ended, pausedUntil, state: 'failed' };
  const nextAt = now + Math.round(wait * (1 + jitter * chance));
  return { state: 'waiting', nextAt: Math.max(nextAt, pausedUntil ?? 0), pausedUntil, isGone: false };
}

/** 429, 502 and 504 mean too much at once: a minute, doubled up to an hour, unless the answer says how long. */
function pauseOf({ status, retryAfter, slow, now }: Pick<Tried, 'status' | 'retryAfter' | 'slow' | 'now'>): number | null {
  const asked = retryAfterMs(retryAfter, now);
  const isBusy = status === 429 || status === 502 || status === 504;
  if (asked === undefined && !isBusy) return null;
  return now + (asked ?? Math.min(patienceMs * 2 ** Math.min(slow, 30), patienceMaxMs));
}

/** Seconds or an HTTP date; a day at most, nothing for what is neither or lies behind. */
function retryAfterMs(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  const waitMs = /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) * secondMs : Date.parse(text) - now;
  return waitMs > 0 ? Math.min(waitMs, retryAfterMaxMs) : undefined;
}
