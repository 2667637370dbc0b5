/** Positions of the largest numbers, largest first, equal ones by position; by counting into bins, so that only the few at the top are sorted. */
export function largest(values: ArrayLike<number>, count: number): number[] {
  if (count <= 0) return [];
  const positions = new Uint32Array(values.length);
  for (let at = 0; at < positions.length; at++) positions[at] = at;
  const chosen = topOf(values, positions, count);
  return chosen.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).slice(0, count);
}
const bins = 2048;

/** The largest of these positions, in no order and a few more than asked for; many that are equal are never all among them. */
function topOf(values: ArrayLike<number>, positions: Uint32Array, count: number): number[] {
  if (positions.length <= count) return [...positions];
  const [low, high] = bounds(values, positions);
  if (low === high) return [...positions.subarray(0, count)];
  const scale = (bins - 1) / (high - low);
  const binOf = (at: number): number => Math.floor(((values[at] as number) - low) * scale);
  const filled = new Uint32Array(bins);
  for (const at of positions) filled[binOf(at)] = (filled[binOf(at)] as number) + 1;
  let [edge, sum] = [bins - 1, filled[bins - 1] as number];
  while (sum < count) sum += filled[--edge] as number;
  const [above, within]: [number[], number[]] = [[], []];
  for (const at of positions) {
    const bin = binOf(at);
    if (bin > edge) above.push(at);
    else if (bin === edge) within.push(at);
  }
  const missing = count - above.length;
  // A bin that is not narrower than all there was would be cut for ever.
  const isFew = within.length < missing + sortedAnyway || within.length === positions.length;
  return [...above, ...(isFew ? within : topOf(values, Uint32Array.from(within), missing))];
}
const sortedAnyway = 64;

function bounds(values: ArrayLike<number>, positions: Uint32Array): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const at of positions) {
    const value = values[at] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
