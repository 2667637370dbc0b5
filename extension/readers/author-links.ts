import { pageLimits } from '#shared/page-limits.ts';
import { linkKind } from './shop-links.ts';

/** The web addresses in running text, as written there. */
export function linksIn(text: string): string[] {
  return (text.slice(0, 20_000).match(/https?:\/\/[^\s<>"'）)】」，。、]+/g) ?? []).map((link) => link.replace(/[.,;:!?]+$/, ''));
}

/** Of the links that an author put under a post, those that lead to shops. */
export function authorShopLinks(links: readonly string[], page: URL): string[] {
  const kinds = [...new Set(links)].map((link) => ({ link, kind: linkKind(link, page) }));
  const isCommercial = kinds.some(({ kind }) => kind === 'affiliate' || kind === 'shop');
  return kinds
    .filter(
      ({ link, kind }) =>
        link.length <= pageLimits.urlLength && (kind === 'affiliate' || kind === 'shop' || (kind === 'short' && isCommercial)),
    )
    .map(({ link }) => link)
    .slice(0, pageLimits.shopLinks);
}
