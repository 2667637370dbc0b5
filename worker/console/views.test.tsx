/** What holds for every view in every state and language, before anyone looks at it. */
import { type FunctionComponent, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test } from 'vitest';
import { claimsStates } from './accounts/claims.states.ts';
import { ClaimsView } from './accounts/claims.tsx';
import { ConfirmView } from './accounts/confirm.tsx';
import { handlesStates } from './accounts/handles.states.ts';
import { HandlesView } from './accounts/handles.tsx';
import { integrationStates } from './accounts/integration.states.ts';
import { IntegrationView } from './accounts/integration.tsx';
import { peopleStates } from './accounts/people.states.ts';
import { PeopleView } from './accounts/people.tsx';
import { confirmStates, signInStates, signUpStates } from './accounts/sign-in.states.ts';
import { SignInView, SignUpView } from './accounts/sign-in.tsx';
import { checkStates } from './books/check.states.ts';
import { CheckView } from './books/check.tsx';
import { programmeStates } from './books/programme.states.ts';
import { ProgrammeView } from './books/programme.tsx';
import { earningsStates } from './creators/earnings.states.ts';
import { EarningsView } from './creators/earnings.tsx';
import { reviewsStates } from './integrity/reviews.states.ts';
import { ReviewsView } from './integrity/reviews.tsx';
import { riskStates } from './integrity/risk.states.ts';
import { RiskView } from './integrity/risk.tsx';
import { rankingStates } from './learning/ranking.states.ts';
import { RankingView } from './learning/ranking.tsx';
import { language, languages, words } from './look.ts';
import { orderStates } from './orders/order.states.ts';
import { OrderView } from './orders/order.tsx';
import { ordersStates } from './orders/orders.states.ts';
import { OrdersView } from './orders/orders.tsx';
import { creatorUnrecordedStates, unrecordedStates } from './orders/unrecorded.states.ts';
import { UnrecordedView } from './orders/unrecorded.tsx';
import { adjustmentsStates } from './payouts/adjustments.states.ts';
import { AdjustmentsView } from './payouts/adjustments.tsx';
import { ownPayoutsStates } from './payouts/payout.states.ts';
import { OwnPayoutsView } from './payouts/payout.tsx';
import { payoutsStates } from './payouts/payouts.states.ts';
import { PayoutsView } from './payouts/payouts.tsx';
import { productsStates } from './tags/products.states.ts';
import { ProductsView } from './tags/products.tsx';
import { creatorWebhooksStates, webhooksStates } from './webhooks/webhooks.states.ts';
import { WebhooksView } from './webhooks/webhooks.tsx';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

const views = [
  ...drawings('earnings', EarningsView, earningsStates),
  ...drawings('orders', OrdersView, ordersStates),
  ...drawings('order', OrderView, orderStates),
  ...drawings('risk', RiskView, riskStates),
  ...drawings('reviews', ReviewsView, reviewsStates),
  ...drawings('unrecorded', UnrecordedView, unrecordedStates),
  ...drawings('creator-unrecorded', UnrecordedView, creatorUnrecordedStates),
  ...drawings('programme', ProgrammeView, programmeStates),
  ...drawings('payouts', PayoutsView, payoutsStates),
  ...drawings('adjustments', AdjustmentsView, adjustmentsStates),
  ...drawings('payout', OwnPayoutsView, ownPayoutsStates),
  ...drawings('people', PeopleView, peopleStates),
  ...drawings('check', CheckView, checkStates),
  ...drawings('handles', HandlesView, handlesStates),
  ...drawings('integration', IntegrationView, integrationStates),
  ...drawings('webhooks', WebhooksView, webhooksStates),
  ...drawings('creator-webhooks', WebhooksView, creatorWebhooksStates),
  ...drawings('claims', ClaimsView, claimsStates),
  ...drawings('ranking', RankingView, rankingStates),
  ...drawings('products', ProductsView, productsStates),
  ...drawings('sign-in', SignInView, signInStates),
  ...drawings('sign-up', SignUpView, signUpStates),
  ...drawings('confirm', ConfirmView, confirmStates),
];

afterEach(async () => {
  await act(() => render(null, document.body));
  language.value = 'en';
});

describe.each(languages)('in %s', (chosen) => {
  test.each(views)('%s', async (_, draw) => {
    language.value = chosen;
    await act(draw);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.body.textContent).not.toMatch(/undefined|null|NaN|\[object|Invalid Date|Infinity/);
    expect([...document.querySelectorAll('button, a')].filter((one) => nameOf(one) === '')).toEqual([]);
    for (const field of document.querySelectorAll('input, select, textarea')) expect(labelOf(field), field.outerHTML).not.toBe('');
    for (const link of document.querySelectorAll('a[target="_blank"]')) expect(link.getAttribute('rel')).toContain('noopener');
    for (const id of referredIds()) expect(document.getElementById(id), id).not.toBeNull();
  });
});

test('every word of one language is there in the other, and is a word', () => {
  const shape = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length;
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shape(part)]))
      : typeof value;
  };
  expect(shape(zh)).toEqual(shape(en));
  const texts = JSON.stringify([en, zh]);
  expect(leavesOf([en, zh]).filter((text) => text.trim() === '')).toEqual([en.common.sentenceGap, zh.common.sentenceGap]);
  expect(texts).not.toMatch(/!|！/);
});

test('no words of English are left in a Chinese screen', async () => {
  language.value = 'zh';
  const known = new Set(leavesOf(en).filter((text) => /[a-z]{4}/.test(text) && !leavesOf(zh).includes(text)));
  expect(known.size).toBeGreaterThan(150);
  for (const [, draw] of views) {
    await act(draw);
    const texts = [...document.querySelectorAll('*')].flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === 3));
    expect(texts.map((node) => node.textContent ?? '').filter((text) => known.has(text))).toEqual([]);
  }
  expect(words.value).toBe(zh);
});

function drawings<Props extends object>(
  name: string,
  View: FunctionComponent<Props>,
  states: Readonly<Record<string, Props>>,
): [string, () => void][] {
  return Object.entries(states).map(([state, props]) => [`${name}: ${state}`, () => render(<View {...props} />, document.body)]);
}

const nameOf = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();

function labelOf(field: Element): string {
  const byFor = field.id ? document.querySelector(`label[for="${CSS.escape(field.id)}"]`) : null;
  return (byFor ?? field.closest('label'))?.textContent?.trim() ?? '';
}

const referredIds = (): string[] =>
  ['aria-describedby', 'aria-labelledby'].flatMap((attribute) =>
    [...document.querySelectorAll(`[${attribute}]`)].flatMap((element) => (element.getAttribute(attribute) ?? '').split(' ')),
  );

const leavesOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [];
};
