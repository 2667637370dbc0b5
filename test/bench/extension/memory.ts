/** Many navigations within one page, with notes shown each time: what stays behind of them. */
import type { BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { launchWithExtension, launchWithout } from '#test/browser/launch.ts';
import { aCard, cardSet, outsideWorld } from '#test/browser/world.ts';
import { movingPage } from './fixtures.ts';

const address = 'http://moving.example/lamps';
const notes = '1 note on this page';

export interface Metrics {
  heapBytes: number;
  nodes: number;
  listeners: number;
  documents: number;
}
export interface Growth {
  /** After a few navigations, when everything was loaded once. */
  early: Metrics;
  late: Metrics;
  /** How often the notes were on the page. */
  shown: number;
}

/** @param earlyAt navigations before the first look */
export async function growthOver(navigations: number, earlyAt: number): Promise<{ without: Growth; with: Growth }> {
  const world = await outsideWorld();
  world.pages.set(new URL(address).host + new URL(address).pathname, movingPage);
  world.cards = () => cardSet([aCard(0)]);
  const gloss = await launchWithExtension({ sinkPort: world.port });
  const plain = await launchWithout({ sinkPort: world.port });
  try {
    await gloss.agree();
    await gloss.switchOn('moving.example');
    const without = await growth(plain.context, { navigations, earlyAt, isShown: false });
    return { without, with: await growth(gloss.context, { navigations, earlyAt, isShown: true }) };
  } finally {
    await gloss.close();
    await plain.close();
    await world.close();
  }
}

async function growth(
  context: BrowserContext,
  { navigations, earlyAt, isShown }: { navigations: number; earlyAt: number; isShown: boolean },
): Promise<Growth> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.goto(address, { waitUntil: 'load' });
  let shown = 0;
  let early: Metrics | undefined;
  // The same looks without the extension, because looking leaves something behind, too.
  const look = (): Promise<boolean> => (isShown ? hasNotes(page) : isThere(page.getByRole('heading')));
  for (let count = 1; count <= navigations; count += 1) {
    if (await look()) shown += 1;
    if (count === earlyAt) early = await metricsAtRest(page, session);
    await page.evaluate((at) => (window as unknown as { moveOn(count: number): void }).moveOn(at), count);
    // The old notes go when the page has moved on, before the new ones come.
    await page.waitForFunction(() => !document.body.nextElementSibling);
  }
  await look();
  const late = await metricsAtRest(page, session);
  await page.close();
  return { early: early ?? late, late, shown: isShown ? shown : 0 };
}

/** With its notes on the page and until two looks see the same: in between two pages some of the old ones are still there at times. */
async function metricsAtRest(page: Page, session: CDPSession): Promise<Metrics> {
  let before = await metricsOf(session);
  for (let looks = 0; looks < 20; looks += 1) {
    await page.waitForTimeout(150);
    const now = await metricsOf(session);
    if (now.nodes === before.nodes && now.listeners === before.listeners) return now;
    before = now;
  }
  return before;
}

const hasNotes = (page: Page): Promise<boolean> => isThere(page.getByRole('button', { name: notes }));

const isThere = async (place: Locator): Promise<boolean> =>
  await place.waitFor({ timeout: 8000 }).then(
    () => true,
    () => false,
  );

/** Of all documents of the page's process, garbage collected. */
export async function metricsOf(session: CDPSession): Promise<Metrics> {
  await session.send('Performance.enable');
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'), documents: of('Documents') };
}
