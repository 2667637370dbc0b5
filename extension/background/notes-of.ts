import type { Language, Note } from '#extension/base/note.ts';
import type { Choices, Dismissed, Kept, Visit } from '#extension/base/storage.ts';
import type { Step } from '#extension/standdown/evidence.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { printAmount } from '#shared/money.ts';
import { linkOf } from './link.ts';
import { inOrder, type Taste } from './taste.ts';

export interface Desk {
  choices: Choices;
  language: Language;
  dismissed: readonly Dismissed[];
  kept: readonly Kept[];
  chain: readonly Step[];
  now: number;
  workerOrigin: string;
  taste: Taste;
}

/** What the page is given of a visit's cards: without those that were hidden, or called wrong on this page. */
export function notesOf(visit: Visit, desk: Desk): Note[] {
  const page = visit.snapshot?.url ?? visit.address;
  const isDismissed = ({ product }: Card) =>
    desk.dismissed.some((entry) => entry.productId === product.id && (entry.why === 'hidden' || entry.page === page));
  const shown = (visit.set?.cards ?? []).filter((card) => !isDismissed(card));
  return inOrder(shown, desk.taste, desk.now).map((card) => noteOf(card, visit, desk));
}

function noteOf(card: Card, visit: Visit, desk: Desk): Note {
  const { product } = card;
  const link = linkOf(card, {
    support: desk.choices.support,
    authorLinks: visit.snapshot?.shopLinks ?? [],
    earningLinks: visit.snapshot?.affiliateLinks,
    page: visit.address,
    chain: desk.chain,
    now: desk.now,
    workerOrigin: desk.workerOrigin,
    action: { kind: 'none' },
  });
  const { price } = product;
  return {
    id: card.id,
    title: product.title,
    ...(product.maker && product.maker !== product.merchant ? { maker: product.maker } : {}),
    merchant: product.merchant,
    hasPicture: product.imageUrl !== undefined && URL.parse(product.imageUrl)?.origin === desk.workerOrigin,
    price: price && { amount: printAmount(price.amountMinor, price.currency), currency: price.currency, asOf: price.asOf },
    availability: product.availability,
    reasons: card.reasons,
    fit: card.score,
    link,
    labelled: isLabelled(link.way !== 'plain', desk),
    kept: desk.kept.some((entry) => entry.productId === product.id),
  };
}

/** The advertising word stands wherever somebody can earn; under mainland Chinese rules wherever a recommendation carries a shop link. */
function isLabelled(canEarn: boolean, { choices, language }: Pick<Desk, 'choices' | 'language'>): boolean {
  if (choices.labels === 'always') return true;
  return canEarn || (choices.labels === 'auto' && language === 'zh-CN');
}
