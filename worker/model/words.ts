/**
 * What the scorer gets to see, and nothing else: the words of a page and of a product. There is no price, commission, fee, bid or sponsor in here,
 * so no weight can ever be given to them.
 */
import { addressKey } from '#shared/address.ts';
import { gtin14 } from '#shared/gtin.ts';
import type { PageFacts, PageProduct } from '#shared/page.ts';
import type { ContentKind } from '#shared/platforms.ts';
import { encode, packed } from './encode.ts';
import { informationOf, type Rarity } from './rarity.ts';
import { wordsIn } from './read-words.ts';
import { codeTermOf, hashOf, kindOf, mixed, plainCode, rootTermOf, type Term } from './text.ts';
import { shippedTower, type Tower } from './tower.ts';
import { newCount, type Word, wordOf } from './word.ts';

export const wordLimits = { headline: 80, text: 5000, name: 60, names: 50, title: 40, maker: 6, category: 20, description: 60 } as const;

/** Words that stand together, and where each of them stands. */
export interface Passage {
  /** Each once, as it is written. */
  terms: readonly Term[];
  places: ReadonlyMap<Term, readonly number[]>;
}

/** One product as the page itself names it. */
export interface NamedOnPage {
  name: Passage;
  brand: readonly Term[];
  codes: readonly Term[];
  gtin?: string;
}

export interface PageWords {
  kind: ContentKind;
  headline: Passage;
  text: Passage;
  names: readonly NamedOnPage[];
  /** All words of all names and their brands. */
  inNames: ReadonlySet<Term>;
  /** Roots of the codes in headline, names and text: see `rootTermOf`. */
  roots: ReadonlySet<Term>;
  /** The page's own address and those of its own products, in the form of `addressKey`. */
  addresses: ReadonlySet<string>;
  /** Addresses of shops that it leads to. */
  links: ReadonlySet<string>;
  vector: Float32Array;
}

export interface ProductWords {
  title: readonly Term[];
  maker: readonly Term[];
  /** How much each word of title and maker tells in this catalogue, in nats: see rarity.ts. */
  titleRarity: readonly number[];
  makerRarity: readonly number[];
  /** Which share of what the title tells each of its words tells, earlier words more; together 1, or 0 where no word tells anything. */
  titleShares: readonly number[];
  /** SKU, MPN, and codes within the title. */
  codes: readonly Term[];
  gtin?: string;
  link?: string;
}

export interface ScorerInput {
  page: PageWords;
  product: ProductWords;
  /** Cosine of both vectors. */
  closeness: number;
  /** How far it is ahead of the best other product of the list, by what each is worth alone; see leads.ts. */
  lead: number;
}

export function pageWords(page: PageFacts, tower: Tower = shippedTower()): PageWords {
  const headline = wordsIn(page.title ?? '', wordLimits.headline);
  const text = wordsIn(page.text ?? '', wordLimits.text);
  const named = page.products.slice(0, wordLimits.names).map((product) => wordsIn(product.name, wordLimits.name));
  const names = page.products.slice(0, wordLimits.names).map((product, at) => namedOnPage(product, named[at] ?? []));
  const own = [page.url, ...page.products.flatMap(({ url }) => url ?? [])];
  return {
    kind: page.kind,
    headline: passageOf(headline),
    text: passageOf(text),
    names,
    inNames: new Set(names.flatMap(({ name, brand }) => [...name.places.keys(), ...brand])),
    roots: rootsIn([headline, ...named, text], page.products),
    addresses: new Set(own.flatMap((address) => addressKey(address) ?? [])),
    links: new Set(page.shopLinks.flatMap((address) => addressKey(address) ?? [])),
    vector: encode(
      [{ words: headline, weight: 3 }, ...named.slice(0, 5).map((words) => ({ words, weight: 3 })), { words: text, weight: 0.3 }],
      tower,
    ),
  };
}

/** Facts of a product that say what it is; what it costs and who pays is not among them. */
export interface ProductText {
  title: string;
  maker?: string | undefined;
  description?: string | undefined;
  category?: string | undefined;
  sku: string;
  mpn?: string | undefined;
}

/** A product's words without how rare they are, which depends on the catalogue around it. At most 255 of each kind. */
export interface ProductTerms {
  title: readonly Term[];
  maker: readonly Term[];
  codes: readonly Term[];
}

export function productTerms({ title, maker, sku, mpn }: ProductText): ProductTerms {
  const words = wordsIn(title, wordLimits.title);
  const longCodes = words.filter(isLongCode).map(({ text }) => text);
  const codes = new Set([sku, mpn ?? '', ...longCodes].flatMap((code) => codeTermOf(code) ?? []));
  for (const root of rootsIn([words], [{ sku, mpn }])) codes.add(root);
  return { title: termsOf(words), maker: termsOf(wordsIn(maker ?? '', wordLimits.maker)), codes: [...codes] };
}

const termsOf = (words: readonly Word[]): Term[] => [...new Set(words.map(({ term }) => term))];

/** Changes when anything does that words and vector are made from. 32 bits. */
export const fingerprintOf = ({ title, maker, description, category, sku, mpn }: ProductText): number =>
  [title, maker, description, category, sku, mpn].reduce<number>((hash, text) => hashOf(text ?? '', mixed(hash + 1)), 0);

/** A product's words as the scorer wants them, in a catalogue in which words are so rare. */
export function productWords(terms: ProductTerms, rarity: Rarity): ProductWords {
  const told = (term: Term): number => informationOf(term, rarity);
  return ratedWords(terms, { titleRarity: terms.title.map(told), makerRarity: terms.maker.map(told) });
}

