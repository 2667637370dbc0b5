/** At which moment of a video, or under which heading, each product of a page stands. Pure, and computed on this device alone. */
import type { Moment } from '#extension/base/note.ts';
import { ownLinkTo } from '#extension/standdown/own-link.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import type { PageSection } from '#shared/page.ts';

type Product = Card['product'];

/** A heading that names a product says more than a link, and a link more than a word in passing. */
const weights = { heading: 4, link: 2, text: 1 };

type Carried = Pick<Card, 'product' | 'tag'>;

/** The moment of each product, by product id, and the moments in the order of the page. A time that the creator gave is taken as given. */
export function placed(sections: readonly PageSection[], cards: readonly Carried[]): { places: Map<string, number>; moments: Moment[] } {
  const places = placesOf(
    sections,
    cards.map(({ product }) => product),
  );
  const given = cards.flatMap(({ product, tag }, at): Moment[] => {
    if (tag?.atSeconds === undefined) return [];
    const id = sections.length + at;
    places.set(product.id, id);
    const heading = sections.findLast(({ atSeconds }) => atSeconds !== undefined && atSeconds <= (tag.atSeconds ?? 0))?.heading;
    return [{ id, atSeconds: tag.atSeconds, ...(heading !== undefined && { heading }) }];
  });
  const bySeconds = (a: Moment, b: Moment) => (a.atSeconds ?? 0) - (b.atSeconds ?? 0);
  const own = momentsOf(sections, places);
  return { places, moments: given.length > 0 ? [...own, ...given].sort(bySeconds) : own };
}

/** The part that speaks of each product most plainly, by product id; the first of several, nothing where none does. */
export function placesOf(sections: readonly PageSection[], products: readonly Product[]): Map<string, number> {
  const parts = sections.map(({ heading, text, links }) => ({ heading: spaced(heading ?? ''), text: spaced(text ?? ''), links }));
  return new Map(
    products.flatMap((product) => {
      const namedIn = namer(product);
      const weighed = parts.map(({ heading, text, links }) => {
        const has = { heading: namedIn(heading), link: ownLinkTo(product.url, links) !== undefined, text: namedIn(text) };
        return (has.heading ? weights.heading : 0) + (has.link ? weights.link : 0) + (has.text ? weights.text : 0);
      });
      const most = Math.max(0, ...weighed);
      return most > 0 ? [[product.id, weighed.indexOf(most)] as const] : [];
    }),
  );
}

/** The parts that a product stands in, in the order of the page. */
export function momentsOf(sections: readonly PageSection[], places: ReadonlyMap<string, number>): Moment[] {
  const used = new Set(places.values());
  return sections.flatMap(({ atSeconds, heading, text }, id) =>
    used.has(id)
      ? [
          {
            id,
            ...(atSeconds !== undefined && { atSeconds }),
            ...(heading !== undefined && { heading }),
            ...(text !== undefined && { text }),
          },
        ]
      : [],
  );
}

/**
 * Whether a text names a product: by the words of its title up to the first comma or bracket, without the maker's; or by the maker and the
 * model beside each other in any order. One common word alone is no name.
 */
function namer({ title, maker }: Product): (text: string) => boolean {
  const brand = maker ? spaced(maker) : '';
  const name = withoutBrand(spaced(title.split(/[,;:(|–—[（，【]|\s-\s/)[0] ?? ''), brand);
  const words = name.trim().split(' ').filter(Boolean);
  const model = words.find((word) => isModel(word)) ?? words.find((word) => word.length >= 3 && /\p{L}/u.test(word));
  const alone = words.find((word) => (isModel(word) && word.length >= 5) || isLongInCharacters(word));
  return (text) => {
    if (words.length >= 2 && holds(text, name)) return true;
    if (alone !== undefined && holds(text, ` ${alone} `)) return true;
    return brand !== '' && model !== undefined && holds(text, brand) && holds(text, ` ${model} `);
  };
}

/** Letters and digits in one word, as in "1000xm5": long ones are the model's own. */
const isModel = (word: string): boolean => /\d/.test(word) && /\p{L}/u.test(word) && word.length >= 3;

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const isLongInCharacters = (word: string): boolean => han.test(word) && [...word].length >= 4;

/** Words that are written without spaces are found anywhere; others as whole words. */
function holds(text: string, words: string): boolean {
  return text.includes(han.test(words) ? words.trim() : words);
}

function withoutBrand(title: string, brand: string): string {
  return brand !== '' && title.startsWith(brand) && title.length > brand.length ? title.slice(brand.length - 1) : title;
}

/** " lower case words with one space around each " */
function spaced(text: string): string {
  return ` ${text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
