/** A content with its tags as its creator reads them. */
import type { TaggedContent } from '#shared/contracts/tags.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { getProducts } from '../catalogue/index.ts';
import { taggable } from './standing.ts';
import { type ContentRow, findContent, tagsOfContents } from './store.ts';

export async function contentViews(call: Call, contents: readonly ContentRow[]): Promise<TaggedContent[]> {
  const tags = await tagsOfContents(
    call,
    contents.map(({ id }) => id),
  );
  const products = await taggable(call, await getProducts(call, [...new Set(tags.map(({ productId }) => productId))]));
  const byId = new Map(products.map((product) => [product.id, product]));
  const ofContent = Map.groupBy(tags, ({ contentId }) => contentId);
  return contents.map(({ id, platform, handle, address, key }) => ({
    id,
    platform,
    handle,
    address,
    key,
    tags: (ofContent.get(id) ?? []).flatMap(({ id: tagId, productId, atSeconds, note, addedAt }) => {
      const product = byId.get(productId);
      return product ? [{ id: tagId, product, atSeconds, note, addedAt }] : [];
    }),
  }));
}

/** Of a content that was just written to. */
export async function contentView(call: Call, id: Id<'con'>): Promise<TaggedContent> {
  const content = await findContent(call, creatorOf(call), id);
  const [view] = content ? await contentViews(call, [content]) : [];
  assert(view, 'a content that has a tag exists');
  return view;
}
