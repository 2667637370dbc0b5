import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { Language, Note } from '#extension/base/note.ts';
import { cardStates, statesNow } from './card.states.ts';
import { Card } from './card.tsx';

const nothing = () => undefined;
let ground: HTMLElement;
beforeEach(() => {
  ground = document.body.appendChild(document.createElement('div'));
});

function draw(note: Note, language: Language = 'en', on: Partial<Parameters<typeof Card>[0]> = {}): HTMLElement {
  const locale = language === 'en' ? 'en-GB' : 'zh-CN';
  render(
    <Card
      note={note}
      picture={null}
      language={language}
      locale={locale}
      now={statesNow}
      model="m1"
      onOpen={nothing}
      onMark={nothing}
      {...on}
    />,
    ground,
  );
  return ground;
}
const textOf = (name: string, language: Language = 'en') => draw(state(name), language).textContent ?? '';
function state(name: string): Note {
  const note = cardStates[name];
  if (!note) throw new Error(`no state ${name}`);
  return note;
}

test.each(Object.keys(cardStates).flatMap((name) => [[name, 'en'] as const, [name, 'zh-CN'] as const]))(
  'a card that is "%s" has in %s a title, a shop, one main action and nothing unsaid',
  (name, language) => {
    const card = draw(state(name), language);
    expect(card.querySelectorAll('h3')).toHaveLength(1);
    expect(card.querySelectorAll('.main')).toHaveLength(1);
    expect(card.textContent).toContain(state(name).title);
    expect(card.textContent).toContain(state(name).merchant);
    expect(card.textContent).not.toMatch(/undefined|null|NaN|\[object/);
    for (const button of card.querySelectorAll('button')) expect(button.textContent?.trim()).not.toBe('');
  },
);

test('what matters is read before the button: picture, title, shop, price, label, who earns', () => {
  const card = draw(state('paid, discount'));
  const order = ['.plate', 'h3', '.merchant', '.price', '.label', '.label + span', '.main', '.why', '.more'].map((selector) => {
    const found = card.querySelector(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  });
  for (const [at, element] of order.slice(1).entries()) {
    const before = order[at] as Element;
    expect(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  }
});

test.each([
  [
    'paid, discount',
    ['Ad', 'Mara Lind earns about €8.46, 10% of what you pay. You get 5% off with code MARA5.', 'Buy at Nordlicht · 5% off for you'],
  ],
  ['paid, cashback', ['Ad', 'Mara Lind earns about €7.12, 8% of what you pay. You get 2.5% back.', 'Buy at Nordlicht · 2.5% back to you']],
  ['paid, donation', ['Ad', '2% goes to Repair Café Leipzig.', 'Buy at Nordlicht · 2% to Repair Café Leipzig']],
  ['the author’s own link', ['Ad', 'The author’s own link, opened unchanged. They may earn.', 'See at Glühwerk · author’s link']],
  ['plain, nobody earns', ['Plain link. Nobody earns.', 'See at Haus & Faden']],
  ['price is old', ['may have changed since']],
  ['out of stock', ['Out of stock when last seen']],
  ['no price', ['Price not known']],
  ['saved', ['Saved']],
  ['boosted', ['Ad', 'Boosted', 'Nordlicht paid for this place.']],
  ['standing down', ['Plain link. Nobody earns.', 'See at Nordlicht']],
  ['a flat amount', ['Mara Lind earns €4.00 for an order.', 'Lowest in 30 days: €79.00 on 28 Oct · seen on 2 of 30 days']],
  ['paid, discount', ['Lowest in 30 days · seen on 5 of 30 days', 'Between €89.00 and €99.00 since 24 Aug', 'All 6 prices']],
  ['paid, cashback', ['The same on each day it was seen · seen on 2 of 30 days']],
  ['paid, donation', ['€89.00 on 3 Nov · seen on 1 of 30 days']],
  ['price is old', ['Not seen in the last 30 days']],
  ['the creator’s pick', ['The creator of this page picked it.', 'This page links to it.']],
])('a card that is "%s" says so', (name, sentences) => {
  const text = textOf(name);
  for (const sentence of sentences) expect(text).toContain(sentence);
});

test('a card by which nobody earns carries no advertising word', () => {
  const card = draw(state('plain, nobody earns'));
  expect(card.querySelector('.label')).toBeNull();
  expect(card.querySelector('[data-paid]')).toBeNull();
});

test('the advertising word is that of the language', () => {
  expect(draw(state('Chinese'), 'zh-CN').querySelector('.label')?.textContent).toBe('广告');
  expect(draw(state('Chinese'), 'en').querySelector('.label')?.textContent).toBe('Ad');
});

test('page text is text, never markup', () => {
  const card = draw({ ...state('paid, discount'), title: '<img src=x onerror=alert(1)>', merchant: '<b>Shop</b>' });
  expect(card.querySelector('img')).toBeNull();
  expect(card.querySelector('b b')).toBeNull();
  expect(card.textContent).toContain('<img src=x onerror=alert(1)>');
});

test('nothing on a card is loaded from anywhere, and no anchor lets the browser reach a shop early', () => {
  for (const note of Object.values(cardStates)) {
    expect(draw(note).querySelectorAll('img, a, link, iframe, video, object').length).toBe(0);
  }
});

test('the actions are handed on', () => {
  const calls: unknown[] = [];
  const card = draw(state('paid, discount'), 'en', {
    onOpen: () => calls.push('open'),
    onMark: (mark, on) => calls.push([mark, on]),
  });
  for (const button of card.querySelectorAll('button')) button.click();
  expect(calls).toEqual(['open', ['kept', true], ['hidden', true], ['wrong', true]]);
});

test('no card takes a percentage off a price, and "lowest" never stands without its coverage', () => {
  for (const note of Object.values(cardStates)) {
    const text = draw(note).querySelector('.history')?.textContent ?? '';
    expect(text).not.toContain('%');
    if (/lowest/i.test(text)) expect(text).toMatch(/seen on \d+ of 30 days/);
  }
});

test('the drawing of prices is told as a table', () => {
  const card = draw(state('paid, discount'));
  expect(card.querySelectorAll('.chart circle')).toHaveLength(6);
  expect(card.querySelector('.chart')?.getAttribute('aria-hidden')).toBe('true');
  expect([...card.querySelectorAll('.prices tbody tr')].map((row) => row.textContent)).toEqual([
    '3 Nov€89.00',
    '30 Oct€97.00',
    '23 Oct€94.50',
    '12 Oct€99.00',
    '5 Oct€99.00',
    '24 Aug€94.00',
  ]);
});
