/** Ranks every saved page against the catalogue and says what was right. */
import type { PageSnapshot } from '#shared/page.ts';
import type { RankerModel } from '#shared/ranking/model.ts';
import type { CatalogueProduct, LabelledPage } from '#worker/cli/pairs/catalogue.ts';
import { halfOf, listsOfPages, type PageList, type Setting, type Snapshots } from '#worker/cli/pairs/lists.ts';
import { featureNames, scoreOf, shippedModel } from '#worker/model/score.ts';
import type { pageWords } from '#worker/model/words.ts';
import type { ProductIndex } from '#worker/recommend/product-index.ts';
import { type Ranked, rank } from '#worker/recommend/rank.ts';

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

export interface Measured {
  products: ReadonlyMap<string, CatalogueProduct>;
  pages: Judged[];
}

const cardsMax = 4;

export function measure(snapshots: Snapshots, setting: Setting, model: RankerModel = shippedModel): Measured {
  const { catalogue, index, lists } = listsOfPages(snapshots, setting);
  return { products: new Map(catalogue.map((product) => [product.id, product])), pages: lists.map((list) => judge(list, index, model)) };
}

function judge({ page, snapshot, words, candidates }: PageList, index: ProductIndex, model: RankerModel): Judged {
  const half = halfOf(page.key);
  const own = new Set<string>(page.products.map((product) => product.id));
  const group = own.size === 0 ? 'none' : page.kind === 'product' || page.kind === 'article' ? page.kind : 'video';
  if (!words) return { page, half, group, cards: [], without: [], isNamed: false, snapshot };
  const isNamed = page.products.some((product) => isNamedOn(words, product, index));
  const others = candidates.filter(({ id }) => !own.has(id));
  const shown = (of: PageList['candidates']): Ranked[] => [...rank(words, of, { cardsMax, model }).ranked];
  return { page, half, group, cards: shown(candidates), without: shown(others), isNamed, snapshot };
}

/** Three quarters of what the product's title tells stand on the page. */
function isNamedOn(words: ReturnType<typeof pageWords>, product: CatalogueProduct, index: ProductIndex): boolean {
  const slot = index.find(product.id);
  if (slot === undefined) return false;
  const { values } = scoreOf({ page: words, product: index.wordsAt(slot), closeness: 0, lead: 0 });
  return (values[featureNames.indexOf('words-on-page')] ?? 0) >= 0.75;
}
