/** Positions of the largest numbers, largest first, equal ones by position; by counting into bins, so that only the few at the top are sorted. */
export function largest(values: ArrayLike<number>, count: number, length: number = values.length): number[] {
  if (count <= 0) return [];
  const chosen = topOf(values, undefined, { length, count });
  return chosen.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).slice(0, count);
}
const bins = 2048;
/** Kept, because a fresh one for each call would be most of its garbage. */
const filled = new Uint32Array(bins);

interface Wanted {
  /** Of the positions. */
  length: number;
  count: number;
}

/** The largest of these positions, of all where none are named, in no order and a few more than asked for; many that are equal are never all among them. */
function topOf(values: ArrayLike<number>, positions: readonly number[] | undefined, { length, count }: Wanted): number[] {
  const positionOf = (at: number): number => (positions === undefined ? at : (positions[at] as number));
  const first = (most: number): number[] => Array.from({ length: Math.min(length, most) }, (_, at) => positionOf(at));
  if (length <= count) return first(length);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < length; at++) {
    const value = values[positionOf(at)] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) return first(count);
  const scale = (bins - 1) / (high - low);
  const binOf = (position: number): number => Math.floor(((values[position] as number) - low) * scale);
  filled.fill(0);
  for (let at = 0; at < length; at++) {
    const bin = binOf(positionOf(at));
    filled[bin] = (filled[bin] as number) + 1;
  }
  let [edge, sum] = [bins - 1, filled[bins - 1] as number];
  while (sum < count) sum += filled[--edge] as number;
  const [above, within]: [number[], number[]] = [[], []];
  for (let at = 0; at < length; at++) {
    const position = positionOf(at);
    const bin = binOf(position);
    if (bin > edge) above.push(position);
    else if (bin === edge) within.push(position);
  }
  const missing = count - above.length;
  // A bin that is not narrower than all there was would be cut for ever.
  const isFew = within.length < missing + sortedAnyway || within.length === length;
  return [...above, ...(isFew ? within : topOf(values, within, { length: within.length, count: missing }))];
}
const sortedAnyway = 64;
