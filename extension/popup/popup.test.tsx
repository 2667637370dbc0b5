import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { TabState } from '#extension/base/messages.ts';
import type { Language } from '#extension/base/note.ts';
import { popupStates } from './popup.states.ts';
import { Popup } from './popup.tsx';

let ground: HTMLElement;
let calls: unknown[];
beforeEach(() => {
  ground = document.body.appendChild(document.createElement('div'));
  calls = [];
});

function draw(state: TabState, language: Language = 'en', trouble: string | null = null): HTMLElement {
  const call = (name: string) => () => void calls.push(name);
  render(
    <Popup
      state={state}
      language={language}
      trouble={trouble}
      onWelcome={call('welcome')}
      onNotes={call('notes')}
      onSite={(site, on) => calls.push([site, on])}
      onShow={call('show')}
      onSeen={call('seen')}
      onSent={call('sent')}
      onSettings={call('settings')}
    />,
    ground,
  );
  return ground;
}
const stateOf = (name: string): TabState => popupStates[name] ?? { kind: 'no_site' };

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

test('standing down names for whom', () => {
  expect(draw(stateOf('standing down')).textContent).toContain('you came to this site through Awin');
});

test('what went wrong is said', () => {
  expect(draw(stateOf('site off'), 'en', 'Not allowed.').textContent).toContain('Not allowed.');
});
