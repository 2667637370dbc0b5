import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { Language } from '#extension/base/note.ts';
import { welcomeStates } from './welcome.states.ts';
import { Welcome, type WelcomeProps } from './welcome.tsx';

let ground: HTMLElement;
let calls: unknown[];
beforeEach(() => {
  ground = document.body.appendChild(document.createElement('div'));
  calls = [];
});

function draw(name: string, language: Language = 'en'): HTMLElement {
  const state = welcomeStates[name];
  if (!state) throw new Error(`no state ${name}`);
  const call = (what: string) => (value?: unknown) => void calls.push(value === undefined ? what : [what, value]);
  const on: Pick<WelcomeProps, Extract<keyof WelcomeProps, `on${string}`>> = {
    onStep: call('step'),
    onChoices: call('choices'),
    onAnswer: call('answer'),
    onSite: call('site'),
    onSample: () => calls.push('sample'),
    onDone: () => calls.push('done'),
  };
  render(<Welcome {...state} {...on} language={language} locale={language} now={Date.UTC(2026, 10, 3)} />, ground);
  return ground;
}
function press(words: string): void {
  const button = [...ground.querySelectorAll('button')].find((each) => each.textContent?.includes(words));
  if (!button) throw new Error(`no button ${words}`);
  button.click();
}

test.each(Object.keys(welcomeStates).flatMap((name) => [[name, 'en'] as const, [name, 'zh-CN'] as const]))(
  'the step "%s" has one heading in %s',
  (name, language) => {
    expect(draw(name, language).querySelectorAll('h1')).toHaveLength(1);
    expect(ground.textContent).not.toMatch(/undefined|null/);
  },
);

test('the first step says what is sent and what is never done, and decides nothing', () => {
  draw('what it does');
  expect(ground.textContent).toContain('What it sends');
  expect(ground.textContent).toContain('What it never does');
  expect(ground.querySelector('.example')?.hasAttribute('inert')).toBe(true);
  press('Continue');
  expect(calls).toEqual([['step', 'choose']]);
});

test('support of creators is off until somebody switches it on', () => {
  draw('choose');
  const support = [...ground.querySelectorAll<HTMLElement>('[role=switch]')].find((each) => each.textContent?.includes('Support creators'));
  expect(support?.getAttribute('aria-checked')).toBe('false');
  support?.click();
  expect(calls).toEqual([['choices', { support: true }]]);
});

test('yes and no are both one press away', () => {
  draw('choose');
  press('Agree and continue');
  press('No, send nothing');
  press('Back');
  expect(calls).toEqual([
    ['answer', true],
    ['answer', false],
    ['step', 'what'],
  ]);
});

test('a first site is one press, any other can be typed, and none is needed', () => {
  draw('first site');
  press('youtube.com');
  const field = ground.querySelector('input');
  if (field) field.value = 'mara.example';
  ground.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
  press('Try it');
  press('Done');
  expect(calls).toEqual([['site', 'youtube.com'], ['site', 'mara.example'], 'sample', 'done']);
});

test('after a no, nothing asks for a site', () => {
  draw('refused');
  expect(ground.querySelector('form')).toBeNull();
  expect(ground.textContent).toContain('Nothing will be sent.');
});
