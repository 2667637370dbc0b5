import type { UrlExamples } from '../reader.ts';

/** Any page of the open web. */
export function isWebPage(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}

/** Addresses that are no content: searches, carts, accounts, consent walls, a site's entrance. */
export function isNoContent(url: URL): boolean {
  return (
    /^\/?(?:index\.\w+)?$/.test(url.pathname) ||
    /^(?:consent|login|accounts?|auth|signin|mail|search)\./i.test(url.hostname) ||
    /\/(?:cart|basket|checkout|warenkorb|login|log-in|signin|sign-in|register|account|search|suche|recherche|buscar|wishlist)(?:\/|\.\w+|$)/i.test(
      url.pathname,
    )
  );
}

/** Addresses that shops do not give to products. */
export function isArticlePath(url: URL): boolean {
  return (
    /\/(?:articles?|news|blogs?|story|stories|magazine?|magazin|posts?|reviews?|guides?|ratgeber|test|tests|(?:19|20)\d{2}\/\d{1,2})\//i.test(
      url.pathname,
    ) || /^(?:blog|news|magazine?)\./i.test(url.hostname)
  );
}

export const webPageExamples: UrlExamples[] = [
  {
    matches: isWebPage,
    examples: [
      'https://example.com/2026/05/kettle-review/',
      'http://shop.example.de/produkt/wasserkocher-12.html',
      'https://blog.example.jp/記事/1',
    ],
  },
  {
    matches: isArticlePath,
    examples: [
      'https://example.com/2026/05/kettle-review/',
      'https://blog.example.jp/記事/1',
      'https://example.com/articles/kettles-compared',
    ],
  },
  {
    matches: isNoContent,
    examples: [
      'https://example.com/',
      'https://example.com/search?q=kettle',
      'https://shop.example.de/warenkorb',
      'https://consent.example.com/m',
    ],
  },
];
