/**
 * Who asks, as far as counting needs it: a name for a network and one for a browser on it. They cannot be turned back, and they are others every
 * week, so that nothing that was kept can be joined over a longer time. The address itself is never kept.
 */
import { dayMs } from '#shared/time.ts';
import type { Call } from './call.ts';
import { aliasOf } from './derived.ts';

const rotationMs = 7 * dayMs;
/** Names of the week before are still recognised; older ones are of no use and are deleted. */
export const visitorKeysKeptMs = 2 * rotationMs;
const keyLength = 22;

export interface VisitorKeys {
  visitor: string;
  network: string;
}
/** Of this week and of the one before: a visitor of last Sunday is known on Monday. */
export interface Visitor {
  now: VisitorKeys;
  before: VisitorKeys;
}

/** Undefined where a request has no address, and for this machine's own programs. */
export async function visitorOf({ settings, request, now }: Pick<Call, 'settings' | 'request' | 'now'>): Promise<Visitor | undefined> {
  const address = request.headers.get('cf-connecting-ip');
  if (!address || isThisMachine(address)) return undefined;
  const agent = request.headers.get('user-agent')?.slice(0, 500) ?? '';
  const place = isEuropean(request) ? coarse(address) : networkOf(address);
  const week = Math.floor(now / rotationMs);
  const keysOf = async (of: number): Promise<VisitorKeys> => {
    const [visitor, network] = await Promise.all([
      aliasOf(settings, `visitor:${of}`, `${place} ${agent}`),
      aliasOf(settings, `visitor-network:${of}`, place),
    ]);
    return { visitor: visitor.slice(0, keyLength), network: network.slice(0, keyLength) };
  };
  const [current, before] = await Promise.all([keysOf(week), keysOf(week - 1)]);
  return { now: current, before };
}

export const isThisMachine = (address: string): boolean => address === '127.0.0.1' || address === '::1';

/** An IPv6 customer has a /64, so that is one network. */
export function networkOf(address: string): string {
  return address.includes(':') ? groupsOf(address).slice(0, 4).join(':') : address;
}

/** In the European Union even the keyed name is made from a shortened address: /24 and /48. */
const coarse = (address: string): string =>
  address.includes(':') ? groupsOf(address).slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.');

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail === undefined) return groups;
  const rest = tail === '' ? [] : tail.split(':');
  return [...groups, ...Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0'), ...rest];
}

const isEuropean = (request: Request): boolean => (request.cf as { isEUCountry?: unknown } | undefined)?.isEUCountry === '1';
