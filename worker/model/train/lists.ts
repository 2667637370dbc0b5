/**
 * Training on lists: a page with all its candidates, as the edge sees them. First what each product is worth alone, then what it is worth
 * beside the others. Every list is also shown without what is right in it: then nothing is.
 */
import { features } from '../features.ts';
import type { Line } from '../network.ts';
import { type Unranked, withLeads } from '../score.ts';
import { fitNetwork } from './fit-network.ts';
import { type Part, partOf, type RankerPair, type RankerSettings, type TrainedRanker, trainRanker } from './ranker.ts';

export interface JudgedList {
  group: string;
  /** Left out, the group's hash decides. */
  part?: Part;
  candidates: readonly { input: Unranked; isRight: boolean; weight: number }[];
}

export interface TrainedOnLists extends TrainedRanker {
  alone: Line;
}

export function trainOnLists(lists: readonly JudgedList[], settings: RankerSettings): TrainedOnLists {
  const alone = aloneOf(lists, settings);
  const pairs = lists.flatMap((list) => [list, ...without(list)]).flatMap((list) => pairsOf(list, alone));
  return { ...trainRanker(pairs, features, settings), alone };
}

function without({ candidates, ...list }: JudgedList): JudgedList[] {
  const others = candidates.filter(({ isRight }) => !isRight);
  return others.length < candidates.length ? [{ ...list, candidates: others }] : [];
}

export function aloneOf(lists: readonly JudgedList[], settings: RankerSettings): Line {
  const fitted = lists.filter(({ part, group }) => (part ?? partOf(group)) === 'fit');
  const pairs = fitted.flatMap(({ candidates }) =>
    candidates.map(({ input, isRight, weight }) => ({
      values: features.map(({ ofList, of }) => (ofList ? 0 : of({ ...input, lead: 0 }))),
      isRight,
      weight,
    })),
  );
  const { bias, weights } = fitNetwork(pairs, features, { ...settings, units: 0 });
  const own = features.filter(({ ofList }) => !ofList).map(({ name }) => [name, weights[name] ?? 0] as const);
  return { bias, weights: Object.fromEntries(own) };
}

function pairsOf({ group, part, candidates }: JudgedList, alone: Line): RankerPair[] {
  const inputs = withLeads(
    candidates.map(({ input }) => input),
    alone,
  );
  return candidates.map(({ isRight, weight }, at) => {
    const input = inputs[at];
    return { values: input ? features.map(({ of }) => of(input)) : [], isRight, weight, group, ...(part ? { part } : {}) };
  });
}
