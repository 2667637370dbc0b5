/** Tags made through the contracts, and the page that states their creator. */
import { addHandle, approveHandle, getMe } from '#shared/contracts/accounts.ts';
import { listProducts, type Product } from '#shared/contracts/catalogue.ts';
import { addTag, type TaggedContent } from '#shared/contracts/tags.ts';
import type { Id } from '#shared/ids.ts';
import type { PageSnapshot } from '#shared/page.ts';
import type { Platform } from '#shared/platforms.ts';
import { aPage, type BrandWorld, type CreatorWorld, operator } from './world.ts';

let videos = 0;
export const aVideo = (): string => `https://www.youtube.com/watch?v=tagged${String(++videos).padStart(5, '0')}`;

export const productsOf = async ({ client }: BrandWorld): Promise<Product[]> => (await client(listProducts, {})).products;

export async function handleIdOf({ client }: CreatorWorld, platform: Platform = 'youtube'): Promise<Id<'han'>> {
  const found = (await client(getMe, {})).handles.find((handle) => handle.platform === platform);
  if (!found) throw new Error(`no handle on ${platform}`);
  return found.id;
}

export async function provenHandle({ client }: CreatorWorld, platform: Platform, handle: string): Promise<Id<'han'>> {
  const { id } = await client(addHandle, { platform, handle });
  await (await operator())(approveHandle, { handleId: id, reason: 'seen in a test' });
  return id;
}

export interface Tagging {
  address: string;
  productId: Id<'prd'>;
  requestId?: string;
  handleId?: Id<'han'>;
  atSeconds?: number;
  note?: string;
}
export async function tag(creator: CreatorWorld, { requestId = crypto.randomUUID(), handleId, ...rest }: Tagging): Promise<TaggedContent> {
  return creator.client(addTag, { requestId, handleId: handleId ?? (await handleIdOf(creator)), ...rest });
}

/** A page that shows this content and states that it is this creator's. */
export const pageBy = ({ handle }: Pick<CreatorWorld, 'handle'>, url: string, changes: Partial<PageSnapshot> = {}): PageSnapshot =>
  aPage({ url, title: 'A walk along the harbour on a Sunday', creator: { platform: 'youtube', handle: `@${handle}` }, ...changes });
