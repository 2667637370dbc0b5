/** Saved pages, read with the extension's own readers: what a command says of a page is what the extension would see. */
import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { type Reading, readPage } from '#extension/readers/registry.ts';
import type { PageSnapshot } from '#shared/page.ts';

/** A saved page, parsed: a document, or the recorded response of a platform's interface. */
export interface SavedPage {
  document: Parameters<typeof readPage>[0];
  state?: unknown;
  /** The address that the page states itself. */
  stated?: URL;
}

/** What the command prints of a page. Fields that the page does not tell are left out. */
export type SeenPage = Omit<PageSnapshot, 'url'> & { url?: string };

const NOWHERE = 'unknown.invalid';

/** Parses a saved `.html` page or a recorded `.json` response. Throws when the file cannot be read or is no JSON. */
export function openPage(file: string): SavedPage {
  const source = readFileSync(file, 'utf8');
  if (file.toLowerCase().endsWith('.json')) return { document: parsed('<html></html>'), state: JSON.parse(source) };
  const document = parsed(/<html[\s>]/i.test(source) ? source : `<html><body>${source}</body></html>`);
  const stated = statedAddress(document);
  return stated ? { document, stated } : { document };
}

/** Reads a saved page at its address, or at the one that it states; without either, only address and site stay unknown. */
export function readSaved(page: SavedPage, address: URL | undefined): { reading: Reading; seen?: SeenPage } {
  const url = address ?? page.stated;
  const reading = readPage(page.document, url ?? new URL(`https://${NOWHERE}/saved-page`), page.state);
  if (!reading.snapshot) return { reading };
  return { reading, seen: url ? reading.snapshot : withoutAddress(reading.snapshot) };
}

function parsed(html: string): SavedPage['document'] {
  return parseHTML(html).document;
}

function statedAddress(document: SavedPage['document']): URL | undefined {
  const stated = [
    document.querySelector('link[rel="canonical"]')?.getAttribute('href'),
    document.querySelector('meta[property="og:url"]')?.getAttribute('content'),
  ];
  for (const address of stated) if (address && /^https?:\/\//.test(address) && URL.canParse(address)) return new URL(address);
  return undefined;
}

function withoutAddress({ url: _url, creator, products, ...rest }: PageSnapshot): SeenPage {
  const { handle: _host, ...named } = creator ?? {};
  const isNamed = creator !== undefined && creator !== null && creator.name !== undefined;
  return {
    ...rest,
    products: products.map(({ url, ...product }) => (url && !url.includes(NOWHERE) ? { ...product, url } : product)),
    ...(creator === null ? { creator } : isNamed ? { creator: { platform: creator.platform, ...named } } : {}),
  };
}
