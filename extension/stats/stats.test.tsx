import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import { statesNow } from '#extension/cards/card.states.ts';
import { statsStates } from './stats.states.ts';
import { Stats } from './stats.tsx';

let ground: HTMLElement;
beforeEach(() => {
  ground = document.createElement('div');
});
const draw = (name: string, language: 'en' | 'zh-CN' = 'en') => {
  const numbers = statsStates[name];
  if (numbers)
    render(<Stats numbers={numbers} language={language} locale={language === 'en' ? 'en-GB' : 'zh-CN'} now={statesNow} />, ground);
  return ground.textContent ?? '';
};

test.each(Object.keys(statsStates).flatMap((name) => [[name, 'en'] as const, [name, 'zh-CN'] as const]))(
  'numbers of %s are complete in %s',
  (name, language) => {
    const text = draw(name, language);
    expect(text).not.toMatch(/undefined|NaN|null|Infinity/);
    for (const count of Object.values(statsStates[name]?.counts ?? {})) expect(text).toContain(count?.printed);
  },
);

test('every number says where it comes from: the platform’s with its time, ours with formula and window', () => {
  const text = draw('a video seen twice');
  expect(text).toContain('from YouTube, read just now');
  expect(text).toContain('Engagement by views4.74%ours, computed: (likes + comments) / views');
  expect(text).toContain('Views per hour120ours, from two looks on this device: 3,120 more views in 26 hours');
});

test('what cannot be told is not there, and is not zero', () => {
  const text = draw('nothing to compute');
  expect(text).not.toMatch(/Engagement|per hour|0/);
  expect(draw('a video seen once, hours ago')).toContain('Views per hour need two looks at least an hour apart.');
});