/** The same where it is known how rare each of them is. */
export function ratedWords(
  { title, maker, codes }: ProductTerms,
  { titleRarity, makerRarity }: Pick<ProductWords, 'titleRarity' | 'makerRarity'>,
): ProductWords {
  const titleShares = titleRarity.slice();
  let total = 0;
  for (let at = 0; at < titleShares.length; at++) {
    const weight = (titleRarity[at] as number) * (earlierMore[at] as number);
    titleShares[at] = weight;
    total += weight;
  }
  for (let at = 0; at < titleShares.length; at++) titleShares[at] = total === 0 ? 0 : (titleShares[at] as number) / total;
  return { title, maker, codes, titleRarity, makerRarity, titleShares };
}
/** Feeds put maker and model first, colour and promises last. By a word's place; titles have no more places than a row can tell. */
const earlierMore = Array.from({ length: 256 }, (_, at) => 0.85 ** at);

/** Of words with digits, each also joined with the one before it: `COOLPIX P6000` is also written `COOLPIXP6000`. */
function rootsIn(
  passages: readonly (readonly Word[])[],
  numbers: readonly { sku?: string | undefined; mpn?: string | undefined }[],
): Set<Term> {
  const codes = numbers.flatMap(({ sku, mpn }) => [plainCode(sku ?? ''), plainCode(mpn ?? '')]);
  const joined: string[] = [];
  for (const words of passages) {
    for (let at = 0; at < words.length; at++) {
      const { text, hasDigit } = words[at] as Word;
      if (!hasDigit) continue;
      codes.push(text);
      joined.push(`${words[at - 1]?.text ?? ''}${text}`);
    }
  }
  const roots = (of: readonly string[], digitsMin: number): Term[] =>
    of.flatMap((code) => (code.length <= codeLengthMax ? (rootTermOf(code, digitsMin) ?? []) : []));
  // `iPhone 13` is no code.
  return new Set([...roots(codes, 2), ...roots(joined, 3)]);
}
const codeLengthMax = 24;

/** `wh1000xm5`, not `ps4`: long enough that it names one thing only. */
const isLongCode = ({ text, kind }: Word): boolean => text.length >= 6 && kind === 'code' && /\d.*\d/.test(text);

/** Where a product lies among all products, in the stored form. */
export function productVector({ title, maker, category, description }: ProductText, tower: Tower = shippedTower()): Int8Array {
  const vector = encode(
    [
      { words: wordsIn(title, wordLimits.title), weight: 1 },
      { words: wordsIn(maker ?? '', wordLimits.maker), weight: 0.5 },
      { words: wordsIn(category ?? '', wordLimits.category), weight: 0.1 },
      { words: wordsIn(description ?? '', wordLimits.description), weight: 0.05 },
    ],
    tower,
  );
  return packed(vector);
}

/** All different words of the page that tell something, those of headline and names first. */
export function tellingTerms({ headline, names, inNames, roots, text }: PageWords): { near: Set<Term>; far: Set<Term> } {
  const near = new Set<Term>(roots);
  const far = new Set<Term>();
  for (const term of [...headline.places.keys(), ...inNames, ...names.flatMap((named) => named.codes)]) near.add(term);
  for (const term of text.places.keys()) if (!near.has(term) && kindOf(term) !== 'common') far.add(term);
  return { near, far };
}

function namedOnPage({ brand, gtin, sku, mpn }: PageProduct, words: readonly Word[]): NamedOnPage {
  const codes = [sku, mpn].flatMap((code) => codeTermOf(code ?? '') ?? []);
  const number = gtin === undefined ? undefined : gtin14(gtin);
  const brandTerms = termsOf(wordsIn(brand ?? '', wordLimits.maker));
  return { name: passageOf(words), brand: brandTerms, codes, ...(number ? { gtin: number } : {}) };
}

/** `RTX 3080` also stands as `rtx3080`, and `rtx3080` as `rtx` and `3080`: shops and writers space such names as they like. */
function passageOf(words: readonly Word[]): Passage {
  const places = new Map<Term, number[]>();
  const [terms, placesOf, count]: [Term[], number[][], number] = [[], [], newCount()];
  const placesWith = (term: Term): number[] => {
    const known = places.get(term);
    if (known) return known;
    const made: number[] = [];
    places.set(term, made);
    return made;
  };
  for (let at = 0; at < words.length; at++) {
    // Not taken apart from a list: until the engine has seen much of this, that makes three objects a word.
    const word = words[at] as Word;
    const next = words[at + 1];
    if (word.count !== count) {
      word.count = count;
      // Something else of this passage may be the same number: a joined word, a piece.
      if (!places.has(word.term) || !terms.includes(word.term)) terms.push(word.term);
      word.place = placesOf.push(placesWith(word.term)) - 1;
    }
    put(placesOf[word.place] as number[], at);
    if (next && (word.hasDigit || next.hasDigit) && word.text.length + next.text.length <= joinedLengthMax)
      put(placesWith(wordOf(word.text + next.text).term), at);
    if (word.hasDigit)
      for (const piece of word.text.match(/\p{L}+|\p{N}+/gu) ?? []) if (piece !== word.text) put(placesWith(wordOf(piece).term), at);
  }
  return { terms, places };
}
const placesMax = 24;
const joinedLengthMax = 16;

function put(places: number[], at: number): void {
  if (places.length === 0 || (places.length < placesMax && places.at(-1) !== at)) places.push(at);
}
