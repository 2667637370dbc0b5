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
    language: 'en',
    locale: 'en-GB',
    now: statesNow,
    model: 'm1',
    onToggle: (open) => calls.push(['toggle', open]),
    onLeave: () => calls.push('leave'),
    onOpen: (note) => calls.push(['open', note.id]),
    onMark: (note, mark, on) => calls.push([mark, note.id, on]),
    onMoment: ({ id }) => calls.push(['moment', id]),
    onSort: (sort) => calls.push(['sort', sort]),
    onCompare: (step) => calls.push(['compare', step]),
    onChoose: (note, on) => calls.push(['choose', note.id, on]),
    onDock: (change) => calls.push(['dock', change]),
    ...change,
  };
  render(<Notes {...props} />, ground);
  return ground;
}
const press = (key: string, on = '.dock', more: KeyboardEventInit = {}) =>
  ground.querySelector(on)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
const pressEscape = () => press('Escape');
const headings = () => [...ground.querySelectorAll('.group > h3')].map((head) => head.textContent);
const titles = () => [...ground.querySelectorAll('.card h3')].map((title) => title.textContent);

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

test('notes stand under what the creator picked, then under the moments of the video, then under the rest', () => {
  draw('moments of a video');
  expect(headings()).toEqual([
    'Picked by Mara Lind',
    '4:12 The lamp that stayed',
    '1:02:03 Shades, and why the linen one stands beside the sofa now',
    'Also on this page',
  ]);
  const moments = [...ground.querySelectorAll<HTMLElement>('.group > h3 button')];
  expect(moments[0]?.getAttribute('title')).toBe('Move the video to 4:12: The lamp that stayed');
  for (const moment of moments) moment.click();
  expect(calls).toEqual([
    ['moment', 1],
    ['moment', 4],
  ]);
});

test('parts of a text are named by their heading, else by how they begin', () => {
  draw('parts of a text');
  expect(headings()).toEqual(['Light from the side', 'Whatever you choose, look at the bulb first. Eight hundred …']);
  expect(ground.querySelector('.group > h3 button')?.getAttribute('title')).toBe('Show in the text: Light from the side');
});

test('out of its group, a note says its moment and that it is a pick', () => {
  draw('by match');
  expect(headings()).toEqual([]);
  expect([...ground.querySelectorAll('.card .moment')].map((moment) => moment.textContent)[0]).toBe('4:12 The lamp that stayed');
  expect(ground.querySelector('.pick')?.textContent).toBe('Creator’s pick');
  draw('moments of a video');
  expect(ground.querySelector('.pick')).toBeNull();
});

test('the order is chosen among three, and prices in two currencies are not mixed', () => {
  draw('by price');
  expect(headings()).toEqual(['In EUR', 'In CNY', 'Price not known']);
  expect(titles()[0]).toBe('E27 bulb, 806 lm, warm white, 2 pieces');
  const orders = [...ground.querySelectorAll<HTMLInputElement>('.tools input')];
  expect(orders.map(({ checked }) => checked)).toEqual([false, true, false]);
  orders[2]?.click();
  expect(calls).toEqual([['sort', 'match']]);
});

test('two to four are chosen, and stand side by side with their facts', () => {
  draw('choosing, none yet');
  expect(ground.querySelector<HTMLButtonElement>('.choosing .go')?.disabled).toBe(true);
  ground.querySelector<HTMLElement>('.choose input')?.click();
  draw('choosing');
  expect(ground.querySelector('.choosing span')?.textContent).toBe('2 of 4 chosen');
  ground.querySelector<HTMLElement>('.choosing .go')?.click();
  expect(calls).toEqual([
    ['choose', 'car_1', true],
    ['compare', 'table'],
  ]);
  draw('side by side, two');
  const rows = [...ground.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows.slice(1, 4)).toEqual([
    ['Shop', 'Nordlicht', 'Haus & Faden'],
    ['Availability', 'In stock when last seen', 'In stock when last seen'],
    ['You get', 'You get 5% off with code MARA5.', 'Nothing extra'],
  ]);
  expect(rows.find(([name]) => name === 'Who earns')).toEqual([
    'Who earns',
    'Ad Mara Lind earns about €8.46, 10% of what you pay.',
    'Plain link. Nobody earns.',
  ]);
  expect(ground.querySelectorAll('tbody [data-paid]')).toHaveLength(1);
});

test('with four chosen, no fifth can be', () => {
  draw('side by side, four', { isTable: false });
  const boxes = [...ground.querySelectorAll<HTMLInputElement>('.choose input')];
  expect(boxes.filter(({ checked }) => checked)).toHaveLength(4);
  for (const box of boxes) expect(box.disabled).toBe(!box.checked);
});

test('Escape leaves the innermost first', () => {
  draw('side by side, two');
  pressEscape();
  draw('choosing');
  pressEscape();
  draw('three notes');
  pressEscape();
  expect(calls).toEqual([
    ['compare', 'choose'],
    ['compare', 'end'],
    ['toggle', false],
  ]);
});

test('keys step through the notes and act on the one that has the focus; with a modifier they are the page’s and the browser’s', () => {
  draw('three notes');
  press('j', '.panel');
  expect(document.activeElement?.textContent).toContain('Desk lamp');
  press('j', '[data-note=car_1] .card');
  press('s', '[data-note=car_4] .card');
  press('h', '[data-note=car_4] .card', { ctrlKey: true });
  press('h', '[data-note=car_4] .card');
  press('k', '[data-note=car_4] .card');
  expect(document.activeElement?.textContent).toContain('Desk lamp');
  press('c', '.panel');
  draw('one note');
  press('c', '.panel');
  draw('tab, one note');
  press('s', '.tab');
  expect(calls).toEqual([
    ['kept', 'car_4', true],
    ['hidden', 'car_4', true],
    ['compare', 'choose'],
  ]);
});

test('the tab can be moved to the other side and made small', () => {
  draw('three notes');
  for (const button of ground.querySelectorAll<HTMLElement>('footer button')) button.click();
  expect(calls).toEqual([
    ['dock', { side: 'left' }],
    ['dock', { isSmall: true }],
  ]);
  const tab = draw('small tab on the left, higher').querySelector<HTMLElement>('.tab');
  expect({ text: tab?.textContent, name: tab?.getAttribute('aria-label'), top: tab?.style.top }).toEqual({
    text: '6',
    name: '6 notes on this page',
    top: '24%',
  });
});

test.each([
  ['offline', 'No connection. Prices are those of when this page was read.'],
  ['partial', 'This page is long. Only its beginning was read.'],
  ['updated', 'Gloss was updated. Reload the page to use its notes.'],
  ['nothing left', 'Nothing left to show here.'],
])('"%s" is said above the notes', (name, sentence) => {
  expect(draw(name).querySelector('.tell')?.textContent).toBe(sentence);
});

test('what just happened is said to those who do not see it', () => {
  expect(draw('three notes', { said: 'Saved' }).querySelector('[role=status]')?.textContent).toBe('Saved');
});

test.each(Object.keys(notesStates).flatMap((name) => [[name, 'en'] as const, [name, 'zh-CN'] as const]))(
  '"%s" in %s leaves nothing unsaid',
  (name, language) => {
    draw(name, { language, locale: language === 'en' ? 'en-GB' : 'zh-CN' });
    expect(ground.textContent).not.toMatch(/undefined|null|NaN|\[object/);
    expect(ground.querySelectorAll('img, a, link, iframe, video').length).toBe(0);
  },
);
