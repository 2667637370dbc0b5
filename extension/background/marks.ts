/** What a person does with a card besides opening it; all of it stays on this device. */
import type { Answers, Ask } from '#extension/base/messages.ts';
import { dismissedMax, items, keptMax } from '#extension/base/storage.ts';
import type { PageCall } from './call.ts';
import { countToday } from './counts.ts';
import { noteCard, tellGathered } from './learning.ts';
import { forgetTaste, noteTaste } from './taste.ts';
import { cardOf, visitOf } from './visits.ts';

export async function markCard(call: PageCall, { cardId, mark, on }: Ask<'page.mark'>): Promise<null> {
  const visit = await visitOf(call);
  const { product } = cardOf(visit, cardId);
  const named = { productId: product.id, title: product.title.slice(0, 300), at: call.now };
  if (mark === 'kept') {
    const entry = { ...named, merchant: product.merchant.slice(0, 300), url: product.url, price: product.price };
    await (on ? noteTaste(call, product, 'kept') : forgetTaste(call, product.id, 'kept'));
    await call.store.change(items.kept, (kept) => [...(on ? [entry] : []), ...kept.filter(isOther(product.id))].slice(0, keptMax));
    return null;
  }
  // A wrong match is wrong for its page, whatever the person thinks of the product.
  if (mark === 'hidden') await (on ? noteTaste(call, product, 'hidden') : forgetTaste(call, product.id, 'hidden'));
  const entry = { ...named, why: mark, page: mark === 'wrong' ? (visit.snapshot?.url ?? visit.address) : null };
  await call.store.change(items.dismissed, (list) => {
    const others = list.filter((old) => isOther(product.id)(old) || old.why !== mark || old.page !== entry.page);
    return [...(on ? [entry] : []), ...others].slice(0, dismissedMax);
  });
  return null;
}

/** An impression: half of the card in view for a second. Counted here; told, without who saw it, by those who chose to help the ranking. */
export async function seenCard(call: PageCall, { cardId }: Ask<'page.seen'>): Promise<null> {
  const visit = await visitOf(call);
  const card = cardOf(visit, cardId);
  await countToday(call, 'seen');
  await noteCard(call, visit, card.id, 'seen');
  await tellGathered(call);
  return null;
}

export async function pictureOf(call: PageCall, { cardId }: Ask<'page.picture'>): Promise<Answers['page.picture']> {
  const { product } = cardOf(await visitOf(call), cardId);
  return (product.imageUrl && (await call.api.picture(product.imageUrl).catch(() => undefined))) || null;
}

const isOther =
  (productId: string) =>
  (entry: { productId: string }): boolean =>
    entry.productId !== productId;
