/** How well a product's title agrees with a name in the page's own data. */
import { informationOfKind } from './rarity.ts';
import type { Term } from './text.ts';
import type { NamedOnPage, PageWords, ProductWords } from './words.ts';

export interface NameFit {
  named?: NamedOnPage;
  /** 0 to 1: both say the same things. */
  agreement: number;
}

/** The name that fits best. Asked again for the newest product, the answer is the one found before. */
export function bestName(page: PageWords, product: ProductWords): NameFit {
  if (newest?.product === product && newest.page === page) return newest.fit;
  let fit: NameFit = { agreement: 0 };
  for (const named of page.names) {
    const agreement = agreementOf(named, product);
    if (agreement > fit.agreement) fit = { named, agreement };
  }
  newest = { page, product, fit };
  return fit;
}
let newest: { page: PageWords; product: ProductWords; fit: NameFit } | undefined;

export const isInName = (named: NamedOnPage, term: Term): boolean => named.name.places.has(term) || named.brand.includes(term);

/** Share of the title that the name tells, times share of the name that title and maker tell; half of it when the makers differ. */
function agreementOf(named: NamedOnPage, product: ProductWords): number {
  let told = 0;
  for (let at = 0; at < product.title.length; at++)
    if (isInName(named, product.title[at] as Term)) told += product.titleShares[at] as number;
  if (told === 0) return 0;
  const [heard, all] = shareOfName(named, product);
  const sameMaker = named.brand.length === 0 || product.maker.length === 0 || makersMeet(named, product);
  return told * (all === 0 ? 0 : heard / all) * (sameMaker ? 1 : 0.5);
}

function shareOfName({ name, brand }: NamedOnPage, product: ProductWords): [heard: number, all: number] {
  let [heard, all] = [0, 0];
  for (const term of name.terms) {
    const isKnown = product.title.includes(term) || product.maker.includes(term);
    // The brand inside a name is no difference to a title that leaves it out.
    if (!isKnown && brand.includes(term)) continue;
    const information = informationOfKind(term);
    all += information;
    if (isKnown) heard += information;
  }
  return [heard, all];
}

const makersMeet = (named: NamedOnPage, product: ProductWords): boolean =>
  named.brand.some((term) => product.maker.includes(term) || product.title.includes(term)) ||
  product.maker.some((term) => named.name.places.has(term));
