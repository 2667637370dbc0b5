/** One page, loaded without and with the extension, its scripts forbidden and running. */
import { type BrowserContext, errors, type Page } from 'playwright-core';
import { type Launched, launchWithExtension, launchWithout } from '#test/browser/launch.ts';
import { aCard, cardSet, outsideWorld } from '#test/browser/world.ts';
import { routesTo, type SavedPage, type Scripts, sitesOf } from './pages.ts';
import { lookAtPage, type Seen, watchPage } from './probe.ts';
import { type Held, traced } from './trace.ts';

/** Enough for a page that is read at once, asked about and drawn; the later looks come only where there is nothing to show. */
const settleMs = 1200;
const loadMsMax = 10_000;
const moreLoads = 3;

export interface Measured {
  page: SavedPage;
  /** The page's own scripts forbidden. */
  still: Loads;
  /** Its inline scripts running. */
  live: Loads;
  held: Held;
  /** Of all messages to the background. */
  messageBytes: number;
}

/** One load each, and more of both where they differ: is it the page itself, which is not the same in two loads? */
export interface Loads {
  without: [Seen, ...Seen[]];
  withUs: [Seen, ...Seen[]];
}

export interface Bench {
  measure(page: SavedPage): Promise<Measured>;
  close(): Promise<void>;
}

/** Two browsers side by side; every page shows three notes where it has something to ask about. */
export async function openBench(pages: readonly SavedPage[]): Promise<Bench> {
  let scripts: Scripts = 'run';
  const world = await outsideWorld();
  world.cards = () => cardSet([aCard(0), aCard(1), aCard(2)]);
  const options = { sinkPort: world.port, routes: routesTo(pages, () => scripts) };
  const gloss = await launchWithExtension(options);
  const plain = await launchWithout(options);
  for (const { context } of [gloss, plain]) await context.addInitScript(watchPage);
  await gloss.agree({ support: true });
  await switchAllOn(gloss, sitesOf(pages));
  const loads = async (page: SavedPage, around?: Around): Promise<Loads> => {
    const loaded: Loads = { without: [await visit(plain.context, page)], withUs: [await visit(gloss.context, page, around)] };
    for (let more = 0; more < moreLoads && (changedIn(loaded).length > 0 || shiftAdded(loaded) > 0); more += 1) {
      loaded.without.push(await visit(plain.context, page));
      loaded.withUs.push(await visit(gloss.context, page));
    }
    return loaded;
  };
  const prefix = `chrome-extension://${gloss.extensionId}/`;
  return {
    measure: async (page) => {
      let held: Held = { ms: 0, longestMs: 0 };
      scripts = 'forbidden';
      await countMessages(gloss);
      const still = await loads(page, (tab, work) =>
        traced(gloss.context, tab, prefix, work).then((took) => {
          held = took;
        }),
      );
      const messageBytes = await countedBytes(gloss);
      scripts = 'run';
      return { page, still, live: await loads(page), held, messageBytes };
    },
    close: async () => {
      await gloss.close();
      await plain.close();
      await world.close();
    },
  };
}

/** What is not the same in two loads of one page. */
export function differences(one: Seen, other: Seen): string[] {
  const parts = ['document', 'styles', 'globals', 'sheets', 'history', 'scroll', 'rest', 'mismatches', 'foreign'] as const;
  return parts.filter((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));
}

/** A page that is not the same in two loads without us says nothing about us. */
export const isUnsteady = ({ without: [first, ...more] }: Loads): boolean => more.some((other) => differences(first, other).length > 0);

/** What is otherwise in every load with the extension than in all without. */
export function changedIn(loads: Loads): string[] {
  if (isUnsteady(loads)) return [];
  const [first, ...more] = loads.withUs.map((seen) => differences(loads.without[0], seen));
  return (first ?? []).filter((part) => more.every((other) => other.includes(part)));
}

/** Layout shift in every load with the extension that no load without has. */
export const shiftAdded = ({ without, withUs }: Loads): number =>
  Math.max(0, Math.min(...withUs.map(({ shifts }) => shifts)) - Math.max(...without.map(({ shifts }) => shifts)));

type Around = (tab: Page, work: () => Promise<void>) => Promise<void>;

async function visit(context: BrowserContext, { url }: SavedPage, around: Around = (_, work) => work()): Promise<Seen> {
  const tab = await context.newPage();
  try {
    await around(tab, async () => {
      // A page may wait for ever for what is not there; it is measured as far as it came.
      await tab.goto(url, { waitUntil: 'load', timeout: loadMsMax }).catch((error: unknown) => {
        if (!(error instanceof errors.TimeoutError)) throw error;
      });
      // Nobody looks into the page while it is measured: that would be code on the same thread.
      await new Promise((resolve) => setTimeout(resolve, settleMs));
    });
    return await tab.evaluate(lookAtPage);
  } finally {
    await tab.close();
  }
}

/** By the message that the settings page sends: a person's hundred clicks are not measured here. */
async function switchAllOn(gloss: Launched, sites: readonly string[]): Promise<void> {
  const page = await gloss.open('options');
  await page.evaluate(async (names) => {
    const { chrome } = globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } };
    for (const site of names) await chrome.runtime.sendMessage({ name: 'site.set', data: { site, on: true } });
  }, sites);
  await page.close();
}

interface Counting {
  glossBytes?: number;
  chrome: { runtime: { onMessage: { addListener(listen: (message: unknown) => undefined): void } } };
}

/** The browser may put the background to sleep between two pages; then there is no listener any more, and another is added. */
async function countMessages({ background }: Launched): Promise<void> {
  await background.evaluate(() => {
    const self = globalThis as unknown as Counting;
    if (self.glossBytes === undefined)
      self.chrome.runtime.onMessage.addListener((message) => {
        self.glossBytes = (self.glossBytes ?? 0) + JSON.stringify(message).length;
        return undefined;
      });
    self.glossBytes = 0;
  });
}

const countedBytes = async ({ background }: Launched): Promise<number> =>
  await background.evaluate(() => (globalThis as unknown as Counting).glossBytes ?? 0);
