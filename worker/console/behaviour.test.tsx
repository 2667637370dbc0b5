/** What people read and do in the views, at the level of their words. */

import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { LocationProvider } from 'preact-iso';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Terms } from '#shared/contracts/books.ts';
import { noCreditReasons } from '#shared/contracts/orders.ts';
import { claimsStates } from './accounts/claims.states.ts';
import { ClaimsView } from './accounts/claims.tsx';
import { ConfirmView } from './accounts/confirm.tsx';
import { handlesStates } from './accounts/handles.states.ts';
import { HandlesView } from './accounts/handles.tsx';
import { integrationStates } from './accounts/integration.states.ts';
import { IntegrationView } from './accounts/integration.tsx';
import { confirmStates, signInStates } from './accounts/sign-in.states.ts';
import { SignInView } from './accounts/sign-in.tsx';
import { SignInScreen } from './accounts/sign-in-screens.tsx';
import { checkStates } from './books/check.states.ts';
import { CheckView } from './books/check.tsx';
import { programmeStates } from './books/programme.states.ts';
import { ProgrammeView } from './books/programme.tsx';
import { earningsStates } from './creators/earnings.states.ts';
import { EarningsView } from './creators/earnings.tsx';
import { earningsCsv } from './creators/earnings-csv.ts';
import { ordersStates } from './orders/orders.states.ts';
import { OrdersView } from './orders/orders.tsx';
import { ordersCsv } from './orders/orders-csv.ts';
import { isPathOf } from './screens.ts';
import { en } from './words/en.ts';

afterEach(() => act(() => render(null, document.body)));

const draw = (view: ComponentChild) => act(() => render(view, document.body));
const text = (selector = 'body'): string => (document.querySelector(selector)?.textContent ?? '').replaceAll('\u00A0', ' ');
const cells = (row: number): string[] =>
  [...document.querySelectorAll(`tbody tr:nth-child(${row}) td`)].map((cell) => (cell.textContent ?? '').replaceAll('\u00A0', ' '));
