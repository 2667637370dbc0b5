import { h, render } from 'preact';
import { browser } from 'wxt/browser';
import { ask } from '#extension/base/ask.ts';
import type { Settings } from '#extension/base/messages.ts';
import { patternsOf, siteTyped } from '#extension/base/sites.ts';
import type { Choices } from '#extension/base/storage.ts';
import { agreeInBrowser } from '#extension/base/ui/agree.ts';
import { ground } from '#extension/base/ui/start-page.ts';
import { words } from '#extension/base/ui/words.ts';
import { type Step, Welcome } from './welcome.tsx';
import '#extension/cards/card.css';
import '#extension/cards/notes.css';
import './welcome.css';

export async function startWelcome(): Promise<void> {
  let settings: Settings = await ask('settings.get', {});
  let step: Step = 'what';
  let trouble: string | null = null;

  const draw = () => {
    const { choices, language, locale } = settings;
    const sites = settings.sites.filter(({ on, granted }) => on && granted).map(({ site }) => site);
    document.title = words[language].welcomeTitle;
    document.documentElement.lang = language;
    const shown = { step, choices, language, locale, sites, trouble, now: Date.now() };
    render(h(Welcome, { ...shown, onStep, onChoices, onAnswer, onSite, onSample, onDone }), ground());
  };
  const onStep = (next: Step) => {
    step = next;
    trouble = null;
    draw();
    window.scrollTo(0, 0);
  };
  const onChoices = (change: Partial<Choices>) => void ask('choices.set', change).then(adopt);
  const adopt = (next: Settings) => {
    settings = next;
    draw();
  };
  const onAnswer = (given: boolean) => void answer(given);
  const answer = async (given: boolean) => {
    const isAgreed = given && (await agreeInBrowser({ learn: settings.choices.learn }));
    settings = await ask('consent.answer', { given: isAgreed });
    onStep(isAgreed ? 'first' : 'refused');
  };
  const onSite = (typed: string) => void switchOn(typed);
  const switchOn = async (typed: string) => {
    const site = siteTyped(typed);
    const granted = site !== undefined && (await browser.permissions.request({ origins: patternsOf(site) }));
    const told = words[settings.language];
    trouble = site === undefined ? told.notASite : granted ? null : told.permissionRefused(site);
    if (site !== undefined && granted)
      settings = await ask('site.set', { site, on: !settings.sites.some((each) => each.site === site && each.on) });
    draw();
  };
  const onSample = () => void browser.tabs.create({ url: browser.runtime.getURL('/sample.html') });
  const onDone = () => window.close();

  draw();
}
