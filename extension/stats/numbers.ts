/**
 * What the public numbers of a page say: as the platform prints them, how fast they grow by what this device saw before, and how much of
 * the audience engages, by a named formula. Nothing is estimated: what cannot be told is left out.
 */
import type { PublicCount, PublicCounts } from '#shared/page.ts';
import { dayMs, hourMs } from '#shared/time.ts';

export type CountName = keyof PublicCounts;
/** In the order they are shown. */
export const countNames = [
  'watching',
  'views',
  'likes',
  'comments',
  'saves',
  'shares',
  'followers',
  'posts',
  'following',
] as const satisfies CountName[];

/** One look at one content: UTC milliseconds, and the numbers that could be told. */
export interface Observation {
  at: number;
  counts: PublicCounts;
}

export interface Velocity {
  /** Of views. */
  gained: number;
  /** The window: from the earlier look to the later, in milliseconds. */
  windowMs: number;
}

/** A window below an hour says more about rounding than about people; above two days it is no velocity any more. */
const leastWindowMs = hourMs;
const mostWindowMs = 2 * dayMs;

/**
 * (views(t) - views(t - w)) / w, with w stated: from the latest look to the earliest one within two days before it. Undefined without two
 * looks an hour apart, where a number could not be told, where it fell (platforms correct themselves), and where what was gained is below
 * what the platform's rounding hides.
 */
export function velocityOf(observations: readonly Observation[]): Velocity | undefined {
  const told = observations.filter(({ counts }) => counts.views?.value != null).sort((a, b) => a.at - b.at);
  const last = told.at(-1);
  const first = last && told.find(({ at }) => last.at - at <= mostWindowMs);
  if (!last || !first || last.at - first.at < leastWindowMs) return undefined;
  const gained = (last.counts.views?.value ?? 0) - (first.counts.views?.value ?? 0);
  const hidden = Math.max(roundingOf(last.counts.views), roundingOf(first.counts.views));
  return gained < 0 || (hidden > 1 && gained <= hidden) ? undefined : { gained, windowMs: last.at - first.at };
}

/** What one step of the last printed digit is worth: 1,000 for `1.4万`, 1 for `12,345`. */
export function roundingOf(count: PublicCount | undefined): number {
  if (!count?.value) return 1;
  const digits = count.printed
    .normalize('NFKC')
    .replace(/[^\p{Nd}]/gu, '')
    .replace(/^0+/, '');
  const valueDigits = String(count.value).length;
  // As many digits printed as the number has: nothing is rounded.
  return digits.length >= valueDigits || digits.length === 0 ? 1 : 10 ** (valueDigits - digits.length);
}

/** Viewable cards that a click-through rate needs. */
export const cardsSeenMin = 100;

export interface Engagement {
  formula: 'er_views' | 'er_followers';
  /** Which of likes, comments, saves and shares the page shows and the sum holds. */
  parts: ('likes' | 'comments' | 'saves' | 'shares')[];
  /** In percent. */
  percent: number;
}

const engagementParts = ['likes', 'comments', 'saves', 'shares'] as const;

/** Engagements by views where the page shows views, else by followers. Undefined when either side is missing, null or zero. */
export function engagementOf(counts: PublicCounts): Engagement | undefined {
  const told = (name: CountName) => counts[name]?.value ?? undefined;
  const parts = engagementParts.filter((name) => told(name) !== undefined);
  const formula = told('views') ? 'er_views' : 'er_followers';
  const by = told(formula === 'er_views' ? 'views' : 'followers');
  if (parts.length === 0 || !by) return undefined;
  const sum = parts.reduce((total, name) => total + (told(name) ?? 0), 0);
  return { formula, parts, percent: (100 * sum) / by };
}

/** Contents whose numbers are remembered, and looks at each; platforms' numbers go after 30 days. */
export const observedMax = { contents: 200, looks: 24, ageMs: 30 * dayMs } as const;
/** Looks closer together than this are one, the latest. */
const sameLookMs = 10 * 60_000;

export interface Observed {
  /** Of the content, see `shared/content-key.ts`. */
  key: string;
  looks: Observation[];
}

/** What is remembered after one more look: newest contents first, old looks gone. */
export function withLook(observed: readonly Observed[], key: string, look: Observation): Observed[] {
  const fresh = (looks: readonly Observation[]) => looks.filter(({ at }) => look.at - at < observedMax.ageMs && at <= look.at);
  const before = fresh(observed.find((entry) => entry.key === key)?.looks ?? []);
  // The earliest of a window is what a velocity is measured from: of looks close together the later is replaced, not the first.
  const kept = before.length > 1 && look.at - (before.at(-1)?.at ?? 0) < sameLookMs ? before.slice(0, -1) : before;
  const others = observed
    .filter((entry) => entry.key !== key)
    .flatMap((entry) => (fresh(entry.looks).length > 0 ? [{ ...entry, looks: fresh(entry.looks) }] : []));
  return [{ key, looks: [...kept, look].slice(-observedMax.looks) }, ...others].slice(0, observedMax.contents);
}
