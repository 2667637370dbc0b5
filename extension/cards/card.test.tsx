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

test('what matters is read before the button: picture, title, shop, price, label, who earns, why', () => {
  const card = draw(state('paid, discount'));
  const order = ['.plate', 'h3', '.merchant', '.price', '.label', '.label + span', '.why', '.main', '.more'].map((selector) => {
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
  ['paid, discount', ['Ad', 'Mara Lind earns 10% of what you pay. You get 5% off with code MARA5.', 'Buy at Nordlicht · 5% off for you']],
  ['paid, cashback', ['Ad', 'Mara Lind earns 8% of what you pay. You get 2.5% back.', 'Buy at Nordlicht · 2.5% back to you']],
  ['paid, donation', ['Ad', '2% goes to Repair Café Leipzig.', 'Buy at Nordlicht · 2% to Repair Café Leipzig']],
  ['the author’s own link', ['Ad', 'The author’s own link, opened unchanged. They may earn.', 'See at Glühwerk · author’s link']],
  ['plain, nobody earns', ['Plain link. Nobody earns.', 'See at Haus & Faden']],
  ['price is old', ['may have changed since']],
  ['out of stock', ['Out of stock when last seen']],
  ['no price', ['Price not known']],
  ['saved', ['Saved']],
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
