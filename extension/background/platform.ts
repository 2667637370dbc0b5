/** The real browser behind `Platform`. */
import { browser } from 'wxt/browser';
import type { Told } from '#extension/base/messages.ts';
import type { Platform } from './call.ts';

const scriptId = 'page';
const scriptFile = '/page.js';
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
  drawIn: (tabId) => run(tabId, '/notes.js'),
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

async function runOn(patterns: readonly string[]): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  const before = registered?.matches ?? [];
  if (before.join() === patterns.join()) return;
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
  if (patterns.length > 0) {
    await browser.scripting.registerContentScripts([
      { id: scriptId, js: [scriptFile], matches: [...patterns], runAt: 'document_idle', allFrames: false, persistAcrossSessions: true },
    ]);
  }
  await leaveTabs(before.filter((pattern) => !patterns.includes(pattern)));
  await enterTabs(patterns.filter((pattern) => !before.includes(pattern)));
}

async function enterTabs(patterns: readonly string[]): Promise<void> {
  for (const { id, status } of await tabsOn(patterns)) {
    if (id === undefined || status === 'unloaded') continue;
    await run(id, scriptFile);
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