const button = (name: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
  if (!found) throw new Error(`no button ${name}`);
  return found;
};
const press = (name: string) => act(() => button(name).click());
const field = (name: string): HTMLInputElement => {
  const label = [...document.querySelectorAll('label')].find((one) => one.textContent === name);
  const found = label?.htmlFor ? document.getElementById(label.htmlFor) : label?.querySelector('input');
  if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
  return found;
};
const type = (name: string, value: string) =>
  act(() => {
    const input = field(name);
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
const submit = () =>
  act(() => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
function stateOf<Props>(states: Readonly<Record<string, Props>>, name: string): Props {
  const state = states[name];
  if (!state) throw new Error(`no state ${name}`);
  return state;
}

describe('earnings', () => {
  test('each line says base x rate = amount, its state and the day it moves', async () => {
    await draw(<EarningsView {...stateOf(earningsStates, 'few')} />);
    expect([...document.querySelectorAll('th')].map((head) => head.textContent)).toEqual([
      'Ordered',
      'Brand and content',
      'Products',
      'Base',
      '× rate',
      '= Commission',
      'State',
    ]);
    expect(cells(1).slice(3)).toEqual(['US$189.50', '8%', 'US$15.16', 'Held until 21 Dec']);
    expect(cells(4).slice(3)).toEqual(['US$43.50', '8%', 'US$3.48', 'Held until 15 Dec−US$4.12 by returns']);
    expect(cells(6).slice(3)).toEqual(['US$1,299.00', '8%', 'US$103.92', 'Payable since 19 Nov']);
  });

  test('totals name their state, the days they move, their source and its time', async () => {
    await draw(<EarningsView {...stateOf(earningsStates, 'few')} />);
    expect(text('h1')).toBe('US$529.10 earned, net of returns');
    expect(text('.figures')).toContain('PayableUS$312.40');
    expect(text('.figures')).toContain('PaidUS$129.60Has reached you');
    expect(text('.figures')).toContain('HeldUS$87.10Becomes payable from 3 Dec to 21 Dec');
    expect(text('.source')).toMatch(/^From the brands' books · as of \d\d:\d\d/);
  });

  test('more is offered while there is more, and exported is what is shown', async () => {
    const [onMore, onExport] = [vi.fn(), vi.fn()];
    await draw(<EarningsView {...stateOf(earningsStates, 'many')} onMore={onMore} onExport={onExport} />);
    expect(text('.more-row')).toContain('The newest 50 are shown.');
    await press('Show more');
    await press('Export CSV');
    expect([onMore.mock.calls.length, onExport.mock.calls.length]).toEqual([1, 1]);
    await draw(<EarningsView {...stateOf(earningsStates, 'few')} />);
    expect(text('.more-row')).toBe('All 8 are shown.');
  });

  test('the file has every line with plain amounts', () => {
    const { loaded } = stateOf(earningsStates, 'few');
    if (loaded.state !== 'ready') throw new Error('not ready');
    const [heads, first, , , , fifth] = earningsCsv(loaded.value.lines).split('\r\n');
    expect(heads?.split(',')).toHaveLength(13);
    expect(first).toBe(
      '2026-11-21T11:05:00.000Z,Nook & Kettle,https://lina.example/posts/pour-over-at-home,NK-KETTLE-12 NK-SCALE-1,USD,189.50,8,15.16,0.00,Held,2026-12-21T11:05:00.000Z,,crd_01k00000000000000000000001',
    );
    expect(fifth).toContain(',0.00,8,0.00,10.32,Taken back,');
    expect(earningsCsv(loaded.value.lines).trimEnd().split('\r\n')).toHaveLength(9);
  });

  test('coming terms stand above the sums with their day, marked in their last two days', async () => {
    await draw(<EarningsView {...stateOf(earningsStates, 'terms coming')} />);
    expect(text('.notice')).toBe('From 23 Dec, Nook & Kettle pays 8% instead of 10%. Clicks before that keep 10%.');
    expect(document.querySelector('.notice-caution')).toBeNull();
    await draw(<EarningsView {...stateOf(earningsStates, 'terms near')} />);
    expect([...document.querySelectorAll('.notice')].map((one) => one.textContent)).toEqual([
      'Begins within two daysFrom 25 Nov, Nook & Kettle pays 8% instead of 10%. Clicks before that keep 10%.',
      'From 5 Dec, Fjell Outdoor has new terms. Commissions are held for 30 days instead of 14.',
    ]);
    expect(document.querySelectorAll('.notice-caution')).toHaveLength(1);
    await draw(<EarningsView {...stateOf(earningsStates, 'many terms')} />);
    expect(text('.notice:nth-of-type(6)')).toBe('3 more changes come later.');
  });

  test('an empty page says what to do first', async () => {
    await draw(<EarningsView {...stateOf(earningsStates, 'empty')} />);
    expect(text('ol')).toContain('Claim a handle');
    expect(document.querySelector('.empty a')?.getAttribute('href')).toBe('/handles');
  });

  test('what was not loaded can be tried again', async () => {
    const onRetry = vi.fn();
    await draw(<EarningsView {...stateOf(earningsStates, 'offline')} onRetry={onRetry} />);
    expect(text('[role=alert]')).toContain('Nothing answered. Check the connection');
    await press('Try again');
    expect(onRetry).toHaveBeenCalledOnce();
  });
});

describe('orders', () => {
  test('an order has one commission as base x rate = amount, or one reason with what to do', async () => {
    await draw(<OrdersView {...stateOf(ordersStates, 'few')} />);
    expect(cells(1)).toEqual([
      '#1023922 Nov',
      'NK-KETTLE-12, NK-SCALE-1',
      'US$189.50',
      'Lina Cooks',
      'US$189.50',
      '8%',
      'US$15.16+ US$1.89 fee',
      'Held until 22 Dec',
    ]);
    expect(cells(2).slice(2)).toEqual(['US$42.50', `No click${en.orders.hints.no_click}`, 'No commission']);
    expect(cells(6).slice(2)).toEqual([
      'US$129.00US$129.00 returned',
      'Lina Cooks',
      'US$0.00',
      '8%',
      'US$0.00',
      'Taken back−US$10.32 by returns',
    ]);
    expect(text('h1')).toBe('5 of the 8 orders shown earned a commission');
  });

  test('every reason has its own words and hint', async () => {
    await draw(<OrdersView {...stateOf(ordersStates, 'every reason')} />);
    const said = [...document.querySelectorAll('.why')].map((why) => why.textContent);
    expect(new Set(said).size).toBe(noCreditReasons.length);
    expect(text('h1')).toBe('None of the 11 orders shown earned a commission');
  });

  test('the file says a commission or a reason in each line', () => {
    const { loaded } = stateOf(ordersStates, 'few');
    if (loaded.state !== 'ready') throw new Error('not ready');
    const lines = ordersCsv(loaded.value.orders).trimEnd().split('\r\n');
    expect(lines[1]).toMatch(/,#10239,NK-KETTLE-12 NK-SCALE-1,USD,189\.50,0\.00,Lina Cooks,189\.50,8,15\.16,0\.00,1\.89,Held,2026-12-22T/);
    expect(lines[2]).toMatch(/,#10238,NK-FILTER-100,USD,42\.50,0\.00,,,,,,,No commission,,No click$/);
  });
});

describe('programme', () => {
  test('the sentence follows the form, and only sound terms are sent', async () => {
    const onSave = vi.fn();
    await draw(<ProgrammeView {...stateOf(programmeStates, 'first')} onSave={onSave} />);
    await submit();
    expect(onSave).not.toHaveBeenCalled();
    expect(text('.terms-fields .error')).toBe('Needed');
    await type('Code at your checkout', 'GLOSS5');
    await type('Rate', '12,5');
    expect(text('.preview')).toContain('A creator earns 12.5% of the goods when the order comes within 30 days');
    expect(text('.preview')).toContain('Of 100.00 paid for goods, 12.50 goes to the creator. Gloss takes no fee at present.');
    await submit();
    expect(onSave).toHaveBeenCalledExactlyOnceWith(
      Terms.parse({
        rateBps: 1250,
        windowDays: 30,
        model: 'last',
        holdDays: 30,
        benefit: { kind: 'discount', bps: 500, code: 'GLOSS5' },
      }),
    );
  });

  test('a wrong number is said at once, and stops', async () => {
    const onSave = vi.fn();
    await draw(<ProgrammeView {...stateOf(programmeStates, 'in force')} onSave={onSave} />);
    await type('Window', '31');
    expect(text('.terms-fields .error')).toBe('1 to 30 days');
    await submit();
    expect(onSave).not.toHaveBeenCalled();
  });

  test('the terms in force are not put in force again', async () => {
    const onSave = vi.fn();
    await draw(<ProgrammeView {...stateOf(programmeStates, 'in force')} onSave={onSave} />);
    expect(button('Put in force').disabled).toBe(true);
    await submit();
    expect(onSave).not.toHaveBeenCalled();
    expect(cells(1)).toEqual(['3', '13 Nov' + 'in force', '8%', '30 days', '30 days', 'Discount 5% · GLOSS5']);
  });
});

describe('check', () => {
  test.each([
    ['no difference', '0 differences in 12,408 events', 'Both agree'],
    ['differences', '2 differences found', 'do not agree'],
    ['other root', '0 differences in 12,408 events', 'do not agree'],
    ['grew meanwhile', '0 differences in 12,408 events', 'The book grew'],
  ])('%s', async (state, title, notice) => {
    await draw(<CheckView {...stateOf(checkStates, state)} />);
    expect(text('h1')).toBe(title);
    expect(text('.notice')).toContain(notice);
    expect(document.querySelectorAll('.table-check .hash')).toHaveLength(2);
  });
});

describe('sign-in', () => {
  test('a link that is opened where the screen stands already is taken up', async () => {
    history.replaceState(null, '', '/sign-in');
    await draw(
      <LocationProvider>
        <SignInScreen />
      </LocationProvider>,
    );
    expect(text('h1')).toBe(en.signIn.title);
    history.replaceState(null, '', '/sign-in#code=abc');
    await act(() => void dispatchEvent(new Event('hashchange')));
    expect(text('h1')).toBe(en.confirm.title);
    history.replaceState(null, '', '/');
  });

  test.each([
    ['brand', '/orders', true],
    ['brand', '/orders/ord_1', true],
    ['brand', '/ordersome', false],
    ['creator', '/orders', false],
  ] as const)('after it a %s is led back to %s: %s', (kind, path, is) => {
    expect(isPathOf(kind, path)).toBe(is);
  });

  test('an address that is none is not sent', async () => {
    const onSend = vi.fn();
    await draw(<SignInView {...stateOf(signInStates, 'plain')} onSend={onSend} />);
    await type('E-mail', 'lina');
    await submit();
    expect(text('.error')).toBe(en.signIn.badEmail);
    await type('E-mail', ' lina@lina.example ');
    await submit();
    expect(onSend).toHaveBeenCalledExactlyOnceWith('lina@lina.example');
  });

  test.each([
    ['used', en.confirm.usedTitle],
    ['expired', en.confirm.expiredTitle],
    ['other browser', en.confirm.otherTitle],
    ['malformed code', en.confirm.expiredTitle],
  ])('a link that cannot be used says why and what to do: %s', async (state, title) => {
    const onAskAgain = vi.fn();
    await draw(<ConfirmView {...stateOf(confirmStates, state)} onAskAgain={onAskAgain} />);
    expect(text('h1')).toBe(title);
    await press('Ask for a new link');
    expect(onAskAgain).toHaveBeenCalledOnce();
  });

  test('nothing is spent before the button is pressed', async () => {
    const onConfirm = vi.fn();
    await draw(<ConfirmView {...stateOf(confirmStates, 'plain')} onConfirm={onConfirm} />);
    expect(onConfirm).not.toHaveBeenCalled();
    await submit();
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});

describe('integration', () => {
  test('the webhook secret is covered until asked for', async () => {
    const state = stateOf(integrationStates, 'few');
    if (state.loaded.state !== 'ready') throw new Error('not ready');
    const { secret } = state.loaded.value.webhook;
    await draw(<IntegrationView {...state} />);
    expect(document.body.innerHTML).not.toContain(secret);
    await press('Show: Signing secret');
    expect(text()).toContain(secret);
  });

  test('what cannot be taken back asks once more', async () => {
    const [onRotate, onRevoke] = [vi.fn(), vi.fn()];
    await draw(<IntegrationView {...stateOf(integrationStates, 'few')} onRotate={onRotate} onRevoke={onRevoke} />);
    await press('Make a new secret');
    await press('Revoke');
    expect([onRotate.mock.calls.length, onRevoke.mock.calls.length]).toEqual([0, 0]);
    await press('Make it');
    await press('Revoke now');
    expect([onRotate.mock.calls.length, onRevoke.mock.calls.length]).toEqual([1, 1]);
  });

  test('a new key stays until it is said to be copied, and no other is made meanwhile', async () => {
    const onKeyStored = vi.fn();
    await draw(<IntegrationView {...stateOf(integrationStates, 'new key')} onKeyStored={onKeyStored} />);
    expect(text('.notice-caution')).toContain('mk_live_4fQ9xT2a_');
    expect(() => button('Make a key')).toThrow('no button');
    await press('I have copied it');
    expect(onKeyStored).toHaveBeenCalledOnce();
  });
});

test('a handle says where its code goes, and only sites are looked at by the program', async () => {
  const onVerify = vi.fn();
  await draw(<HandlesView {...stateOf(handlesStates, 'few')} onVerify={onVerify} />);
  expect(text()).toContain('https://lina.example/.well-known/gloss.txt');
  expect(text()).toContain('description of 小林的厨房 on Xiaohongshu');
  expect([...document.querySelectorAll('button')].filter((one) => one.textContent === 'Verify now')).toHaveLength(1);
  await press('Verify now');
  expect(onVerify.mock.calls[0]?.[0]).toMatchObject({ handle: 'lina.example' });
});

test('a claim is approved with a reason only', async () => {
  const onApprove = vi.fn();
  await draw(<ClaimsView {...stateOf(claimsStates, 'few')} onApprove={onApprove} />);
  expect(document.querySelector('a[href="https://www.youtube.com/@LinaCooks"]')).not.toBeNull();
  await press('Approve');
  await submit();
  expect(onApprove).not.toHaveBeenCalled();
  await type('What you saw', 'code in the channel description');
  await submit();
  expect(onApprove.mock.calls[0]?.[1]).toBe('code in the channel description');
});
