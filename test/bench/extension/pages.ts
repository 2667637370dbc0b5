import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Route } from 'playwright-core';
import { floodingPage, hydratedPage } from './fixtures.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const shared = path.resolve(root, '../shared/pages');
const kinds = ['article', 'product', 'negative', 'youtube', 'tiktok', 'instagram', 'xiaohongshu', 'bilibili', 'pinterest', 'reddit'];

export interface SavedPage {
  name: string;
  url: string;
  html: string;
}

/** Our own small pages. */
export function ownPages(): SavedPage[] {
  const saved = ['article/review-full', 'article/product-full', 'youtube/watch-full'].map((name) => {
    const file = path.join(root, 'test/pages', name);
    const { url } = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as { url: string };
    return { name: `own/${name}`, url, html: readFileSync(`${file}.html`, 'utf8') };
  });
  return [
    ...saved,
    { name: 'own/hydrated', url: 'https://hydrated.example/lamps', html: hydratedPage },
    { name: 'own/flooding', url: 'https://flooding.example/lamps', html: floodingPage },
  ];
}

/** Real pages that are there on machines where they were put beside the project: so many of each kind, at https addresses. */
export function savedPages(ofEachMax: number): SavedPage[] {
  if (!existsSync(shared)) return [];
  return kinds.flatMap((kind) => {
    const labels = JSON.parse(readFileSync(path.join(shared, kind, 'labels.json'), 'utf8')) as Record<
      string,
      { file?: string; url?: string | null }
    >;
    return Object.entries(labels)
      .flatMap(([slug, { file = '', url }]) => {
        const href = file.endsWith('.html') ? URL.parse(url ?? '')?.href : undefined;
        return href ? [{ name: `${kind}/${slug}`, url: href, html: readFileSync(path.join(shared, kind, file), 'utf8') }] : [];
      })
      .slice(0, ofEachMax);
  });
}

export type Scripts = 'run' | 'forbidden';

/** The main document is the saved one; nothing else of the page is there. Its own inline scripts run, or are forbidden by policy. */
export function routesTo(pages: readonly SavedPage[], scripts: () => Scripts): Record<string, (route: Route) => Promise<void>> {
  const answer = async (route: Route) => {
    const page = pages.find(({ url }) => url.replace(/#.*/, '') === route.request().url());
    if (!route.request().isNavigationRequest()) return await route.abort();
    // A page that wants to lead elsewhere stays where it is.
    if (!page) return await route.fulfill({ status: 204 });
    const policy = scripts() === 'forbidden' ? { 'content-security-policy': "script-src 'none'" } : {};
    await route.fulfill({ body: page.html, headers: { 'content-type': 'text/html; charset=utf-8', ...policy } });
  };
  return Object.fromEntries(pages.map(({ url }) => [`${new URL(url).origin}/**`, answer]));
}

/** The sites that are switched on for these pages. */
export const sitesOf = (pages: readonly SavedPage[]): string[] => [
  ...new Set(pages.map(({ url }) => new URL(url).hostname.replace(/^www\./, ''))),
];
