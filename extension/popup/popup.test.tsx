import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { Language } from '#extension/base/note.ts';
import { type PopupState, popupNow, popupStates } from './popup.states.ts';
import { Popup } from './popup.tsx';

let ground: HTMLElement;
let calls: unknown[];
beforeEach(() => {
  ground = document.body.appendChild(document.createElement('div'));
  calls = [];
});

function draw(state: PopupState, language: Language = 'en', trouble: string | null = null): HTMLElement {
  const call = (name: string) => () => void calls.push(name);
  render(
    <Popup
      {...state}
      language={language}
      locale={language}
      now={popupNow}
      trouble={trouble}
      onWelcome={call('welcome')}
      onNotes={call('notes')}
      onSite={(site, on) => calls.push([site, on])}
      onShow={call('show')}
      onSeen={call('seen')}
      onSent={call('sent')}
      onActivity={call('activity')}
      onSettings={call('settings')}
    />,
    ground,
  );
  return ground;
}
const stateOf = (name: string): PopupState => popupStates[name] ?? { state: { kind: 'no_site' }, last: [], creator: null };

test.each(Object.keys(popupStates).flatMap((name) => [[name, 'en'] as const, [name, 'zh-CN'] as const]))(
  'a tab that is "%s" has one sentence in %s',
  (name, language) => {
    const sentences = draw(stateOf(name), language).querySelectorAll('.sentence');
    expect(sentences).toHaveLength(1);
    expect(sentences[0]?.textContent).toMatch(language === 'en' ? /^[A-Z0-9].*[.]$/ : /。$/);
    expect(ground.textContent).not.toMatch(/undefined|null/);
    expect(ground.querySelectorAll('.button').length).toBeLessThanOrEqual(1);
  },
);

test.each([
  ['not agreed', 'welcome'],
  ['notes off', 'notes'],
  ['three notes', 'show'],
])('a tab that is "%s" offers one thing to do', (name, call) => {
  draw(stateOf(name)).querySelector<HTMLElement>('.button')?.click();
  expect(calls).toEqual([call]);
});

test('a new site is switched on by one press', () => {
  draw(stateOf('permission missing')).querySelector<HTMLElement>('.button')?.click();
  expect(calls).toEqual([['youtube.com', true]]);
});

test.each([
  ['three notes', 'true', false],
  ['site off', 'false', true],
])('the switch of a site that is "%s" stands at %s and turns it', (name, checked, next) => {
  const toggle = draw(stateOf(name)).querySelector<HTMLElement>('[role=switch]');
  expect(toggle?.getAttribute('aria-checked')).toBe(checked);
  toggle?.click();
  expect(calls).toEqual([['youtube.com', next]]);
});

test.each(['no site', 'not agreed', 'notes off', 'permission missing'])('there is no site to switch when %s', (name) => {
  expect(draw(stateOf(name)).querySelector('[role=switch]')).toBeNull();
});

test.each(['standing down', 'standing down, nothing found'])(
  '"%s" names for whom and until when, in one line, and says nothing against it',
  (name) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const state = stateOf(name).state;
      if (state.kind !== 'standing_down') throw new Error('another state');
      const said = draw(stateOf(name), language).querySelector('.state')?.textContent ?? '';
      expect(said).toContain(state.network);
      expect(ground.querySelector('.sentence')?.textContent).toMatch(/\d/);
      expect(said).not.toMatch(/cash ?back|los(?:e|ing|t)|miss|instead|reward|save|返现|返利|错过|损失|失去/i);
    }
  },
);

test('what was opened last is listed with the link it used, and the log is one press away', () => {
  const lines = [...draw(stateOf('three notes')).querySelectorAll('.last li')].map((line) => line.textContent);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^Desk lamp, oiled oak, dimmable.*Nordlicht · paid link$/);
  [...ground.querySelectorAll('button')].find((button) => button.textContent === 'Activity')?.click();
  expect(calls).toEqual(['activity']);
});

test('where the permission is missing, another way to give it is told', () => {
  expect(draw(stateOf('permission missing')).querySelector('.route p')?.textContent).toMatch(/extensions page.*youtube\.com.*Safari/);
});

test('without an account nothing is missing, and that is said', () => {
  expect(draw(stateOf('no site')).querySelector('.account')?.textContent).toContain('no account is needed');
});

test('what went wrong is said', () => {
  expect(draw(stateOf('site off'), 'en', 'Not allowed.').textContent).toContain('Not allowed.');
});
