/**
 * Removal effects: the part of what a chain brings that comes over a channel, that is, what would be lost without it. Each channel needs the
 * chain of just its own states; halves of the channels share the work of taking out the rest.
 */
import { type Budget, eliminate, type Row } from './eliminate.ts';
import type { Credits } from './tally.ts';

export interface Chain {
  /** The first state is where journeys start. */
  rows: readonly Row[];
  /** By state: the numbers of the channels it stands for. */
  channels: readonly (readonly number[])[];
}

const statesMax = 50_000;
/** About a minute, and half a gigabyte. */
const limits = { steps: 20_000_000_000, entriesMax: 20_000_000 };

/**
 * By number of channel, each from 0 to 1.
 * @throws RangeError when the chain is too large.
 */
export function removalEffects(chain: Chain, channelCount: number, { steps, entriesMax } = limits): Credits[] {
  const refusal = `${chain.rows.length - 1} different states are too many to be solved exactly: take a lower order, or join channels`;
  if (chain.rows.length > statesMax) throw new RangeError(refusal);
  const budget: Budget = { left: steps, entriesMax, refusal };
  const effects: Credits[] = [];
  const descend = (part: Chain, from: number, to: number): void => {
    if (to - from === 1) effects.push(effectOfLast(part.rows, budget));
    if (to - from < 2) return;
    const middle = (from + to) >> 1;
    descend(onlyWith(part, [from, middle], budget), from, middle);
    descend(onlyWith(part, [middle, to], budget), middle, to);
  };
  descend(onlyWith(chain, [0, channelCount], budget), 0, channelCount);
  return effects;
}

/** Takes out all states that stand for no channel from `from` to before `to`. */
function onlyWith({ rows, channels }: Chain, [from, to]: readonly [number, number], budget: Budget): Chain {
  const isOut = (state: number): boolean => state > 0 && !channels[state]?.some((channel) => channel >= from && channel < to);
  return { rows: eliminate(rows, isOut, budget), channels: channels.filter((_, state) => !isOut(state)) };
}

/** Only states of one channel are left, so what does not go straight from start to conversion goes over it. */
function effectOfLast(rows: readonly Row[], budget: Budget): Credits {
  const [start, ...states] = rows;
  if (!start) return { conversions: 0, value: 0 };
  const [over] = eliminate([{ ...start, conversions: 0, value: 0 }, ...states], (state) => state > 0, budget);
  return { conversions: partOf(over?.conversions ?? 0, start.conversions), value: partOf(over?.value ?? 0, start.value) };
}

const partOf = (over: number, past: number): number => (over === 0 ? 0 : over / (over + past));
