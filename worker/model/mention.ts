/** Where a passage speaks of a product: the place at which most of the product's words stand close together, and the longest piece of its name. */
import type { Term } from './text.ts';
import type { Passage, ProductWords } from './words.ts';

export interface Mention {
  /** Share of what the title tells that stands at the place, 0 to 1. */
  share: number;
  /** What the words at the place tell together, title and maker, in nats. */
  information: number;
  /** From which place to which the words stand; -1 where nothing was found. */
  from: number;
  to: number;
  /** The most of the title that stands in its own order, one other word between two of its words at most: share, and nats with the maker's. */
  runShare: number;
  runInformation: number;
}

const nowhere: Mention = { share: 0, information: 0, from: -1, to: -1, runShare: 0, runInformation: 0 };

/** The features of one product ask the same again and again: what was found for the newest product is kept. */
export function mentionIn(passage: Passage, product: ProductWords): Mention {
  if (newest.product !== product) newest = { product, passages: [], mentions: [] };
  const known = newest.mentions[newest.passages.indexOf(passage)];
  if (known) return known;
  const hits = hitsOf(passage, product);
  const mention = hits.length === 0 ? nowhere : { ...densestPlace(hits, product), ...longestRun(hits, product) };
  newest.passages.push(passage);
  newest.mentions.push(mention);
  return mention;
}
let newest: { product: ProductWords | undefined; passages: Passage[]; mentions: Mention[] } = {
  product: undefined,
  passages: [],
  mentions: [],
};

/** Does the word stand at the mention's place, or one beside it? */
export const standsAt = (passage: Passage, { from, to }: Mention, term: Term): boolean =>
  from >= 0 && (passage.places.get(term) ?? []).some((at) => at >= from - 1 && at <= to + 1);

/** What is told grows convincing: 0 for nothing, .5 at nine nats (one rare word), near 1 from twenty (brand and model). */
export const convincing = (information: number): number => 1 - 2 ** -((information / 9) ** 2);

/** A hit is `place * hitBase + word`; the title's words are numbered first, then those of the maker that the title has not. */
const hitBase = 64;
const placeOf = (hit: number): number => Math.floor(hit / hitBase);
const wordOf = (hit: number): number => hit % hitBase;

function hitsOf({ places }: Passage, { title, maker }: ProductWords): Float64Array {
  const hits: number[] = [];
  for (let word = 0; word < title.length; word++) for (const at of places.get(title[word] as Term) ?? []) hits.push(at * hitBase + word);
  for (let word = 0; word < maker.length; word++) {
    const term = maker[word] as Term;
    if (!title.includes(term)) for (const at of places.get(term) ?? []) hits.push(at * hitBase + title.length + word);
  }
  return new Float64Array(hits).sort();
}

const toldBy = ({ title, titleRarity, makerRarity }: ProductWords, word: number): number =>
  (word < title.length ? titleRarity[word] : makerRarity[word - title.length]) ?? 0;

function densestPlace(hits: Float64Array, product: ProductWords): Pick<Mention, 'share' | 'information' | 'from' | 'to'> {
  const width = Math.min(widthMax, 3 + Math.ceil(1.5 * product.title.length));
  const counts = new Uint8Array(hitBase);
  const best = { share: 0, information: 0, from: -1, to: -1 };
  let [share, information, left] = [0, 0, 0];
  for (const hit of hits) {
    const word = wordOf(hit);
    if ((counts[word] as number)++ === 0) {
      information += toldBy(product, word);
      share += product.titleShares[word] ?? 0;
    }
    for (; placeOf(hit) - placeOf(hits[left] as number) >= width; left++) {
      const leaving = wordOf(hits[left] as number);
      if (--(counts[leaving] as number) > 0) continue;
      information -= toldBy(product, leaving);
      share -= product.titleShares[leaving] ?? 0;
    }
    if (information <= best.information + rounding) continue;
    best.share = Math.min(1, share);
    best.information = information;
    best.from = placeOf(hits[left] as number);
    best.to = placeOf(hit);
  }
  return best;
}
const widthMax = 24;
const rounding = 1e-9;

function longestRun(hits: Float64Array, product: ProductWords): Pick<Mention, 'runShare' | 'runInformation'> {
  const told = new Float64Array(hits.length);
  const shares = new Float64Array(hits.length);
  let [runShare, runInformation] = [0, 0];
  for (let now = 0; now < hits.length; now++) {
    const [place, word] = [placeOf(hits[now] as number), wordOf(hits[now] as number)];
    for (let before = now - 1; before >= 0 && place - placeOf(hits[before] as number) <= 2; before--) {
      if ((told[before] as number) <= (told[now] as number) || !follows(hits[before] as number, hits[now] as number, product.title.length))
        continue;
      told[now] = told[before] as number;
      shares[now] = shares[before] as number;
    }
    told[now] = (told[now] as number) + toldBy(product, word);
    shares[now] = (shares[now] as number) + (product.titleShares[word] ?? 0);
    runShare = Math.max(runShare, shares[now] as number);
    runInformation = Math.max(runInformation, told[now] as number);
  }
  return { runShare: Math.min(1, runShare), runInformation };
}

/** Further on in the passage and, at most one word skipped, in the title; the maker may stand before any word of it. */
function follows(before: number, now: number, titleLength: number): boolean {
  if (placeOf(before) >= placeOf(now)) return false;
  const [earlier, word] = [wordOf(before), wordOf(now)];
  const isMaker = [earlier >= titleLength, word >= titleLength];
  if (isMaker[0]) return !isMaker[1] || word > earlier;
  return !isMaker[1] && word > earlier && word - earlier <= 2;
}
