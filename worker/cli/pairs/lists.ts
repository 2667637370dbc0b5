/** Judged lists for the ranker's training: saved pages with what they are labelled with, and listings of one shop against another's catalogue. */
import path from 'node:path';
import { makeId } from '#shared/ids.ts';
import { PageSnapshot, recommendable } from '#shared/page.ts';
import { dimensions } from '#worker/model/encode.ts';
import { plainVectors } from '#worker/model/nearest/plain.ts';
import { hashOf } from '#worker/model/text.ts';
import type { JudgedList } from '#worker/model/train/lists.ts';
import { type Listing, readMatching, type Split, splits } from '#worker/model/train/match/listings.ts';
import { type PageWords, pageWords, productTerms, productVector } from '#worker/model/words.ts';
import { type Candidate, candidatesFor } from '#worker/recommend/candidates.ts';
import { hasWords } from '#worker/recommend/has-words.ts';
import { makeProductIndex, type ProductIndex } from '#worker/recommend/product-index.ts';
import { openPage, readSaved } from '../page.ts';
import { listPages } from '../read.ts';
import { type CatalogueProduct, type LabelledPage, labelledPages, type Others, otherProducts, type Titles } from './catalogue.ts';

export type Snapshots = ReadonlyMap<string, PageSnapshot>;

/** What the readers see, as it would leave the device; pages that show them nothing are not in it. */
export function readSnapshots(folder: string): Snapshots {
  return new Map(
    listPages(folder).flatMap(({ key, file, url }) => {
      const { seen } = readSaved(openPage(file), url);
      return seen ? [[key, recommendable(PageSnapshot.parse({ url: 'https://unknown.invalid/', ...seen }))]] : [];
    }),
  );
}

export function indexOf(products: readonly CatalogueProduct[]): ProductIndex {
  const index = makeProductIndex(plainVectors(dimensions));
  for (const product of products)
    index.put({ id: product.id, brandId: 'brd_', fingerprint: 0, terms: productTerms(product), vector: productVector(product), names: [] });
  return index;
}

/** Pages of this half are fitted to, the others only measured. */
export const halfOf = (key: string): 'tune' | 'check' => (hashOf(key) % 2 === 0 ? 'tune' : 'check');

export interface PageList {
  page: LabelledPage;
  snapshot: PageSnapshot | undefined;
  /** Undefined where the page has too few words to rank by. */
  words: PageWords | undefined;
  candidates: Candidate[];
}

export interface Setting {
  pages: string;
  data: string;
  titles: Titles;
  others: Others;
}

export function listsOfPages(snapshots: Snapshots, { pages: folder, data, titles, others }: Setting) {
  const pages = labelledPages(folder, titles);
  const catalogue = [...new Set(pages.flatMap((page) => page.products)), ...otherProducts(data, others)];
  const index = indexOf(catalogue);
  const lists = pages.map((page): PageList => {
    const snapshot = snapshots.get(page.key);
    const words = snapshot && pageWords(snapshot);
    if (!words || !hasWords(words)) return { page, snapshot, words: undefined, candidates: [] };
    return { page, snapshot, words, candidates: candidatesFor(words, index, []) };
  });
  return { catalogue, index, lists };
}

/** A page that is not labelled completely may be about a product that nobody labelled: its wrong ones count less. */
export function judgedPages(lists: readonly PageList[]): JudgedList[] {
  return lists.flatMap(({ page, words, candidates }) => {
    if (!words) return [];
    const own = new Set<string>(page.products.map(({ id }) => id));
    const judged = candidates.map(({ id, product, closeness }) => {
      const isRight = own.has(id);
      return { input: { page: words, product, closeness }, isRight, weight: isRight || page.isComplete ? 1 : doubtful };
    });
    return [{ group: page.key, candidates: judged }];
  });
}
const doubtful = 0.6;

export interface ListingChoice {
  split: Split;
  /** Left out, every second page also has the listing's description. */
  namesOnly?: boolean;
}

/** Listings of the first shop that are paired in this split, as product pages, against the whole second catalogue. */
export function judgedListings(folder: string, { split, namesOnly = false }: ListingChoice): JudgedList[] {
  const { ones, others, pairs } = readMatching(path.join(folder, 'abt-buy'));
  const ids = others.map((_, at) => makeId('prd', at + 1, (length) => new Uint8Array(length)));
  const index = indexOf(others.map((listing, at) => asProduct(listing, ids[at] as (typeof ids)[number])));
  const right = new Map<number, Set<string>>();
  for (const { one, other, isSame } of pairs) if (isSame) right.set(one, (right.get(one) ?? new Set()).add(ids[other] ?? ''));
  const asked = new Set(pairs.filter((pair) => pair.split === split && pair.isSame).map(({ one }) => one));
  // A listing whose pairs stand in several splits is of the last of them.
  for (const pair of pairs) if (pair.isSame && splits.indexOf(pair.split) > splits.indexOf(split)) asked.delete(pair.one);
  return [...asked].flatMap((one) => {
    const listing = ones[one];
    if (!listing) return [];
    const page = pageOf(listing, namesOnly || one % 2 === 0 ? '' : listing.description);
    const candidates = candidatesFor(page, index, []).map(({ id, product, closeness }) => ({
      input: { page, product, closeness },
      isRight: right.get(one)?.has(id) ?? false,
      weight: listingWeight,
    }));
    return [{ group: `listing ${one}`, candidates }];
  });
}
/** There are many more listings than pages. */
const listingWeight = 0.2;

const pageOf = ({ name }: Listing, text: string): PageWords =>
  pageWords({ platform: 'web', kind: 'product', url: 'https://abt.test/', title: name, text, products: [{ name }], shopLinks: [] });

const asProduct = ({ name, maker, description }: Listing, id: CatalogueProduct['id']): CatalogueProduct => ({
  id,
  sku: id,
  title: name,
  url: `https://buy.test/${id}`,
  ...(maker ? { maker } : {}),
  ...(description ? { description } : {}),
});
