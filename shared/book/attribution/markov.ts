/**
 * Markov attribution. A state of order k is a run of k channels (a shorter path is one state of its own); journeys step from run to run, a step
 * from a run to itself is left out, and the last run leads to the conversion or to nothing. A channel is credited in proportion to its removal
 * effect: what would be lost if every journey that meets it ended there with nothing.
 */
import type { Row } from './eliminate.ts';
import { type Journeys, journeyConversion, journeyNull, journeyStart } from './journeys.ts';
import { type Chain, removalEffects } from './removal.ts';
import type { Credits } from './tally.ts';

export interface MarkovResult {
  /** By channel: the part of all conversions, and of all value, that comes over it. */
  effects: Map<string, Credits>;
  credits: Map<string, Credits>;
}
export interface Markov {
  add(journeys: Journeys): void;
  /** @throws RangeError when the chain is too large to be solved. */
  solve(): MarkovResult;
  transitions(): Map<string, Map<string, number>>;
}

interface State {
  /** Numbers of its channels. */
  run: readonly number[];
  /** By number of state, how often a step led there. */
  steps: Map<number, number>;
  conversions: number;
  value: number;
  nulls: number;
}

/** @param withNulls whether journeys that brought nothing count too. */
export function makeMarkov({ order, withNulls }: { order: number; withNulls: boolean }): Markov {
  const channels = new Map<string, number>();
  const states: State[] = [stateOf([])];
  const numbers = new Map<string, number>();
  const total: Credits = { conversions: 0, value: 0 };

  const channelNumber = (channel: string): number => {
    const known = channels.get(channel);
    if (known !== undefined) return known;
    channels.set(channel, channels.size);
    return channels.size - 1;
  };
  const stateNumber = (run: readonly number[]): number => {
    const key = run.join(' ');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    return states.push(stateOf(run)) - 1;
  };

  return {
    add({ path, conversions, value, nulls: allNulls }) {
      const ids = path.map(({ channel }) => channelNumber(channel));
      const nulls = withNulls ? allNulls : 0;
      if (ids.length === 0 || conversions + nulls === 0) return;
      let state = states[0] as State;
      let last = 0;
      for (let from = 0; from === 0 || from + order <= ids.length; from += 1) {
        const next = stateNumber(ids.slice(from, from + order));
        if (next === last) continue;
        state.steps.set(next, (state.steps.get(next) ?? 0) + conversions + nulls);
        state = states[next] as State;
        last = next;
      }
      state.conversions += conversions;
      state.value += value;
      state.nulls += nulls;
      total.conversions += conversions;
      total.value += value;
    },
    solve() {
      const chain: Chain = { rows: states.map(rowOf), channels: states.map(({ run }) => run) };
      const effects = new Map(namedBy(channels, removalEffects(chain, channels.size)));
      return { effects, credits: inProportion(effects, total) };
    },
    transitions: () => transitionsOf(states, [...channels.keys()]),
  };
}

const stateOf = (run: readonly number[]): State => ({ run, steps: new Map(), conversions: 0, value: 0, nulls: 0 });

const rowOf = ({ steps, conversions, value, nulls }: State): Row => ({
  to: Int32Array.from(steps.keys()),
  weights: Float64Array.from(steps.values()),
  conversions,
  value,
  nulls,
});

const namedBy = <T>(channels: ReadonlyMap<string, number>, list: readonly T[]): [string, T][] =>
  [...channels].map(([channel, at]) => [channel, list[at] as T]);

function inProportion(effects: ReadonlyMap<string, Credits>, total: Credits): Map<string, Credits> {
  const sum = { conversions: 0, value: 0 };
  for (const { conversions, value } of effects.values()) {
    sum.conversions += conversions;
    sum.value += value;
  }
  const part = (effect: Credits, what: keyof Credits): number => (sum[what] === 0 ? 0 : (total[what] * effect[what]) / sum[what]);
  return new Map(
    [...effects].map(([channel, effect]) => [channel, { conversions: part(effect, 'conversions'), value: part(effect, 'value') }]),
  );
}

/** From state to state, how likely the step is. */
function transitionsOf(states: readonly State[], channels: readonly string[]): Map<string, Map<string, number>> {
  const nameOf = ({ run }: State): string => (run.length === 0 ? journeyStart : run.map((channel) => channels[channel]).join(' > '));
  const found = new Map<string, Map<string, number>>();
  for (const state of states) {
    const { steps, conversions, nulls } = state;
    const ways: [string, number][] = [...steps].map(([to, count]) => [nameOf(states[to] as State), count]);
    ways.push([journeyConversion, conversions], [journeyNull, nulls]);
    const sum = ways.reduce((all, [, count]) => all + count, 0);
    const taken = ways.filter(([, count]) => count > 0);
    if (taken.length > 0) found.set(nameOf(state), new Map(taken.map(([to, count]) => [to, count / sum])));
  }
  return found;
}
