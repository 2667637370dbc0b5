import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import { statesNow } from './card.states.ts';
import { notesStates } from './notes.states.ts';
import { Notes, type NotesProps } from './notes.tsx';

let ground: HTMLElement;
let calls: unknown[];
beforeEach(() => {
  ground = document.body.appendChild(document.createElement('div'));
  calls = [];
});

function draw(name: string, change: Partial<NotesProps> = {}): HTMLElement {
  const state = notesStates[name];
  if (!state) throw new Error(`no state ${name}`);
  const props: NotesProps = {
    ...state,
    theme: 'light',
    side: 'right',
    language: 'en',
    locale: 'en-GB',
    now: statesNow,
    model: 'm1',
    onToggle: (open) => calls.push(['toggle', open]),
    onLeave: () => calls.push('leave'),
    onOpen: (note) => calls.push(['open', note.id]),
    onMark: (note, mark, on) => calls.push([mark, note.id, on]),
    ...change,
  };
  render(<Notes {...props} />, ground);
  return ground;
}
const pressEscape = () => ground.querySelector('.dock')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));

test('closed, there is one tab that says how many notes there are', () => {
  const tab = draw('tab, one note').querySelector('button');
  expect(ground.querySelectorAll('button')).toHaveLength(1);
  expect(tab?.getAttribute('aria-label')).toBe('1 note on this page');
  expect(tab?.getAttribute('aria-expanded')).toBe('false');
  tab?.click();
  expect(calls).toEqual([['toggle', true]]);
});

test('open, every note is an item of a list under a heading', () => {
  draw('three notes');
  expect(ground.querySelector('h2')?.textContent).toBe('3 notes');
  expect(ground.querySelectorAll('ol > li > article')).toHaveLength(3);
});

test('Escape closes the panel, and hides the notes when it is closed', () => {
  draw('three notes');
  pressEscape();
  draw('three notes', { isOpen: false });
  pressEscape();
  expect(calls).toEqual([['toggle', false], 'leave']);
});

test('a note that is hidden or wrong says so and can be brought back', () => {
  draw('hidden and wrong');
  expect(ground.querySelector('h2')?.textContent).toBe('1 note');
  const lines = [...ground.querySelectorAll('.gone')];
  expect(lines.map((line) => line.firstChild?.textContent)).toEqual(['Hidden. It will not come back.', 'Marked as wrong for this page.']);
  for (const line of lines) line.querySelector('button')?.click();
  expect(calls).toEqual([
    ['hidden', 'car_1', false],
    ['wrong', 'car_6', false],
  ]);
});

test('theme, side and language stand on the outermost element', () => {
  draw('three notes', { theme: 'dark', side: 'left', language: 'zh-CN', locale: 'zh-CN' });
  const dock = ground.querySelector<HTMLElement>('.dock');
  expect({ ...dock?.dataset, lang: dock?.lang, dir: dock?.dir }).toEqual({ theme: 'dark', side: 'left', lang: 'zh-CN', dir: 'ltr' });
  expect(dock?.getAttribute('aria-label')).toBe('Gloss: 本页有 3 条旁注');
});

test.each(Object.keys(notesStates))('"%s" names every control', (name) => {
  for (const button of draw(name).querySelectorAll('button')) {
    expect(button.getAttribute('aria-label') ?? button.textContent?.trim()).toBeTruthy();
  }
});
