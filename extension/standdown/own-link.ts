import { decoded, destinationsOf } from './address.ts';
import { sameSite } from './same-site.ts';

/**
 * The author's own link to this very product, byte for byte as it stands in the page, or undefined.
 * A redirect that carries its destination in a parameter counts as a link to that destination.
 */
export function ownLinkTo(product: string, links: readonly string[]): string | undefined {
  return links.find((link) => destinationsOf(link).some((destination) => isSamePage(destination, product)));
}

function isSamePage(link: string, product: string): boolean {
  const [a, b] = [URL.parse(link), URL.parse(product)];
  if (!a || !b || !sameSite(link, product) || pathOf(a) !== pathOf(b)) return false;
  return [...b.searchParams.keys()].every((name) => a.searchParams.get(name) === b.searchParams.get(name));
}

const pathOf = (url: URL): string => decoded(url.pathname).replace(/\/+$/, '');
