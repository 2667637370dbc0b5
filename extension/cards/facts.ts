/** The facts of a note as sentences: the same on a card and in a comparison. */
import type { Note } from '#extension/base/note.ts';
import { apart, printPrice, printShare } from './print.ts';
import type { CardWords } from './words.ts';

type PaidLink = Extract<Note['link'], { way: 'paid' }>;

/** Who gets what when this card's link is used. */
export function earnsOf({ link, earning }: Pick<Note, 'link' | 'earning'>, words: CardWords, locale: string): string {
  if (link.way === 'own') return words.ownLink;
  if (link.way === 'plain') return words.nobodyEarns;
  const [who, share] = [apart(link.earner), printShare(link.rateBps, locale)];
  if (link.flat) return words.earnsFlat[link.flat.per](who, printPrice(link.flat.amount, link.flat.currency, locale));
  return earning ? words.earnsAbout(who, printPrice(earning.amount, earning.currency, locale), share) : words.earns(who, share);
}

export function benefitOf({ benefit }: Pick<PaidLink, 'benefit'>, words: CardWords, locale: string): string {
  const share = printShare(benefit.bps, locale);
  if (benefit.kind === 'discount') return words.discount(share, benefit.code);
  return benefit.kind === 'cashback' ? words.cashback(share) : words.donation(share, apart(benefit.to));
}

export function actionOf({ link, merchant }: Note, words: CardWords, locale: string): string {
  const shop = apart(merchant);
  if (link.way === 'own') return words.seeOwn(shop);
  if (link.way === 'plain') return words.see(shop);
  const share = printShare(link.benefit.bps, locale);
  if (link.benefit.kind === 'discount') return words.buy(shop, words.discountShort(share));
  if (link.benefit.kind === 'cashback') return words.buy(shop, words.cashbackShort(share));
  return words.buy(shop, words.donationShort(share, apart(link.benefit.to)));
}
