/**
 * A second look: electronics of one shop as product pages, the listings of another shop as catalogue. Pairs are those of the published test split,
 * which no weight was fitted to; only the name of a listing is used.
 */

import type { RankerModel } from '#shared/ranking/model.ts';
import { judgedListings } from '#worker/cli/pairs/lists.ts';
import { scorerOf, shippedModel, withLeads } from '#worker/model/score.ts';

export interface ListingFigures {
  listings: number;
  /** Shares, 0 to 1. */
  first: number;
  amongFour: number;
  nothingShown: number;
  /** Of the first cards that were shown, those that are right. */
  precisionOfFirst: number;
  /** Of all listings, with what is right taken out of the catalogue. */
  nothingWithout: number;
}

export function measureListings(data: string, model: RankerModel = shippedModel): ListingFigures {
  const lists = judgedListings(data, { split: 'test', namesOnly: true });
  const score = scorerOf(model);
  const found = lists.map(({ candidates }) => {
    const shown = (ones: typeof candidates): boolean[] => {
      const inputs = withLeads(ones.map(({ input }) => input));
      return inputs
        .map((input, at) => ({ isRight: ones[at]?.isRight === true, score: score(input).score }))
        .filter((one) => one.score >= model.threshold)
        .sort((a, b) => b.score - a.score)
        .map(({ isRight }) => isRight);
    };
    const cards = shown(candidates).slice(0, 4);
    return {
      shown: cards.length > 0,
      first: cards[0] === true,
      amongFour: cards.includes(true),
      quiet: shown(candidates.filter(({ isRight }) => !isRight)).length === 0,
    };
  });
  const share = (of: (one: (typeof found)[number]) => boolean, among = found): number => among.filter(of).length / among.length;
  return {
    listings: found.length,
    first: share(({ first }) => first),
    amongFour: share(({ amongFour }) => amongFour),
    nothingShown: share(({ shown }) => !shown),
    precisionOfFirst: share(
      ({ first }) => first,
      found.filter(({ shown }) => shown),
    ),
    nothingWithout: share(({ quiet }) => quiet),
  };
}
