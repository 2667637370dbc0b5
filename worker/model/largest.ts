/** Positions of the largest numbers, largest first, equal ones by position; by counting into bins, so that only the few at the top are sorted. */
export function largest(values: ArrayLike<number>, count: number): number[] {
  const [low, high] = bounds(values);
  if (count <= 0 || values.length === 0) return [];
  const scale = high > low ? (bins - 1) / (high - low) : 0;
  const floor = values.length > count ? low + lowestBin(values, count, low, scale) / (scale || 1) : low;
  const chosen: number[] = [];
  // A bin's edge is computed, not stored: a hair below it, so that rounding never loses a value of that bin.
  const from = floor - (scale === 0 ? 0 : 0.001 / scale);
  for (let at = 0; at < values.length; at++) if ((values[at] as number) >= from) chosen.push(at);
  return chosen.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).slice(0, count);
}
const bins = 2048;

function bounds(values: ArrayLike<number>): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** The bin from which upwards there are at least `count` values. */
function lowestBin(values: ArrayLike<number>, count: number, low: number, scale: number): number {
  const filled = new Uint32Array(bins);
  for (let at = 0; at < values.length; at++) {
    const bin = Math.floor(((values[at] as number) - low) * scale);
    filled[bin] = (filled[bin] as number) + 1;
  }
  let bin = bins - 1;
  for (let sum = filled[bin] as number; sum < count && bin > 0; sum += filled[--bin] as number);
  return bin;
}
