import type { Language, Link, Moment, Note } from '#extension/base/note.ts';
import type { Choices, Dismissed, Kept, SeenPrices, Visit } from '#extension/base/storage.ts';
import type { Step } from '#extension/standdown/evidence.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { printAmount, shareOf, subtractMinor } from '#shared/money.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { linkOf } from './link.ts';
import { placed } from './moments.ts';
import { historyOf } from './prices.ts';
import { inOrder, isCompanion, type Taste } from './taste.ts';

export interface Desk {
  choices: Choices;
  language: Language;
  dismissed: readonly Dismissed[];
  kept: readonly Kept[];
  prices: readonly SeenPrices[];
  chain: readonly Step[];
  now: number;
  workerOrigin: string;
  taste: Taste;
}

export interface Drawn {
  notes: Note[];
  moments: Moment[];
  author: string | null;
  isPartial: boolean;
  isPersonal: boolean;
}

/** What the page is given of a visit's cards: without those that were hidden, or called wrong on this page. */
export function notesOf(visit: Visit, desk: Desk): Drawn {
  const page = visit.snapshot?.url ?? visit.address;
  const isDismissed = ({ product }: Card) =>
    desk.dismissed.some((entry) => entry.productId === product.id && (entry.why === 'hidden' || entry.page === page));
  const left = (visit.set?.cards ?? []).filter((card) => !isDismissed(card));
  // What is often bought with notes that are all hidden goes with nothing.
  const shown = left.every(isCompanion) ? [] : left;
  const cards = inOrder(shown, desk.taste, desk.now);
  const { places, moments } = placed(
    visit.snapshot?.sections ?? [],
    cards.filter((card) => !isCompanion(card)),
  );
  const { creator } = visit.snapshot ?? {};
  return {
    notes: cards.map((card) => ({ ...noteOf(card, visit, desk), moment: places.get(card.product.id) ?? null })),
    moments,
    author: creator?.name ?? creator?.handle ?? null,
    isPartial: isCut(visit.snapshot),
    isPersonal: desk.taste.isOn && desk.taste.signals.length > 0,
  };
}

/** More of the page was left out than read: its text or its links reached the limit. */
const isCut = (snapshot: Visit['snapshot']): boolean =>
  snapshot !== null &&
  ((snapshot.text?.length ?? 0) > pageLimits.textLength - 20 || new Set(snapshot.shopLinks).size > pageLimits.shopLinksSent);

function noteOf(card: Card, visit: Visit, desk: Desk): Omit<Note, 'moment'> {
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
    earning: earningOf(link, product),
    labelled: isLabelled(link.way !== 'plain' || card.boostedBy !== undefined, desk),
    ...(card.boostedBy !== undefined && { boostedBy: card.boostedBy }),
    ...(card.tag?.note && { said: card.tag.note }),
    history: historyOf(desk.prices, product, desk.now),
    kept: desk.kept.some((entry) => entry.productId === product.id),
  };
}

/** The share of what is left to pay for one piece after the shopper's own discount. */
function earningOf(link: Link, { price }: Card['product']): Note['earning'] {
  if (link.way !== 'paid' || link.flat || !price) return null;
  const off = link.benefit.kind === 'discount' ? shareOf(price.amountMinor, link.benefit.bps) : 0;
  const amountMinor = shareOf(subtractMinor(price.amountMinor, off), link.rateBps);
  return { amount: printAmount(amountMinor, price.currency), currency: price.currency };
}

/** The advertising word stands wherever somebody can earn; under mainland Chinese rules wherever a recommendation carries a shop link. */
function isLabelled(canEarn: boolean, { choices, language }: Pick<Desk, 'choices' | 'language'>): boolean {
  if (choices.labels === 'always') return true;
  return canEarn || (choices.labels === 'auto' && language === 'zh-CN');
}
