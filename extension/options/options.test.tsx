import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { Language } from '#extension/base/note.ts';
import { optionsNow, optionsStates } from './options.states.ts';
import { Options, type OptionsProps } from './options.tsx';

let ground: HTMLElement;
let calls: unknown[];
beforeEach(() => {
  ground = document.body.appendChild(document.createElement('div'));
  calls = [];
});

function draw(name: string, language: Language = 'en'): HTMLElement {
  const state = optionsStates[name];
  if (!state) throw new Error(`no state ${name}`);
  const call =
    (what: string) =>
    (...values: unknown[]) =>
      void calls.push([what, ...values]);
  const on: Pick<OptionsProps, Extract<keyof OptionsProps, `on${string}`>> = {
    onWelcome: call('welcome'),
    onWithdraw: () => calls.push(['withdraw']),
    onChoices: call('choices'),
    onSite: call('site'),
    onForgetSite: call('forgetSite'),
    onForget: call('forget'),
    onExport: () => calls.push('export'),
    onErase: call('erase'),
  };
  render(<Options {...state} settings={{ ...state.settings, language, locale: language }} now={optionsNow} {...on} />, ground);
  return ground;
}
function press(words: string): void {
  const button = [...ground.querySelectorAll('button')].find((each) => each.textContent?.includes(words));
  if (!button) throw new Error(`no button ${words}`);
  button.click();
}

test.each(Object.keys(optionsStates).flatMap((name) => [[name, 'en'] as const, [name, 'zh-CN'] as const]))(
  'settings that are "%s" are complete in %s',
  (name, language) => {
    draw(name, language);
    expect([...ground.querySelectorAll('section')].map(({ id }) => id)).toEqual([
      'consent',
      'sites',
      'look',
      'seen',
      'sent',
      'kept',
      'prices',
      'taste',
      'data',
    ]);
    expect(ground.textContent).not.toMatch(/undefined|NaN/);
  },
);

test('what was sent can be read word for word', () => {
  const sent = draw('in use').querySelector('#sent pre')?.textContent ?? '';
  expect(JSON.parse(sent)).toEqual(optionsStates['in use']?.device.sent[0]?.body);
});

test('what was seen says which reader, and why there is no note', () => {
  expect(draw('in use').querySelector('#seen')?.textContent).toContain('read as: article · Nothing in the catalogue fits this page.');
});

test('consent can be withdrawn while it is given, and only then', () => {
  draw('in use');
  press('Withdraw consent');
  expect(calls).toEqual([['withdraw']]);
  draw('refused');
  expect(ground.textContent).not.toContain('Withdraw consent');
});

test('a site without the browser’s permission does not look as if it were on', () => {
  draw('in use');
  const youtube = [...ground.querySelectorAll('[role=switch]')].find((each) => each.textContent?.includes('youtube.com'));
  expect(youtube?.getAttribute('aria-checked')).toBe('false');
  expect(youtube?.textContent).toContain('permission missing');
});

test('each saved or hidden thing can be let go, and everything can be exported or erased after a question', () => {
  draw('in use');
  press('Clear this list');
  ground.querySelector<HTMLElement>('#kept .line button')?.click();
  press('Show again');
  ground.querySelector<HTMLElement>('#prices .line button')?.click();
  press('Export as a file');
  press('Erase everything');
  expect(calls).toEqual([
    ['forget', 'sent'],
    ['forget', 'kept', 'prd_1'],
    ['forget', 'dismissed', 'prd_3'],
    ['forget', 'prices', 'prd_1'],
    'export',
    ['erase', 'ask'],
  ]);
  calls = [];
  draw('erasing');
  press('Cancel');
  press('Erase');
  expect(calls).toEqual([
    ['erase', 'no'],
    ['erase', 'yes'],
  ]);
});
