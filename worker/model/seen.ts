/**
 * What of a product's words a page has at all, wherever and in whatever order they stand: cheap to find, and no mention of the product can
 * tell more. By it most products are left out before anything is looked at closely.
 */
import { convincing } from './mention.ts';
import { kindOf, type Term } from './text.ts';
import type { PageWords, Passage, ProductWords } from './words.ts';

export interface Heard {
  /** Share of what the title tells, 0 to 1. */
  share: number;
  /** What the words of title and maker tell together, in nats. */
  information: number;
  /** The title has codes, and all of them are here. */
  hasCodes: boolean;
}
export interface Seen {
  headline: Heard;
  text: Heard;
}

export const seenOf = ({ headline, text }: PageWords, product: ProductWords): Seen => ({
  headline: heardIn(headline, product),
  text: heardIn(text, product),
});

/** The most that a mention can be worth. */
export const worthOf = ({ share, information }: Heard): number => share * convincing(information);

function heardIn({ places }: Passage, { title, titleShares, titleRarity, maker, makerRarity }: ProductWords): Heard {
  let share = 0;
  let information = 0;
  let codes = 0;
  let codesHere = 0;
  for (let at = 0; at < title.length; at++) {
    const term = title[at] as Term;
    const isHere = places.has(term);
    if (kindOf(term) === 'code') {
      codes += 1;
      if (isHere) codesHere += 1;
    }
    if (!isHere) continue;
    share += titleShares[at] as number;
    information += titleRarity[at] as number;
  }
  for (let at = 0; at < maker.length; at++) if (places.has(maker[at] as Term)) information += makerRarity[at] as number;
  return { share: Math.min(1, share), information, hasCodes: codes > 0 && codesHere === codes };
}
