import { h, render } from 'preact';
import { browser } from 'wxt/browser';
import { ask } from '#extension/base/ask.ts';
import type { TabState } from '#extension/base/messages.ts';
import { patternsOf } from '#extension/base/sites.ts';
import { ground } from '#extension/base/ui/start-page.ts';
import { words } from '#extension/base/ui/words.ts';
import { Popup } from './popup.tsx';
import './popup.css';

const againMs = 1000;

export async function startPopup(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const { language } = await ask('settings.get', {});
  let trouble: string | null = null;

  const draw = async () => {
    const state: TabState = tab?.id === undefined ? { kind: 'no_site' } : await ask('tab.state', { tabId: tab.id, address: tab.url ?? '' });
    render(h(Popup, { state, language, trouble, onWelcome, onNotes, onSite, onShow, onSeen, onSent, onSettings }), ground());
  };
  const go = async (path: string) => {
    await browser.tabs.create({ url: browser.runtime.getURL(path) });
    window.close();
  };
  const onWelcome = () => void go('/welcome.html');
  const onSeen = () => void go('/options.html#seen');
  const onSent = () => void go('/options.html#sent');
  const onSettings = () => void go('/options.html');
  const onNotes = () => void ask('choices.set', { notes: true }).then(draw);
  const onShow = () => {
    if (tab?.id !== undefined) void ask('tab.show', { tabId: tab.id }).then(() => window.close());
  };
  const onSite = (site: string, on: boolean) => void switchSite(site, on).then(draw);
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
