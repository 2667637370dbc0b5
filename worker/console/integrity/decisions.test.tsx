/** What reviewers and creators do, at the level of their words. */
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { unrecordedStates } from '../orders/unrecorded.states.ts';
import { UnrecordedView } from '../orders/unrecorded.tsx';
import { unrecordedCsv } from '../orders/unrecorded-csv.ts';
import { reviewsStates } from './reviews.states.ts';
import { ReviewsView } from './reviews.tsx';
import { riskStates } from './risk.states.ts';
import { RiskView } from './risk.tsx';

afterEach(() => act(() => render(null, document.body)));

const draw = (view: ComponentChild) => act(() => render(view, document.body));
const page = (): string => document.body.textContent ?? '';
function stateOf<Props>(states: Readonly<Record<string, Props>>, name: string): Props {
  const state = states[name];
  if (!state) throw new Error(`no state ${name}`);
  return state;
}
function one<Found extends Element>(selector: string, text?: string): Found {
  const found = [...document.querySelectorAll<Found>(selector)].find(
    (element) => text === undefined || element.textContent?.includes(text),
  );
  if (!found) throw new Error(`no ${selector} ${text ?? ''}`);
  return found;
}
const press = (text: string) => act(() => one<HTMLElement>('button', text).click());
const choose = (text: string) => act(() => one<HTMLElement>('.segment', text).querySelector('input')?.click());
const write = (selector: string, value: string) =>
  act(() => {
    const field = one<HTMLInputElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
const submit = () =>
  act(() => {
    one('form.decide').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });

describe('a reviewer', () => {
  test('reads what was measured, and decides only with a note', async () => {
    const onDecide = vi.fn();
    await draw(<RiskView {...stateOf(riskStates, 'few')} onDecide={onDecide} />);
    expect(page()).toContain('2 s from click to order; least 5 s');
    expect(page()).toContain('Overdue');
    await press('Decide');
    await submit();
    expect(onDecide).not.toHaveBeenCalled();
    expect(page()).toContain('Say why, in a sentence.');
    await choose('Reject');
    await write('form.decide input[type=text]', ' Same e-mail. ');
    await submit();
    expect(onDecide.mock.calls[0]?.[1]).toEqual({ about: 'held', verdict: 'reject', reason: 'self_referral', note: 'Same e-mail.' });
  });

  test('reads how an appeal ended, also of what counts again', async () => {
    await draw(<ReviewsView {...stateOf(reviewsStates, 'few')} />);
    expect(page()).toContain('Appeal granted: the commission counts again');
    expect(page()).toContain('The shop confirms it.');
  });

  test('grants an appeal, but not against their own rejection', async () => {
    const onDecide = vi.fn();
    await draw(<RiskView {...stateOf(riskStates, 'appeals')} onDecide={onDecide} />);
    expect(page()).toContain('They had the shop open before');
    await write('form.decide input[type=text]', 'True.');
    await submit();
    expect(onDecide.mock.calls[0]?.[1]).toEqual({ about: 'appeal', verdict: 'granted', note: 'True.' });
    await draw(<RiskView key="own" {...stateOf(riskStates, 'my own rejection')} />);
    expect(page()).toContain('somebody else decides the appeal');
    expect(document.querySelector('form.decide')).toBeNull();
  });
});

test('a creator appeals in words, where it can still be appealed', async () => {
  const onAppeal = vi.fn();
  await draw(<ReviewsView {...stateOf(reviewsStates, 'few')} onAppeal={onAppeal} />);
  expect([...document.querySelectorAll('button')].filter((button) => button.textContent === 'Appeal')).toHaveLength(1);
  await press('Appeal');
  await submit();
  expect(onAppeal).not.toHaveBeenCalled();
  await write('textarea', 'I can show it.');
  await submit();
  expect(onAppeal.mock.calls[0]?.[1]).toBe('I can show it.');
});

test('unrecorded sales are chosen by reason and month, and exported with what can be done', async () => {
  const onChoice = vi.fn();
  const few = stateOf(unrecordedStates, 'few');
  await draw(<UnrecordedView {...few} onChoice={onChoice} />);
  expect(page()).toContain('94 orders earned nobody a commission');
  const [reasons, months] = [...document.querySelectorAll('select')].map((select) => [...select.options].map((option) => option.text));
  expect(reasons).toEqual(['All reasons (94)', 'No click (89)', 'Window over (4)', 'Fraud check (1)']);
  expect(months).toEqual(['All months', 'November 2026 (35)', 'October 2026 (59)']);
  await act(() => {
    const select = one<HTMLSelectElement>('select');
    select.value = 'fraud_hold';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(onChoice).toHaveBeenCalledWith({ reason: 'fraud_hold', month: 'all' });
  if (few.loaded.state !== 'ready') throw new Error('not ready');
  const [heads, first] = unrecordedCsv('brand', few.loaded.value.lines).split('\r\n');
  expect(heads).toContain('Ordered at,Order,Products,Currency,Goods,Returned,Reason,What to do');
  expect(first).toContain('#10239,NK-KETTLE-12,USD,129.01,0.00,No click,');
});
