/**
 * Accounts: creators and brands, their people, sessions, API keys, verified handles and domains.
 * Promises that no secret is stored (only hashes, or what derives them) and that a handle or host belongs to one tenant only.
 * Never learns what anybody earns, buys or reads.
 */
import type { Id } from '#shared/ids.ts';
import type { Platform } from '#shared/platforms.ts';
import type { Actor, Call } from '../base/call.ts';
import type { Served } from '../base/serve.ts';

export interface NamedCreator {
  id: Id<'crt'>;
  name: string;
}
export interface NamedBrand {
  id: Id<'brd'>;
  name: string;
  /** Verified hosts, lower case, with the port where it is not the scheme's own: compare with `new URL(url).host`. */
  hosts: readonly string[];
}
export interface CreatorOnPage {
  platform: Platform;
  handle?: string | undefined;
  /** The platform's own id, such as a YouTube channel's `UC…`. */
  id?: string | undefined;
}

/** Who calls: by API key, else by session, else nobody. A key or session that is not valid is refused. */
export const identify = async (_call: Call): Promise<Actor> => ({ kind: 'nobody' });
/** The creator who has proven to own this handle; unverified claims do not count. */
export const findCreator = async (_call: Call, _onPage: CreatorOnPage): Promise<NamedCreator | undefined> => undefined;
/** Those of the ids that exist, in no order. */
export const getCreators = async (_call: Call, _ids: readonly Id<'crt'>[]): Promise<NamedCreator[]> => [];
export const getBrands = async (_call: Call, _ids: readonly Id<'brd'>[]): Promise<NamedBrand[]> => [];
/** The verified hosts of one brand. */
export const listHosts = async (_call: Call, _brandId: Id<'brd'>): Promise<string[]> => [];
/** Keys that may sign this brand's webhooks now, newest first: one, or two for 24 h after a rotation; none for an unknown brand. */
export const webhookSecrets = async (_call: Call, _brandId: Id<'brd'>): Promise<Uint8Array[]> => [];

export const accounts: readonly Served[] = [];
