/** The real browser behind `Platform`. */
import { browser } from 'wxt/browser';
import type { Told } from '#extension/base/messages.ts';
import type { Platform } from './call.ts';
import type { PageScript } from './scripts.ts';

type RegisteredContentScript = Parameters<typeof browser.scripting.registerContentScripts>[0][number];

/** What Firefox asks for itself, as the manifest declares it. */
const sentCategories = ['browsingActivity', 'websiteContent'] as const;
const toldCategories = ['technicalAndInteraction'] as const;

export const platform: Platform = {
  uiLanguage: () => browser.i18n.getUILanguage(),
  version: browser.runtime.getManifest().version,
  ownPage: (path) => browser.runtime.getURL(path),
  openTab: async ({ url, openerTabId, behind }) => {
    await browser.tabs.create({ url, active: !behind, ...(openerTabId === null ? {} : { openerTabId }) });
  },
  isSendingAllowed: () => areAllowed(sentCategories),
  isTellingAllowed: () => areAllowed(toldCategories),
  areGranted: (patterns) => browser.permissions.contains({ origins: [...patterns] }),
  giveBack: async (patterns) => {
    // Hosts that the manifest itself requires cannot be given back; then there is nothing to do.
    await browser.permissions.remove({ origins: [...patterns] }).catch(() => false);
  },
  runOn,
  drawIn: (tabId) => run(tabId, fileOf('notes')),
  tell,
  badge: async (tabId, text) => {
    // The tab may be gone by now.
    await browser.action.setBadgeText({ tabId, text }).catch(() => undefined);
  },
};

/** Known to Firefox only; where it is missing there is no consent of the browser's own. */
async function areAllowed(categories: readonly string[]): Promise<boolean> {
  const { data_collection: given } = (await browser.permissions.getAll()) as { data_collection?: string[] };
  return given === undefined || categories.every((category) => given.includes(category));
}

async function runOn(scripts: readonly PageScript[]): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts();
  const isAsWanted = ({ name, matches, excludeMatches }: PageScript) =>
    registered.some(({ id, ...is }) => id === name && isEqual(is.matches, matches) && isEqual(is.excludeMatches, excludeMatches));
  const changed = scripts.filter((script) => !isAsWanted(script));
  const gone = registered.filter(({ id }) => changed.some(({ name }) => name === id) || scripts.every(({ name }) => name !== id));
  if (gone.length > 0) await browser.scripting.unregisterContentScripts({ ids: gone.map(({ id }) => id) });
  if (changed.length > 0) await browser.scripting.registerContentScripts(changed.map(registration));
  const before = registered.flatMap(({ matches = [] }) => matches);
  const now = scripts.flatMap(({ matches }) => matches);
  await leaveTabs(before.filter((pattern) => !now.includes(pattern)));
  for (const script of changed) await enterTabs(script, before);
}

const isEqual = (one: readonly string[] = [], other: readonly string[] = []): boolean => one.join() === other.join();
const fileOf = (name: string): string => `/${name}.js`;

function registration({ name, matches, excludeMatches }: PageScript): RegisteredContentScript {
  return {
    id: name,
    js: [fileOf(name)],
    matches,
    ...(excludeMatches.length > 0 ? { excludeMatches } : {}),
    runAt: 'document_idle',
    allFrames: false,
    persistAcrossSessions: true,
  };
}

async function enterTabs({ name, matches, excludeMatches }: PageScript, before: readonly string[]): Promise<void> {
  const excluded = (await tabsOn(excludeMatches)).map(({ id }) => id);
  for (const { id, status } of await tabsOn(matches.filter((pattern) => !before.includes(pattern)))) {
    if (id === undefined || status === 'unloaded' || excluded.includes(id)) continue;
    await run(id, fileOf(name));
  }
}

/** A tab that is just leaving or shows an error page takes no script. */
async function run(tabId: number, file: string): Promise<boolean> {
  return await browser.scripting.executeScript({ target: { tabId }, files: [file] }).then(
    () => true,
    () => false,
  );
}

async function leaveTabs(patterns: readonly string[]): Promise<void> {
  for (const { id } of await tabsOn(patterns)) if (id !== undefined) await tell(id, { gloss: 'leave' });
}

const tabsOn = async (patterns: readonly string[]) => (patterns.length > 0 ? await browser.tabs.query({ url: [...patterns] }) : []);

/** Whether somebody was there to hear it. */
async function tell(tabId: number, told: Told): Promise<boolean> {
  return await browser.tabs.sendMessage(tabId, told, { frameId: 0 }).then(
    () => true,
    () => false,
  );
}
