/** A receipt of a ranking that replays, made without a worker: of these cards and a small model. */
import type { RankingReceipt } from '#shared/contracts/learning.ts';
import type { Id } from '#shared/ids.ts';
import { byScore, rulesId } from '#shared/ranking/choose.ts';
import { modelIdOf, probabilityOf, type RankerModel } from '#shared/ranking/model.ts';
import { sha256Hex } from '#shared/sha256.ts';

export const aModel: RankerModel = {
  form: 'ranker-1',
  features: ['named-on-page', 'maker-missing'],
  bias: -3,
  direct: [8, -2],
  units: [{ bias: -1, weights: [2, -0.5], adds: 1.5 }],
  threshold: 0.5,
};

/** The first card fits best. */
export function aReceipt(
  cards: readonly { card: Id<'car'>; product: Id<'prd'> }[] = [],
  change: Partial<RankingReceipt> = {},
): RankingReceipt {
  const contenders = cards
    .map(({ product }, at) => [product, [1 - at / 100, at / 50]] as const)
    .map(([id, values]) => ({ id, score: probabilityOf(values, aModel), values: [...values] }))
    .sort(byScore);
  return {
    form: 1,
    madeAt: Date.UTC(2026, 10, 3, 12),
    model: modelIdOf(aModel, sha256Hex),
    rules: rulesId,
    encoder: 'subwords-1',
    pageHash: sha256Hex('page'),
    candidatesHash: sha256Hex('candidates'),
    candidates: 12,
    threshold: aModel.threshold,
    cardsMax: 4,
    contenders,
    cards: contenders.map(({ id }, contender) => ({ card: cards.find(({ product }) => product === id)?.card ?? null, contender })),
    seal: { key: 'k1', signature: 'AAAA' },
    ...change,
  };
}
