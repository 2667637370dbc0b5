import { sameSite } from './same-site.ts';

/**
 * The author's own link to this very product, byte for byte as it stands in the page, or undefined.
 * A redirect that carries its destination in a parameter counts as a link to that destination.
 */
export function ownLinkTo(product: string, links: readonly string[]): string | undefined {
  return links.find((link) => destinationsOf(link).some((destination) => isSamePage(destination, product)));
}

function destinationsOf(link: string): string[] {
  const url = URL.parse(link);
  if (!url || !/^https?:$/.test(url.protocol)) return [];
  const carried = [...url.searchParams.keys()].map((name) => url.searchParams.get(name) ?? '').map((value) => decoded(value));
  return [link, ...carried.filter((value) => /^https?:\/\//.test(value))];
}

function isSamePage(link: string, product: string): boolean {
  const [a, b] = [URL.parse(link), URL.parse(product)];
  if (!a || !b || !sameSite(link, product) || pathOf(a) !== pathOf(b)) return false;
  return [...b.searchParams.keys()].every((name) => a.searchParams.get(name) === b.searchParams.get(name));
}

const pathOf = (url: URL): string => decoded(url.pathname).replace(/\/+$/, '');

/** Redirects encode their destination once or twice; text that is no encoding stays as it is. */
function decoded(text: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}
