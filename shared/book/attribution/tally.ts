/** What each channel got, summed so that neither the number of parts nor their order shows in the result. */

export interface Credits {
  conversions: number;
  value: number;
}

interface Part {
  weight: number;
  whole: number;
}

export interface Tally {
  /** `weight` / `whole` of what came. */
  give(channel: string, came: Credits, part: Part): void;
  credits(): Map<string, Credits>;
}

export function makeTally(): Tally {
  const sums = new Map<string, { conversions: Sum; value: Sum }>();
  const sumsOf = (channel: string) => {
    const found = sums.get(channel) ?? { conversions: emptySum(), value: emptySum() };
    sums.set(channel, found);
    return found;
  };
  return {
    give: (channel, came, { weight, whole }) => {
      const { conversions, value } = sumsOf(channel);
      addTo(conversions, (came.conversions * weight) / whole);
      addTo(value, (came.value * weight) / whole);
    },
    credits: () =>
      new Map([...sums].map(([channel, { conversions, value }]) => [channel, { conversions: total(conversions), value: total(value) }])),
  };
}

/** A sum that keeps what rounding would lose (Neumaier). */
interface Sum {
  rounded: number;
  lost: number;
}
const emptySum = (): Sum => ({ rounded: 0, lost: 0 });
const total = ({ rounded, lost }: Sum): number => rounded + lost;

function addTo(sum: Sum, part: number): void {
  const next = sum.rounded + part;
  sum.lost += Math.abs(sum.rounded) >= Math.abs(part) ? sum.rounded - next + part : part - next + sum.rounded;
  sum.rounded = next;
}
