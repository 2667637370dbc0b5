import { h, render } from 'preact';
import { browser } from 'wxt/browser';
import { ask } from '#extension/base/ask.ts';
import type { Device, Settings } from '#extension/base/messages.ts';
import { patternsOf, siteTyped } from '#extension/base/sites.ts';
import type { Choices } from '#extension/base/storage.ts';
import { agreeInBrowser } from '#extension/base/ui/agree.ts';
import { ground, orTell } from '#extension/base/ui/start-page.ts';
import { words } from '#extension/base/ui/words.ts';
import { Options, type OptionsProps } from './options.tsx';
import './options.css';

export async function startOptions(): Promise<void> {
  let settings: Settings = await ask('settings.get', {});
  let device: Device = await ask('device.show', {});
  let trouble: string | null = null;
  let isErasing = false;

  const draw = () => {
    document.title = `Gloss · ${words[settings.language].settings}`;
    document.documentElement.lang = settings.language;
    render(h(Options, { ...on, settings, device, trouble, isErasing, now: Date.now() }), ground());
  };
  /** Does the work, then shows what is true now. */
  const after = (work: () => Promise<unknown>) => {
    trouble = null;
    orTell(
      work().then(async () => {
        settings = await ask('settings.get', {});
        device = await ask('device.show', {});
        draw();
      }),
    );
  };
  const switchSite = async (typed: string, next: boolean) => {
    const site = siteTyped(typed);
    const granted = site !== undefined && (!next || (await browser.permissions.request({ origins: patternsOf(site) })));
    const told = words[settings.language];
    if (site === undefined) trouble = told.notASite;
    else if (granted) await ask('site.set', { site, on: next });
    else trouble = told.permissionRefused(site);
  };
  const choose = async (change: Partial<Choices>) => {
    if (change.learn && !(await agreeInBrowser({ learn: true }))) return;
    await ask('choices.set', change);
  };
  const erase = async () => {
    await ask('device.forget', { what: 'everything' });
    isErasing = false;
    trouble = words[settings.language].erased;
  };
  const on: Pick<OptionsProps, Extract<keyof OptionsProps, `on${string}`>> = {
    onWelcome: () => void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') }),
    onWithdraw: () => after(() => ask('consent.answer', { given: false })),
    onChoices: (change) => after(() => choose(change)),
    onSite: (site, next) => after(() => switchSite(site, next)),
    onForgetSite: (site) => after(() => ask('site.forget', { site })),
    onForget: (what, productId) => after(() => ask('device.forget', productId === undefined ? { what } : { what, productId })),
    onExport: () => saveAsFile({ settings, device }),
    onErase: (step) => {
      if (step === 'yes') return after(erase);
      isErasing = step === 'ask';
      draw();
    },
  };

  draw();
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function saveAsFile(all: { settings: Settings; device: Device }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }));
  link.download = 'gloss.json';
  link.click();
  URL.revokeObjectURL(link.href);
}
