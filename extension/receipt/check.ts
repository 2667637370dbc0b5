/** Recomputes a receipt in this very browser, with the functions that the worker ranks by. */
import type { ReceiptShown } from '#extension/base/messages.ts';
import type { RankingReceipt } from '#shared/contracts/learning.ts';
import { inLogits, logitOf, type RankerModel } from '#shared/ranking/model.ts';
import { pageText } from '#shared/ranking/receipt.ts';
import { type Difference, replay } from '#shared/ranking/replay.ts';
import { type SealState, sealOf } from '#shared/ranking/seal.ts';
import { sha256Hex } from '#shared/sha256.ts';

export interface Checked {
  verdict: 'match' | 'no_match' | 'cannot';
  /** null: the version is not at hand. */
  differences: readonly Difference[] | null;
  seal: SealState | 'not_asked';
  isSamePage: boolean;
}

export async function check({ receipt, page, model, keys }: ReceiptShown): Promise<Checked> {
  const differences = model && replay(receipt, model, sha256Hex);
  const seal = keys ? await sealOf(receipt, keys) : 'not_asked';
  const isSamePage = sha256Hex(pageText(page)) === receipt.pageHash;
  const isWrong = (differences?.length ?? 0) > 0 || seal === 'broken' || !isSamePage;
  return { verdict: isWrong ? 'no_match' : differences ? 'match' : 'cannot', differences, seal, isSamePage };
}

export interface Share {
  feature: string;
  value: number;
  /** To the sum that becomes the score. */
  adds: number;
}

export interface Shares {
  shares: Share[];
  together: number;
  start: number;
  score: number;
  /** 0 is the first. */
  place: number;
  of: number;
  /** It comes first because its creator said so, whatever its score. */
  isTagged: boolean;
}

/** What each thing that was looked at added for one card; `together` is what several of them add only jointly. */
export function sharesOf(receipt: RankingReceipt, model: RankerModel, cardId: string): Shares | undefined {
  const tagged = receipt.tagged ?? [];
  const all = [...tagged, ...receipt.cards.map(({ card, contender }) => ({ card, ...receipt.contenders[contender] }))];
  const place = all.findIndex(({ card }) => card === cardId);
  const contender = all[place];
  const { values, score } = contender ?? {};
  if (!values || score === undefined) return undefined;
  const { bias, direct } = inLogits(model);
  const shares = model.features
    .map((feature, at) => ({ feature, value: values[at] ?? 0, adds: (values[at] ?? 0) * (direct[at] ?? 0) }))
    .filter(({ value }) => value !== 0)
    .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds));
  const together = logitOf(values, model) - logitOf(values, { ...model, units: [] });
  return { shares, together, start: bias, score, place, of: all.length, isTagged: place < tagged.length };
}
