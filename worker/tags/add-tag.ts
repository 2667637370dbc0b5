import { type ContentAt, contentAt } from '#shared/content-key.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { type addTag as contract, taggedContentsMax, tagsPerContentMax } from '#shared/contracts/tags.ts';
import { fail } from '#shared/errors.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { findOwnHandle, type OwnHandle } from '../accounts/index.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { isUniqueViolation } from '../base/sql.ts';
import { findProduct } from '../catalogue/index.ts';
import { findTerms } from '../clicks/index.ts';
import { contentView } from './content-view.ts';
import { isInProgramme, programmeOf } from './standing.ts';
import { addTagRow, findRequest, type NewTag } from './store.ts';

type Asked = In<typeof contract>;
type Answer = Out<typeof contract>;

/** Whose content it is, is proven by the handle and, where it is served, by the page; here the address only must not say otherwise. */
export async function addTag(call: Call, asked: Asked): Promise<Answer> {
  const creatorId = creatorOf(call);
  const { requestId, ...rest } = asked;
  const askedHash = sha256Hex(JSON.stringify([rest.handleId, rest.address, rest.productId, rest.atSeconds ?? null, rest.note ?? null]));
  const before = await asBefore(call, { requestId, askedHash });
  if (before) return before;
  const handle = await findOwnHandle(call, asked.handleId);
  if (!handle) return fail('not_found', 'There is no such handle.');
  const content = contentOf(handle, asked.address);
  const product = await findProduct(call, asked.productId);
  if (!product) return fail('not_found', 'There is no such product.');
  const [inForce] = await findTerms(call.env, [product.brandId], call.now);
  const programme = programmeOf(product, inForce);
  if (!isInProgramme(programme)) fail('unprocessable', 'This product is in no programme that you can promote now.', { why: programme });
  const { platform, key } = content;
  return keep(call, {
    requestId,
    askedHash,
    content: {
      id: call.newId('con'),
      creatorId,
      platform,
      handle: handle.handle,
      handleKey: handle.handleKey,
      key,
      keyHash: sha256Hex(key),
      address: asked.address,
    },
    tag: {
      id: call.newId('tag'),
      productId: product.id,
      brandId: product.brandId,
      atSeconds: asked.atSeconds ?? null,
      note: asked.note ?? null,
    },
  });
}

async function asBefore(call: Call, { requestId, askedHash }: Pick<NewTag, 'requestId' | 'askedHash'>): Promise<Answer | undefined> {
  const found = await findRequest(call, creatorOf(call), requestId);
  if (!found) return undefined;
  if (found.askedHash !== askedHash) return fail('conflict', 'Something else was asked under this requestId.', { field: 'requestId' });
  return contentView(call, found.contentId);
}

function contentOf(handle: OwnHandle, address: string): ContentAt {
  if (handle.verifiedAt === null)
    fail('unprocessable', 'Prove this handle first: tags count for proven handles only.', { why: 'not_proven' });
  const content = contentAt(address);
  if (!content)
    return fail('unprocessable', 'This address leads to no single video, post or article. Give the address that its page shows.', {
      why: 'no_content',
    });
  if (content.platform !== handle.platform)
    return fail('unprocessable', `This content is not on ${handle.platform}.`, { why: 'other_platform' });
  if (content.handle !== undefined && content.handle !== handle.handleKey)
    return fail('unprocessable', `The address names ${content.handle}, not ${handle.handle}.`, { why: 'other_handle' });
  return content;
}

async function keep(call: Call, tag: NewTag): Promise<Answer> {
  try {
    const contentId = await addTagRow(call, tag);
    if (contentId === undefined)
      return fail('conflict', `A content takes ${tagsPerContentMax} products, a creator ${taggedContentsMax} contents.`, {
        tagsPerContentMax,
        taggedContentsMax,
      });
    return await contentView(call, contentId);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // The same request at the same time was first.
    return (await asBefore(call, tag)) ?? fail('conflict', 'This was asked twice at once. Ask again.');
  }
}
