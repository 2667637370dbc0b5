/** The console's views in the gallery: each as its screen shows it, in the frame that stands around it. */
/// <reference types="vite/client" />
import { type ComponentChild, type FunctionComponent, h } from 'preact';
import { claimsStates } from '#worker/console/accounts/claims.states.ts';
import { ClaimsView } from '#worker/console/accounts/claims.tsx';
import { ConfirmView } from '#worker/console/accounts/confirm.tsx';
import { handlesStates } from '#worker/console/accounts/handles.states.ts';
import { HandlesView } from '#worker/console/accounts/handles.tsx';
import { integrationStates } from '#worker/console/accounts/integration.states.ts';
import { IntegrationView } from '#worker/console/accounts/integration.tsx';
import { peopleStates } from '#worker/console/accounts/people.states.ts';
import { PeopleView } from '#worker/console/accounts/people.tsx';
import { confirmStates, signInStates, signUpStates } from '#worker/console/accounts/sign-in.states.ts';
import { SignInView, SignUpView } from '#worker/console/accounts/sign-in.tsx';
import { checkStates } from '#worker/console/books/check.states.ts';
import { CheckView } from '#worker/console/books/check.tsx';
import { programmeStates } from '#worker/console/books/programme.states.ts';
import { ProgrammeView } from '#worker/console/books/programme.tsx';
import { earningsStates } from '#worker/console/creators/earnings.states.ts';
import { EarningsView } from '#worker/console/creators/earnings.tsx';
import { reviewsStates } from '#worker/console/integrity/reviews.states.ts';
import { ReviewsView } from '#worker/console/integrity/reviews.tsx';
import { riskStates } from '#worker/console/integrity/risk.states.ts';
import { RiskView } from '#worker/console/integrity/risk.tsx';
import { rankingStates } from '#worker/console/learning/ranking.states.ts';
import { RankingView } from '#worker/console/learning/ranking.tsx';
import { language, words } from '#worker/console/look.ts';
import { orderStates } from '#worker/console/orders/order.states.ts';
import { OrderView } from '#worker/console/orders/order.tsx';
import { ordersStates } from '#worker/console/orders/orders.states.ts';
import { OrdersView } from '#worker/console/orders/orders.tsx';
import { creatorUnrecordedStates, unrecordedStates } from '#worker/console/orders/unrecorded.states.ts';
import { UnrecordedView } from '#worker/console/orders/unrecorded.tsx';
import { adjustmentsStates } from '#worker/console/payouts/adjustments.states.ts';
import { AdjustmentsView } from '#worker/console/payouts/adjustments.tsx';
import { ownPayoutsStates } from '#worker/console/payouts/payout.states.ts';
import { OwnPayoutsView } from '#worker/console/payouts/payout.tsx';
import { payoutsStates } from '#worker/console/payouts/payouts.states.ts';
import { PayoutsView } from '#worker/console/payouts/payouts.tsx';
import { id, nothing } from '#worker/console/samples.ts';
import { screens } from '#worker/console/screens.ts';
import mainCss from '#worker/console/style/main.css?inline';
import { productsStates } from '#worker/console/tags/products.states.ts';
import { ProductsView } from '#worker/console/tags/products.tsx';
import { Doorway, Shell } from '#worker/console/ui/shell.tsx';
import { creatorWebhooksStates, webhooksStates } from '#worker/console/webhooks/webhooks.states.ts';
import { WebhooksView } from '#worker/console/webhooks/webhooks.tsx';

type Kind = 'creator' | 'brand' | 'operator';
type Nav = keyof typeof words.value.nav;

interface ConsoleView {
  states: readonly string[];
  draw: (state: string, light: { language: string }) => ComponentChild;
  css: string;
}

const people = {
  creator: { name: 'Lina Cooks', email: 'lina@lina.example' },
  brand: { name: 'Nook & Kettle', email: 'books@nook.example' },
  operator: { name: 'Operator', email: 'operator@gloss.example' },
} as const;

export const consoleViews: Readonly<Record<string, ConsoleView>> = {
  earnings: inShell('creator', 'earnings', EarningsView, earningsStates),
  products: inShell('creator', 'products', ProductsView, productsStates),
  payout: inShell('creator', 'payout', OwnPayoutsView, ownPayoutsStates),
  payouts: inShell('brand', 'payouts', PayoutsView, payoutsStates),
  adjustments: inShell('brand', 'adjustments', AdjustmentsView, adjustmentsStates),
  people: inShell('brand', 'people', PeopleView, peopleStates),
  handles: inShell('creator', 'handles', HandlesView, handlesStates),
  orders: inShell('brand', 'orders', OrdersView, ordersStates),
  order: inShell('brand', 'orders', OrderView, orderStates),
  risk: inShell('brand', 'risk', RiskView, riskStates),
  reviews: inShell('creator', 'reviews', ReviewsView, reviewsStates),
  unrecorded: inShell('brand', 'unrecorded', UnrecordedView, unrecordedStates),
  'creator-unrecorded': inShell('creator', 'unrecorded', UnrecordedView, creatorUnrecordedStates),
  programme: inShell('brand', 'programme', ProgrammeView, programmeStates),
  integration: inShell('brand', 'integration', IntegrationView, integrationStates),
  webhooks: inShell('brand', 'webhooks', WebhooksView, webhooksStates),
  'creator-webhooks': inShell('creator', 'webhooks', WebhooksView, creatorWebhooksStates),
  check: inShell('brand', 'check', CheckView, checkStates),
  claims: inShell('operator', 'claims', ClaimsView, claimsStates),
  ranking: inShell('operator', 'ranking', RankingView, rankingStates),
  'sign-in': inDoorway(SignInView, signInStates),
  'sign-up': inDoorway(SignUpView, signUpStates),
  confirm: inDoorway(ConfirmView, confirmStates),
};

function inShell<Props extends object>(
  kind: Kind,
  screen: Nav,
  view: FunctionComponent<Props>,
  states: Readonly<Record<string, Props>>,
): ConsoleView {
  const { name, email } = people[kind];
  const tenant = { kind, id: id(kind === 'creator' ? 'crt' : 'brd', 1), name };
  const me = { user: { id: id('usr', 1), email }, tenant, role: 'owner' as const, handles: [], domains: [] };
  return drawn(states, view, (content, state) => {
    const items = screens[kind].map((item) => ({ path: `/${item}`, text: words.value.nav[item] }));
    return h(Shell, { me, items, path: `/${screen}`, offline: state === 'offline', onSignOut: nothing, children: content });
  });
}

function inDoorway<Props extends object>(view: FunctionComponent<Props>, states: Readonly<Record<string, Props>>): ConsoleView {
  return drawn(states, view, (content, state) => h(Doorway, { offline: state === 'offline', children: content }));
}

function drawn<Props extends object>(
  states: Readonly<Record<string, Props>>,
  view: FunctionComponent<Props>,
  frame: (content: ComponentChild, state: string) => ComponentChild,
): ConsoleView {
  return {
    states: Object.keys(states),
    css: mainCss,
    draw: (state, light) => {
      language.value = light.language.startsWith('zh') ? 'zh' : 'en';
      const props = states[state];
      if (!props) throw new Error(`no state ${state}`);
      return frame(h(view, props), state);
    },
  };
}
