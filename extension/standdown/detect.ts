import { destinationsOf, hasHost, partsOf, shows } from './address.ts';
import type { Never, Pack, PackSet } from './packs/form.ts';
import { shippedPacks } from './packs/set.ts';

/** The packs whose signals this address shows. */
export function packsOf(address: string, { packs }: PackSet = shippedPacks): Pack[] {
  const parts = partsOf(address);
  return parts ? packs.filter(({ signals }) => shows(parts, signals)) : [];
}

/** The affiliate network that this address earns for, or undefined. */
export const networkOf = (address: string, packs: PackSet = shippedPacks): string | undefined => packsOf(address, packs)[0]?.network;

/** The merchant that allows no earning link in an extension, when the address leads there, directly or through a redirect. */
export function neverOf(address: string, { never }: PackSet = shippedPacks): Never | undefined {
  const destinations = destinationsOf(address);
  return never.find(({ hosts }) => destinations.some((destination) => hasHost(destination, hosts)));
}

/** The same address without what marks it as a link of the merchant's programme. */
export function untagged(address: string, { tags }: Never): string {
  const url = URL.parse(address);
  if (!url) return address;
  const marks = [...url.searchParams.keys()].filter((name) => tags.some((tag) => tag.toLowerCase() === name.toLowerCase()));
  for (const name of marks) url.searchParams.delete(name);
  return marks.length > 0 ? url.href : address;
}
