/** What the gallery shows: each view with its states, drawn as the product draws it. */
/// <reference types="vite/client" />
import { type ComponentChild, h } from 'preact';
import activityCss from '#extension/activity/activity.css?inline';
import { activityNow, activityStates } from '#extension/activity/activity.states.ts';
import { Activity } from '#extension/activity/activity.tsx';
import type { Language } from '#extension/base/note.ts';
import pageCss from '#extension/base/ui/page.css?inline';
import cardCss from '#extension/cards/card.css?inline';
import { statesNow } from '#extension/cards/card.states.ts';
import notesCss from '#extension/cards/notes.css?inline';
import { notesStates } from '#extension/cards/notes.states.ts';
import { Notes } from '#extension/cards/notes.tsx';
import panelCss from '#extension/cards/panel.css?inline';
import optionsCss from '#extension/options/options.css?inline';
import { optionsNow, optionsStates } from '#extension/options/options.states.ts';
import { Options } from '#extension/options/options.tsx';
import popupCss from '#extension/popup/popup.css?inline';
import { popupNow, popupStates } from '#extension/popup/popup.states.ts';
import { Popup } from '#extension/popup/popup.tsx';
import receiptCss from '#extension/receipt/receipt.css?inline';
import { receiptStates } from '#extension/receipt/receipt.states.ts';
import { Receipt } from '#extension/receipt/receipt.tsx';
import sampleCss from '#extension/sample/sample.css?inline';
import { Sample } from '#extension/sample/sample.tsx';
import statsCss from '#extension/stats/stats.css?inline';
import welcomeCss from '#extension/welcome/welcome.css?inline';
import { welcomeStates } from '#extension/welcome/welcome.states.ts';
import { Welcome } from '#extension/welcome/welcome.tsx';
import { consoleViews } from './console-views.ts';

export interface Light {
  theme: 'light' | 'dark';
  language: Language;
}
export interface View {
  states: readonly string[];
  draw: (state: string, light: Light) => ComponentChild;
  css: string;
  /** Drawn over a page, inside a shadow root. */
  isOverPage?: boolean;
}

const nothing = () => undefined;

export const extensionViews: Readonly<Record<string, View>> = {
  notes: {
    states: Object.keys(notesStates),
    css: notesCss + cardCss + panelCss + statsCss,
    isOverPage: true,
    draw: (state, { theme, language }) =>
      h(Notes, {
        ...stateOf(notesStates, state),
        theme,
        language,
        locale: localeOf(language),
        now: statesNow,
        model: 'lexical-1',
        ...doNothing('Toggle Leave Open Mark Receipt Moment Sort Compare Choose Dock'),
      }),
  },
  popup: {
    states: Object.keys(popupStates),
    css: pageCss + popupCss,
    draw: (state, { language }) =>
      h(Popup, {
        ...stateOf(popupStates, state),
        language,
        locale: localeOf(language),
        now: popupNow,
        trouble: null,
        ...doNothing('Welcome Notes Site Show Seen Sent Activity Settings'),
      }),
  },
  welcome: {
    states: Object.keys(welcomeStates),
    css: pageCss + notesCss + cardCss + welcomeCss,
    draw: (state, { language }) =>
      h(Welcome, {
        ...stateOf(welcomeStates, state),
        language,
        locale: localeOf(language),
        now: statesNow,
        ...doNothing('Step Choices Answer Site Sample Done'),
      }),
  },
  options: {
    states: Object.keys(optionsStates),
    css: pageCss + optionsCss,
    draw: (state, { language }) => {
      const shown = stateOf(optionsStates, state);
      const settings = { ...shown.settings, language, locale: localeOf(language) };
      return h(Options, {
        ...shown,
        settings,
        now: optionsNow,
        ...doNothing('Welcome Withdraw Choices Site ForgetSite Forget Export Erase'),
      });
    },
  },
  activity: {
    states: Object.keys(activityStates),
    css: pageCss + activityCss,
    draw: (state, { language }) => {
      const drawn = stateOf(activityStates, state);
      const shown = { ...drawn.shown, language, locale: localeOf(language) };
      return h(Activity, { ...drawn, shown, now: activityNow, ...doNothing('Export Delete Undo DeleteAll More') });
    },
  },
  receipt: {
    states: Object.keys(receiptStates),
    css: pageCss + receiptCss,
    draw: (state, { language }) =>
      h(Receipt, { ...stateOf(receiptStates, state), language, locale: localeOf(language), ...doNothing('Save Again') }),
  },
  sample: { states: ['quiet'], css: pageCss + sampleCss, draw: (_, { language }) => h(Sample, { language, told: null }) },
};
export const views: Readonly<Record<string, View>> = { ...extensionViews, ...consoleViews };

const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : 'zh-CN');

function stateOf<S>(states: Readonly<Record<string, S>>, name: string): S {
  const state = states[name];
  if (!state) throw new Error(`no state ${name}`);
  return state;
}

type Handlers<N extends string> = N extends `${infer First} ${infer Rest}`
  ? Record<`on${First}`, () => void> & Handlers<Rest>
  : Record<`on${N}`, () => void>;

function doNothing<N extends string>(names: N): Handlers<N> {
  return Object.fromEntries(names.split(' ').map((name) => [`on${name}`, nothing])) as Handlers<N>;
}
