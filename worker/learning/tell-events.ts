import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { tellEvents as contract, RankingReceipt } from '#shared/contracts/learning.ts';
import { fail } from '#shared/errors.ts';
import { sealOf } from '#shared/ranking/seal.ts';
import { dayMs, minuteMs } from '#shared/time.ts';
import { shippedModel, shippedModelId } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { makePace, takeTurn } from '../base/pace.ts';
import { startNights } from './nightly.ts';
import { sealKeys } from './seal.ts';
import { findVersion, keepEvents, type SeenCard } from './store.ts';
import { storedModel } from './versions.ts';

const toldWithinMs = dayMs;
const clockToleranceMs = 5 * minuteMs;
const pace = makePace({ burst: 60, perSecond: 2, callersMax: 10_000 });

/** The receipt is what binds the cards to a ranking of ours; of who sends it nothing is looked at but the address, for the pace, in memory. */
export async function tellEvents(call: Call, { receipt, seen, opened }: In<typeof contract>): Promise<Out<typeof contract>> {
  takeTurn(call, pace);
  if ((await sealOf(receipt, await sealKeys(call.env))) !== 'sealed')
    fail('unprocessable', 'This receipt is not one of ours, or was changed.');
  const age = call.now - receipt.madeAt;
  if (age > toldWithinMs || age < -clockToleranceMs) fail('gone', 'These cards are too old to be told of.');
  const cards = seenCards(receipt, new Set([...seen, ...opened]), new Set(opened));
  const features = await featuresOf(call, receipt.model);
  if (!features || cards.length === 0) return { taken: 0 };
  await keepEvents(call.env, { day: Math.floor(call.now / dayMs), model: receipt.model, features, cards, content: receipt.content });
  startNights(call);
  return { taken: cards.length };
}

/** Tagged cards stand where their creator put them, companions after all others and unscored: neither teaches of ranking, and they are told apart. */
function seenCards(
  { cards, contenders, tagged = [], companions }: RankingReceipt,
  seen: ReadonlySet<string>,
  opened: ReadonlySet<string>,
): SeenCard[] {
  const issued = [
    ...tagged.map(({ card, values }) => ({ card, values, isPlaced: true })),
    ...cards.map(({ card, contender }) => ({ card, values: contenders[contender]?.values, isPlaced: false })),
    ...(companions?.cards ?? []).map(({ card }) => ({ card, values: [], isPlaced: true })),
  ];
  const known = new Set(issued.map(({ card }) => card));
  for (const card of seen) if (!known.has(card as never)) fail('unprocessable', `${card} is not a card of this receipt.`);
  return issued.flatMap(({ card, values, isPlaced }, place) =>
    card !== null && values && seen.has(card) ? [{ cardId: card, place, values, clicked: opened.has(card), isPlaced }] : [],
  );
}

/** Names of the values: those of the version that judged. */
async function featuresOf(call: Call, version: string): Promise<readonly string[] | undefined> {
  if (version === shippedModelId) return shippedModel.features;
  const found = await findVersion(call.env, version);
  return found && storedModel(found.id, found.model)?.features;
}
