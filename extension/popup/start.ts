import { h, render } from 'preact';
import { browser } from 'wxt/browser';
import { ask } from '#extension/base/ask.ts';
import type { TabState } from '#extension/base/messages.ts';
import { patternsOf } from '#extension/base/sites.ts';
import { ground } from '#extension/base/ui/start-page.ts';
import { words } from '#extension/base/ui/words.ts';
import { Popup, type PopupProps } from './popup.tsx';
import './popup.css';

const againMs = 1000;
const lastMax = 3;

export async function startPopup(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const { language, locale, creator } = await ask('settings.get', {});
  const last = (await ask('activity.show', {})).entries.slice(0, lastMax);
  let trouble: string | null = null;

  const draw = async () => {
    const state: TabState = tab?.id === undefined ? { kind: 'no_site' } : await ask('tab.state', { tabId: tab.id, address: tab.url ?? '' });
    render(h(Popup, { ...on, state, creator, language, locale, last, trouble, now: Date.now() }), ground());
  };
  const go = async (path: string) => {
    await browser.tabs.create({ url: browser.runtime.getURL(path) });
    window.close();
  };
  const on: Pick<PopupProps, Extract<keyof PopupProps, `on${string}`>> = {
    onWelcome: () => void go('/welcome.html'),
    onSeen: () => void go('/options.html#seen'),
    onSent: () => void go('/options.html#sent'),
    onActivity: () => void go('/activity.html'),
    onSettings: () => void go('/options.html'),
    onNotes: () => void ask('choices.set', { notes: true }).then(draw),
    onShow: () => {
      if (tab?.id !== undefined) void ask('tab.show', { tabId: tab.id }).then(() => window.close());
    },
    onSite: (site, next) => void switchSite(site, next).then(draw),
  };
  const switchSite = async (site: string, on: boolean) => {
    // Set before the browser asks: its question may close this popup. Without the permission, a site that is on stays unread.
    const set = ask('site.set', { site, on });
    const granted = !on || (await browser.permissions.request({ origins: patternsOf(site) }));
    await set;
    trouble = granted ? null : words[language].permissionRefused(site);
  };

  await draw();
  // The page may still be read while the popup stands open.
  setInterval(() => void draw(), againMs);
}
