/** Several models over the same journeys, side by side. */
import { assertJourneys, type Journeys } from './journeys.ts';
import { type Markov, makeMarkov } from './markov.ts';
import { type WeightModel, weightModels } from './models.ts';
import type { Credits } from './tally.ts';
import { shapleyTotals, type Totals, weightTotals } from './totals.ts';

const markovOrders = { markov1: 1, markov2: 2, markov3: 3 } as const;
type MarkovModel = keyof typeof markovOrders;
export type AnalysisModel = WeightModel | MarkovModel | 'shapley';
const markovModels = Object.keys(markovOrders) as readonly MarkovModel[];
export const analysisModels: readonly AnalysisModel[] = [...weightModels, ...markovModels, 'shapley'];

export interface AnalysisOptions {
  models: readonly AnalysisModel[];
  /** What is credited. */
  of: keyof Credits;
  halfLifeDays?: number | undefined;
  /** Whether Markov models count journeys that brought nothing. */
  withNulls: boolean;
}

type ByName<T> = Record<string, T>;
export interface Analysis {
  /** By channel and model. */
  channels: ByName<ByName<number>>;
  /** By channel, `(start)`, `(conversion)` and `(null)`: how likely a step leads from the one to the other. */
  transitions: ByName<ByName<number>>;
  /** By channel and Markov model: the part of all that came over the channel. */
  removalEffects: ByName<ByName<number>>;
  /** What came without any touch, credited to nobody. */
  untouched: Credits;
  total: Credits;
}

/** @throws RangeError from `add` for journeys that cannot be, from `end` for a chain that is too large. */
export function makeAnalysis({ models, of, halfLifeDays, withNulls }: AnalysisOptions): { add(journeys: Journeys): void; end(): Analysis } {
  const totals = new Map<AnalysisModel, Totals>();
  for (const model of weightModels) if (models.includes(model)) totals.set(model, weightTotals({ model, halfLifeDays }));
  if (models.includes('shapley')) totals.set('shapley', shapleyTotals());
  const chains = new Map<AnalysisModel, Markov>();
  for (const [model, order] of Object.entries(markovOrders) as [MarkovModel, number][])
    if (models.includes(model)) chains.set(model, makeMarkov({ order, withNulls }));
  // Transitions are those of the first order, whichever is asked for.
  const firstOrder = chains.get('markov1') ?? makeMarkov({ order: 1, withNulls });
  const all = new Set<Pick<Totals, 'add'>>([...totals.values(), ...chains.values(), firstOrder]);
  const met = new Set<string>();
  const untouched: Credits = { conversions: 0, value: 0 };
  const total: Credits = { conversions: 0, value: 0 };
  let journeysCount = 0;

  return {
    add(journeys) {
      assertJourneys(journeys);
      journeysCount += journeys.conversions + journeys.nulls;
      if (!Number.isSafeInteger(journeysCount)) throw new RangeError('there are more journeys than can be counted exactly');
      for (const sum of journeys.path.length === 0 ? [untouched, total] : [total]) {
        sum.conversions += journeys.conversions;
        sum.value += journeys.value;
      }
      for (const { channel } of journeys.path) met.add(channel);
      for (const one of all) one.add(journeys);
    },
    end() {
      const credits = new Map([...totals].map(([model, one]) => [model, one.credits()]));
      const effects = new Map<AnalysisModel, Map<string, Credits>>();
      for (const [model, chain] of chains) {
        const solved = chain.solve();
        credits.set(model, solved.credits);
        effects.set(model, solved.effects);
      }
      const channels = [...met].sort();
      const table = (source: ReadonlyMap<AnalysisModel, Map<string, Credits>>): ByName<ByName<number>> => {
        const columns = models.filter((model) => source.has(model)).map((model) => [model, source.get(model)] as const);
        if (columns.length === 0) return {};
        return Object.fromEntries(
          channels.map((channel) => [
            channel,
            Object.fromEntries(columns.map(([model, found]) => [model, found?.get(channel)?.[of] ?? 0])),
          ]),
        );
      };
      return {
        channels: table(credits),
        transitions: Object.fromEntries([...firstOrder.transitions()].map(([from, ways]) => [from, Object.fromEntries(ways)])),
        removalEffects: table(effects),
        untouched,
        total,
      };
    },
  };
}
