/** What the extension costs a page: the weight of its scripts, and the time its code holds the main thread on saved pages. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Route } from 'playwright-core';
import { setup as buildExtension } from '#test/browser/build.ts';
import { type Launched, launchWithExtension, testExtension } from '#test/browser/launch.ts';
import { aCard, cardSet, outsideWorld } from '#test/browser/world.ts';
import type { Table } from './main.ts';

const root = path.resolve(import.meta.dirname, '../..');
const pagesMax = { article: 5, product: 3, youtube: 2 };
const runs = 3;
const settleMs = 4000;

interface SavedPage {
  name: string;
  url: string;
  html: string;
}

export async function run(): Promise<Table[]> {
  buildExtension();
  return [weights(), await times()];
}

function weights(): Table {
  const rows = [
    ['page.js', 'pages of the open web: gathers', '25'],
    ['youtube.js', 'pages of YouTube: reads', '25'],
    ['notes.js', 'pages with notes: draws', ''],
  ].map(([file = '', when = '', target = '']) => {
    const bytes = readFileSync(path.join(testExtension, file));
    return [file, when, kb(bytes.length), kb(gzipSync(bytes, { level: 9 }).length), target];
  });
  return {
    title: 'Weight of the scripts in a page, kB',
    note: 'A page gets one of those that gather or read, and the one that draws where there are notes: hard limit 60 kB gzip together. A page of a site that is off gets none.',
    columns: ['script', 'where', 'plain', 'gzip', 'target'],
    rows,
  };
}

async function times(): Promise<Table> {
  const pages = savedPages();
  const world = await outsideWorld();
  world.cards = () => cardSet([aCard(0), aCard(1), aCard(2)]);
  const gloss = await launchWithExtension({ sinkPort: world.port, routes: routesTo(pages) });
  try {
    await gloss.agree({ support: true });
    for (const host of new Set(pages.map(({ url }) => new URL(url).hostname.replace(/^www\./, '')))) await gloss.switchOn(host);
    const rows: (string | number)[][] = [];
    for (const page of pages) rows.push(await measured(gloss, page));
    return {
      title: 'Main thread held by our code, ms',
      note: `Saved pages under their own addresses, three notes drawn, median of ${runs} runs, time of the thread itself. Target: no task over 30 ms.`,
      columns: ['page', 'kB', 'drawn', 'all together', 'longest task'],
      rows,
    };
  } finally {
    await gloss.close();
    await world.close();
  }
}

const pageHeaders = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'none'" };

/** The main document is the saved one; nothing else of the page is there. */
function routesTo(pages: readonly SavedPage[]): Record<string, (route: Route) => Promise<void>> {
  const answer = async (route: Route) => {
    const page = pages.find(({ url }) => url === route.request().url());
    if (page && route.request().isNavigationRequest()) await route.fulfill({ body: page.html, headers: pageHeaders });
    else await route.abort();
  };
  return Object.fromEntries(pages.map(({ url }) => [`${new URL(url).origin}/**`, answer]));
}

async function measured(gloss: Launched, { name, url, html }: SavedPage): Promise<(string | number)[]> {
  const all: Held[] = [];
  for (let at = 0; at < runs; at += 1) {
    const page = await gloss.context.newPage();
    const session = await gloss.context.newCDPSession(page);
    const events: TraceEvent[] = [];
    session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
    await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'v8'] } });
    await page.goto(url, { waitUntil: 'load' });
    // Nobody looks into the page while it is measured: that would be code on the same thread.
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    const isDrawn = await page.getByRole('button', { name: /notes? on this page/ }).isVisible();
    all.push({ ...heldBy(events, `chrome-extension://${gloss.extensionId}/`), isDrawn });
    await page.close();
  }
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const drawn = all.filter(({ isDrawn }) => isDrawn).length;
  return [
    name,
    kb(html.length),
    `${drawn}/${runs}`,
    median(all.map(({ ms }) => ms)).toFixed(1),
    median(all.map(({ longestMs }) => longestMs)).toFixed(1),
  ];
}

interface Held {
  ms: number;
  longestMs: number;
  isDrawn: boolean;
}
/** Of Chromium's trace: `ts` and `dur` are the clock's microseconds, `tdur` those that the thread really ran. */
interface TraceEvent {
  name: string;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string } };
}

/** Time that the thread ran scripts, compiling included; what other programs of this machine took meanwhile is not in it. */
function heldBy(events: readonly TraceEvent[], prefix: string): { ms: number; longestMs: number } {
  const threads = new Set(events.filter(({ args }) => args?.data?.url?.startsWith(prefix)).map(({ tid }) => tid));
  const running = events.filter(({ name, tid, dur }) => dur !== undefined && threads.has(tid) && scripting.has(name));
  const outermost = running.filter(
    (event) => !running.some((other) => other !== event && other.tid === event.tid && isWithin(event, other)),
  );
  const took = outermost.map(({ tdur = 0 }) => tdur / 1000);
  return { ms: took.reduce((sum, ms) => sum + ms, 0), longestMs: Math.max(0, ...took) };
}

/** All that runs script. The page's own scripts are forbidden, so that what runs is ours, with the browser's part of our messages. */
const scripting = new Set([
  'EvaluateScript',
  'v8.compile',
  'FunctionCall',
  'RunMicrotasks',
  'FireIdleCallback',
  'TimerFire',
  'FireAnimationFrame',
]);

const isWithin = (inner: TraceEvent, outer: TraceEvent): boolean =>
  inner.ts >= outer.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0) && (inner.dur ?? 0) < (outer.dur ?? 0);

/** Real pages where they are at hand, else our own small ones. */
function savedPages(): SavedPage[] {
  const shared = path.resolve(root, '../shared/pages');
  if (!existsSync(shared)) return ownPages();
  return Object.entries(pagesMax).flatMap(([kind, count]) => {
    const labels = JSON.parse(readFileSync(path.join(shared, kind, 'labels.json'), 'utf8')) as Record<
      string,
      { file?: string; url?: string }
    >;
    return Object.entries(labels)
      .flatMap(([slug, { file = '', url = '' }]) => (file.endsWith('.html') && URL.parse(url)?.href === url ? [{ slug, file, url }] : []))
      .filter(({ url }) => url.startsWith('https://'))
      .slice(0, count)
      .map(({ slug, file, url }) => ({ name: `${kind}/${slug}`, url, html: readFileSync(path.join(shared, kind, file), 'utf8') }));
  });
}

function ownPages(): SavedPage[] {
  return ['article/review-full', 'article/product-full', 'youtube/watch-full'].map((name) => {
    const file = path.join(root, 'test/pages', name);
    const { url } = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as { url: string };
    return { name, url, html: readFileSync(`${file}.html`, 'utf8') };
  });
}

const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
