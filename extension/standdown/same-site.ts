import { destinationsOf, hostOf, isOneOf } from './address.ts';
import type { PackSet } from './packs/form.ts';

/** Whether two addresses belong to one merchant or author: the same host, or one below the other, `www.` aside. */
export function sameSite(one: string, other: string): boolean {
  const [a, b] = [plainHost(one), plainHost(other)];
  return a !== undefined && b !== undefined && (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`));
}

/**
 * A name for the merchant of an address, or undefined where it is no address. Wider than the site, because a session spans all of a
 * merchant: other parts of its domain, and its shops of other countries.
 */
export function merchantOf(address: string, { packs, never }: PackSet): string | undefined {
  const name = plainHost(address);
  if (name === undefined) return undefined;
  const groups = [...packs.map(({ merchants }) => merchants?.hosts), ...never.map(({ hosts }) => hosts)];
  return groups.find((hosts) => isOneOf(name, hosts))?.[0] ?? domainOf(name);
}

/** The merchants that an address leads to, itself and through a redirect. */
export const merchantsOf = (address: string, packs: PackSet): string[] =>
  destinationsOf(address).flatMap((destination) => merchantOf(destination, packs) ?? []);

const plainHost = (address: string): string | undefined => nameOf(address)?.replace(/^www\./, '') || undefined;

/** The host; where one machine has several servers and no names for them, with the port. */
function nameOf(address: string): string | undefined {
  const host = hostOf(address);
  return host && isNameless(host) ? `${host} ${URL.parse(address)?.port ?? ''}` : host;
}

const isNameless = (host: string): boolean => host === 'localhost' || /^[\d.]+$|:/.test(host);

/** The last two parts of a host, three under endings such as `co.uk`. Too wide a guess is silent too often, never too seldom. */
function domainOf(name: string): string {
  if (name.includes(' ')) return name;
  const parts = name.split('.');
  const isSplit = /^(?:ac|co|com|edu|gob|gov|ne|net|or|org)$/.test(parts.at(-2) ?? '') && (parts.at(-1) ?? '').length === 2;
  return parts.slice(isSplit ? -3 : -2).join('.');
}
