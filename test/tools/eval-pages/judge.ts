/** Ranks every saved page against the catalogue and says what was right. */
import { PageSnapshot, recommendable } from '#shared/page.ts';
import { openPage, readSaved } from '#worker/cli/page.ts';
import { listPages } from '#worker/cli/read.ts';
import { dimensions } from '#worker/model/encode.ts';
import { plainVectors } from '#worker/model/nearest/plain.ts';
import { featureNames, scoreOf, shippedModel } from '#worker/model/score.ts';
import { hashOf } from '#worker/model/text.ts';
import { pageWords, productTerms, productVector } from '#worker/model/words.ts';
import { type Candidate, candidatesFor } from '#worker/recommend/candidates.ts';
import { hasWords } from '#worker/recommend/has-words.ts';
import { makeProductIndex, type ProductIndex } from '#worker/recommend/product-index.ts';
import { type Ranked, rank } from '#worker/recommend/rank.ts';
import { type CatalogueProduct, type LabelledPage, labelledPages, type Others, otherProducts, type Titles } from './catalogue.ts';

export interface Judged {
  page: LabelledPage;
  half: 'tune' | 'check';
  group: 'product' | 'article' | 'video' | 'none';
  /** Cards with the whole catalogue, and with this page's own products taken out of it. */
  cards: Ranked[];
  without: Ranked[];
  /** Are the words of a labelled product on the page, as its reader sees it? */
  isNamed: boolean;
  snapshot: PageSnapshot | undefined;
}

/** One candidate of one page: what the scorer sees, and whether the page is labelled with it. */
export interface Example {
  half: 'tune' | 'check';
  page: string;
  id: string;
  values: readonly number[];
  isRight: boolean;
  /** The page names more than is labelled, so that a wrong one may be right. */
  isDoubtful: boolean;
}

export interface Measured {
  products: ReadonlyMap<string, CatalogueProduct>;
  pages: Judged[];
  examples: Example[];
}

const cardsMax = 4;

export interface Setting {
  pages: string;
  data: string;
  titles: Titles;
  others: Others;
}
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

export function measure(snapshots: Snapshots, { pages: pagesFolder, data, titles, others }: Setting): Measured {
  const pages = labelledPages(pagesFolder, titles);
  const catalogue = [...new Set(pages.flatMap((page) => page.products)), ...otherProducts(data, others)];
  const index = indexOf(catalogue);
  const examples: Example[] = [];
  const judged = pages.map((page) => judge({ page, snapshot: snapshots.get(page.key) }, index, examples));
  return { products: new Map(catalogue.map((product) => [product.id, product])), pages: judged, examples };
}

export function indexOf(products: readonly CatalogueProduct[]): ProductIndex {
  const index = makeProductIndex(plainVectors(dimensions));
  for (const product of products)
    index.put({ id: product.id, brandId: 'brd_', fingerprint: 0, terms: productTerms(product), vector: productVector(product), names: [] });
  return index;
}

type Read = Pick<Judged, 'page' | 'snapshot'>;

function judge({ page, snapshot }: Read, index: ProductIndex, examples: Example[]): Judged {
  const half = hashOf(page.key) % 2 === 0 ? 'tune' : 'check';
  const own = new Set<string>(page.products.map((product) => product.id));
  const group = own.size === 0 ? 'none' : page.kind === 'product' || page.kind === 'article' ? page.kind : 'video';
  const words = snapshot && pageWords(snapshot);
  if (!words || !hasWords(words)) return { page, half, group, cards: [], without: [], isNamed: false, snapshot };
  const candidates = candidatesFor(words, index, []);
  const isNamed = page.products.some((product) => isNamedOn(words, product, index));
  for (const { id, product, closeness } of candidates)
    examples.push({
      half,
      page: page.key,
      id,
      values: scoreOf({ page: words, product, closeness }).values,
      isRight: own.has(id),
      isDoubtful: !page.isComplete,
    });
  const by = { cardsMax, model: shippedModel };
  const others: Candidate[] = candidates.filter(({ id }) => !own.has(id));
  return {
    page,
    half,
    group,
    cards: [...rank(words, candidates, by).ranked],
    without: [...rank(words, others, by).ranked],
    isNamed,
    snapshot,
  };
}

/** Three quarters of what the product's title tells stand on the page. */
function isNamedOn(words: ReturnType<typeof pageWords>, product: CatalogueProduct, index: ProductIndex): boolean {
  const slot = index.find(product.id);
  if (slot === undefined) return false;
  const { values } = scoreOf({ page: words, product: index.wordsAt(slot), closeness: 0 });
  return (values[featureNames.indexOf('words-on-page')] ?? 0) >= 0.75;
}
