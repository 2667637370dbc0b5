/** What the creator of a page tagged on it. The page is evidence: it must state the very creator, or there are no tags. */
import { contentKey } from '#shared/content-key.ts';
import type { Product } from '#shared/contracts/catalogue.ts';
import type { Id } from '#shared/ids.ts';
import type { PageFacts } from '#shared/page.ts';
import { handleKey } from '#shared/platforms.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { creatorAsked } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { askAll } from '../base/sql.ts';
import { productsAsked } from '../catalogue/index.ts';
import { termsAsked } from '../clicks/index.ts';
import { mayHaveTags } from './known-keys.ts';
import { isInProgramme, programmeOf } from './standing.ts';
import { type ServedTag, tagsAsked } from './store.ts';

export interface Tagged {
  product: Product;
  atSeconds: number | null;
  note: string | null;
}

/** In the creator's order, without what is in no programme. A tag that was just made is seen two seconds later at most. */
export async function taggedOn(call: Call, page: PageFacts): Promise<Tagged[]> {
  const key = page.creator ? contentKey(page) : undefined;
  if (!page.creator || key === undefined || !(await mayHaveTags(call, sha256Hex(key)))) return [];
  const [tags, creator] = await askAll(call.env.DB, [tagsAsked(call, key), creatorAsked(call, page.creator)] as const);
  const own = creator ? tags.filter((tag) => isStated(tag, creator.id, page.creator)) : [];
  return own.length === 0 ? [] : inProgramme(call, own);
}

function isStated(tag: ServedTag, owner: Id<'crt'>, stated: PageFacts['creator']): boolean {
  const names = stated ? [stated.id, stated.handle].filter((name) => name !== undefined) : [];
  return (
    tag.creatorId === owner &&
    tag.platform === stated?.platform &&
    names.some((name) => handleKey(tag.platform, name as string) === tag.handleKey)
  );
}

/** Terms say whether a product is in a programme at all; nothing else of them is looked at. */
async function inProgramme(call: Call, tags: readonly ServedTag[]): Promise<Tagged[]> {
  const questions = [
    productsAsked(
      call,
      tags.map(({ productId }) => productId),
    ),
    termsAsked(call.env, [...new Set(tags.map(({ brandId }) => brandId))], call.now),
  ] as const;
  const [products, terms] = await askAll(call.env.DB, questions);
  const termsOf = new Map(terms.map((one) => [one.brandId, one]));
  const byId = new Map(products.map((product) => [product.id, product]));
  return tags.flatMap(({ productId, atSeconds, note }) => {
    const product = byId.get(productId);
    return product && isInProgramme(programmeOf(product, termsOf.get(product.brandId))) ? [{ product, atSeconds, note }] : [];
  });
}
