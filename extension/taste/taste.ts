/**
 * The order of cards for one person, made on their device. The worker's order is neutral: it was made from the page alone. What this
 * person opened, kept, hid and bought moves cards within it; it never brings one in or takes one away, and nothing of it is sent.
 */
import { fromBase64 } from '#shared/base64.ts';
import { dayMs } from '#shared/time.ts';

/** Where a product stands in the encoder's space: 64 signed bytes in base64. Vectors of another space cannot be compared. */
export interface Place {
  space: string;
  bytes: string;
}
export type SignalKind = 'opened' | 'kept' | 'bought' | 'hidden';
export interface Signal extends Place {
  kind: SignalKind;
  /** UTC milliseconds. */
  at: number;
}

/** How much each counts, and to which side. */
const weights: Readonly<Record<SignalKind, number>> = { opened: 1, kept: 2, bought: 2, hidden: -2 };
const halfLifeMs = 45 * dayMs;
/** How sharply a card looks at the signals that are most like it: `npm run eval:taste` compares. */
const focus = 2;
/** How far taste moves a card, in steps of the logit of its score: at most from 50 to 95 %. */
const reach = 3;

interface Felt {
  weight: number;
  vector: Float32Array;
}

/**
 * How much this person cares for what stands at `place`: -1 (hides such things) to 1, 0 without signals. Attention over the signals with
 * the card as the question: those most like it decide, older ones less.
 */
export function affinityOf(place: Place, signals: readonly Signal[], now: number): number {
  const asked = vectorOf(place.bytes);
  return asked ? attended(asked, feltIn(place.space, signals, now)) : 0;
}

/** The same cards by fit and taste; without signals of their space, in the very order they came in. */
export function byTaste<T extends { score: number; place: Place | undefined }>(
  cards: readonly T[],
  signals: readonly Signal[],
  now: number,
): T[] {
  const felt = new Map<string, Felt[]>();
  const moved = cards.map((card, at) => {
    const { place, score } = card;
    const asked = place && vectorOf(place.bytes);
    if (!place || !asked) return { card, at, value: logit(score) };
    const known = felt.get(place.space) ?? feltIn(place.space, signals, now);
    felt.set(place.space, known);
    return { card, at, value: logit(score) + reach * attended(asked, known) };
  });
  if ([...felt.values()].every((known) => known.length === 0)) return [...cards];
  return moved.sort((a, b) => b.value - a.value || a.at - b.at).map(({ card }) => card);
}

function feltIn(space: string, signals: readonly Signal[], now: number): Felt[] {
  return signals.flatMap((signal) => {
    const vector = signal.space === space ? vectorOf(signal.bytes) : undefined;
    const age = Math.max(0, now - signal.at);
    return vector ? [{ weight: weights[signal.kind] * 0.5 ** (age / halfLifeMs), vector }] : [];
  });
}

function attended(asked: Float32Array, felt: readonly Felt[]): number {
  let [sum, norm] = [0, 0];
  for (const { weight, vector } of felt) {
    const likeness = dot(asked, vector);
    const attention = Math.abs(weight) * Math.exp(focus * (likeness - 1));
    sum += attention * Math.sign(weight) * Math.max(0, likeness);
    norm += attention;
  }
  return norm > 0 ? sum / norm : 0;
}

function vectorOf(base64: string): Float32Array | undefined {
  const bytes = fromBase64(base64);
  if (!bytes) return undefined;
  const vector = Float32Array.from(new Int8Array(bytes.buffer));
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((value) => value / length) : undefined;
}

function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return 0;
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

function logit(score: number): number {
  const bounded = Math.min(Math.max(score, 0.001), 0.999);
  return Math.log(bounded / (1 - bounded));
}
