import { browser } from 'wxt/browser';
import { makeApi } from '#extension/base/api.ts';
import { sitesOn, workerOrigin } from '#extension/base/built.ts';
import { makeStore } from '#extension/base/store.ts';
import type { Call } from './call.ts';
import { handlers } from './handlers.ts';
import { tellGathered } from './learning.ts';
import { platform } from './platform.ts';
import { makeRouter } from './router.ts';
import { seedSites, syncPages } from './settings.ts';
import { forgetVisit } from './visits.ts';

/** Listeners are set in the first turn, or the browser does not wake the background for them. */
export function startBackground(): void {
  const store = makeStore({ local: browser.storage.local, session: browser.storage.session });
  const api = makeApi(workerOrigin, (...request) => fetch(...request));
  const call = (): Call => ({ now: Date.now(), store, api, workerOrigin, platform, sitesOn });
  const own = { id: browser.runtime.id, origin: browser.runtime.getURL('/').replace(/\/$/, '') };
  const route = makeRouter({ own, handlers, call });

  browser.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: unknown) => void) => {
    void route(message, sender).then(reply);
    return true;
  });
  browser.runtime.onInstalled.addListener(({ reason }) => void installed(call(), reason));
  browser.runtime.onStartup.addListener(() => void syncPages(call()));
  browser.permissions.onAdded.addListener(() => void syncPages(call()));
  browser.permissions.onRemoved.addListener(() => void syncPages(call()));
  browser.tabs.onRemoved.addListener((tabId) => void left(call(), tabId));
}

async function left(call: Call, tabId: number): Promise<void> {
  await tellGathered(call, { all: true });
  await forgetVisit(call, tabId);
}

async function installed(call: Call, reason: string): Promise<void> {
  if (reason === 'install') {
    await seedSites(call);
    await call.platform.openTab({ url: browser.runtime.getURL('/welcome.html'), openerTabId: null, behind: false });
  }
  await syncPages(call);
}
