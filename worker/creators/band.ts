import { bandContentsMin, type ContentFigures } from '#shared/contracts/creators.ts';

/** The quartiles, between neighbours in proportion. */
export function bandOf(counts: readonly number[]): ContentFigures['band'] {
  if (counts.length < bandContentsMin) return null;
  const sorted = counts.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return below + (above - below) * (place - Math.floor(place));
  };
  return { contents: sorted.length, low: at(0.25), median: at(0.5), high: at(0.75) };
}
