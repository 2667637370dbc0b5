/** What tells a taste is gathered here only while the person wants their own order, stays on this device, and is never sent. */
import { items, type TasteSignal, tasteMax } from '#extension/base/storage.ts';
import { byTaste } from '#extension/taste/taste.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import type { Call } from './call.ts';

export async function noteTaste(call: Call, { id, title, place }: Card['product'], kind: TasteSignal['kind']): Promise<void> {
  if (!place || !(await call.store.read(items.choices)).personal) return;
  const signal: TasteSignal = { productId: id, title: title.slice(0, 300), kind, at: call.now, ...place };
  await call.store.change(items.taste, (signals) => [signal, ...signals.filter(isOther(id, kind))].slice(0, tasteMax));
}

/** Taken back, as with the mark it came from. */
export async function forgetTaste(call: Call, productId: string, kind: TasteSignal['kind']): Promise<void> {
  await call.store.change(items.taste, (signals) => signals.filter(isOther(productId, kind)));
}

export interface Taste {
  isOn: boolean;
  signals: readonly TasteSignal[];
}

/** The cards in this person's order. What the creator of the page picked stays in front, in their own order; what is often bought with it stays last. */
export function inOrder(cards: readonly Card[], { isOn, signals }: Taste, now: number): Card[] {
  if (!isOn) return [...cards];
  const picked = cards.filter(isPicked);
  const companions = cards.filter(isCompanion);
  const others = cards
    .filter((card) => !isPicked(card) && !isCompanion(card))
    .map((card) => ({ card, score: card.score, place: card.product.place }));
  return [...picked, ...byTaste(others, signals, now).map(({ card }) => card), ...companions];
}

const isPicked = ({ reasons }: Card): boolean => reasons.includes('tagged_by_creator');
export const isCompanion = ({ reasons }: Card): boolean => reasons.includes('bought_together');
const isOther =
  (productId: string, kind: TasteSignal['kind']) =>
  (signal: TasteSignal): boolean =>
    signal.productId !== productId || signal.kind !== kind;
