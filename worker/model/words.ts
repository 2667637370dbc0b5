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
import { codeTermOf, hashOf, kindOf, mixed, plainCode, rootTermOf, type Term, termOf, wordsOf } from './text.ts';
import { shippedTower, type Tower } from './tower.ts';

export const wordLimits = { headline: 80, text: 5000, name: 60, names: 50, title: 40, maker: 6, category: 20, description: 60 } as const;

/** Words that stand together, and where each of them stands. */
export interface Passage {
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
  const headline = wordsOf(page.title ?? '', wordLimits.headline);
  const text = wordsOf(page.text ?? '', wordLimits.text);
  const named = page.products.slice(0, wordLimits.names).map((product) => wordsOf(product.name, wordLimits.name));
  const names = page.products.slice(0, wordLimits.names).map((product, at) => namedOnPage(product, named[at] ?? []));
  const own = [page.url, ...page.products.flatMap(({ url }) => url ?? [])];
  return {
    kind: page.kind,
    headline: passageOf(headline),
    text: passageOf(text),
    names,
    inNames: new Set(names.flatMap(({ name, brand }) => [...name.places.keys(), ...brand])),
    roots: rootsIn([...headline, '', ...named.flatMap((words) => [...words, '']), ...text], page.products),
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
  const words = wordsOf(title, wordLimits.title);
  const codes = new Set([sku, mpn ?? '', ...words.filter(isLongCode)].flatMap((code) => codeTermOf(code) ?? []));
  for (const root of rootsIn(words, [{ sku, mpn }])) codes.add(root);
  return {
    title: [...new Set(words.map(termOf))],
    maker: [...new Set(wordsOf(maker ?? '', wordLimits.maker).map(termOf))],
    codes: [...codes],
  };
}

/** Changes when anything does that words and vector are made from. 32 bits. */
export const fingerprintOf = ({ title, maker, description, category, sku, mpn }: ProductText): number =>
  [title, maker, description, category, sku, mpn].reduce<number>((hash, text) => hashOf(text ?? '', mixed(hash + 1)), 0);

/** A product's words as the scorer wants them, in a catalogue in which words are so rare. */
export function productWords({ title, maker, codes }: ProductTerms, rarity: Rarity): ProductWords {
  const told = (term: Term): number => informationOf(term, rarity);
  const titleRarity = title.map(told);
  const weights = titleRarity.map((information, at) => information * earlierMore ** at);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    title,
    maker,
    codes,
    titleRarity,
    makerRarity: maker.map(told),
    titleShares: weights.map((weight) => (total === 0 ? 0 : weight / total)),
  };
}
/** Feeds put maker and model first, colour and promises last. */
const earlierMore = 0.85;

/** Of words with digits, each also joined with the one before it: `COOLPIX P6000` is also written `COOLPIXP6000`. */
function rootsIn(words: readonly string[], numbers: readonly { sku?: string | undefined; mpn?: string | undefined }[]): Set<Term> {
  const codes = numbers.flatMap(({ sku, mpn }) => [plainCode(sku ?? ''), plainCode(mpn ?? '')]);
  const joined: string[] = [];
  for (const [at, word] of words.entries()) {
    if (!/\d/.test(word)) continue;
    codes.push(word);
    joined.push(`${words[at - 1] ?? ''}${word}`);
  }
  const roots = (of: readonly string[], digitsMin: number): Term[] =>
    of.flatMap((code) => (code.length <= codeLengthMax ? (rootTermOf(code, digitsMin) ?? []) : []));
  // `iPhone 13` is no code.
  return new Set([...roots(codes, 2), ...roots(joined, 3)]);
}
const codeLengthMax = 24;

/** `wh1000xm5`, not `ps4`: long enough that it names one thing only. */
const isLongCode = (word: string): boolean => word.length >= 6 && kindOf(termOf(word)) === 'code' && /\d.*\d/.test(word);

/** Where a product lies among all products, in the stored form. */
export function productVector({ title, maker, category, description }: ProductText, tower: Tower = shippedTower()): Int8Array {
  const vector = encode(
    [
      { words: wordsOf(title, wordLimits.title), weight: 1 },
      { words: wordsOf(maker ?? '', wordLimits.maker), weight: 0.5 },
      { words: wordsOf(category ?? '', wordLimits.category), weight: 0.1 },
      { words: wordsOf(description ?? '', wordLimits.description), weight: 0.05 },
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

function namedOnPage({ brand, gtin, sku, mpn }: PageProduct, words: readonly string[]): NamedOnPage {
  const codes = [sku, mpn].flatMap((code) => codeTermOf(code ?? '') ?? []);
  const number = gtin === undefined ? undefined : gtin14(gtin);
  const brandTerms = [...new Set(wordsOf(brand ?? '', wordLimits.maker).map(termOf))];
  return { name: passageOf(words), brand: brandTerms, codes, ...(number ? { gtin: number } : {}) };
}

/** `RTX 3080` also stands as `rtx3080`, and `rtx3080` as `rtx` and `3080`: shops and writers space such names as they like. */
function passageOf(words: readonly string[]): Passage {
  const places = new Map<Term, number[]>();
  const terms = new Map<string, Term>();
  const termOnce = (word: string): Term => {
    const term = terms.get(word) ?? termOf(word);
    terms.set(word, term);
    return term;
  };
  const put = (word: string, at: number): void => {
    const term = termOnce(word);
    const known = places.get(term);
    if (!known) places.set(term, [at]);
    else if (known.length < placesMax && known.at(-1) !== at) known.push(at);
  };
  for (const [at, word] of words.entries()) {
    put(word, at);
    const next = words[at + 1];
    if (next !== undefined && /\d/.test(word + next) && word.length + next.length <= joinedLengthMax) put(word + next, at);
    if (/\d/.test(word)) for (const piece of word.match(/\p{L}+|\p{N}+/gu) ?? []) if (piece !== word) put(piece, at);
  }
  return { terms: words.map(termOnce), places };
}
const placesMax = 24;
const joinedLengthMax = 16;
