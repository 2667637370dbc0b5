/** Which screen stands where, and for whom. */

import { useEffect } from 'preact/hooks';
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import type { TenantKind } from '#shared/contracts/accounts.ts';
import { ClaimsScreen } from './accounts/claims-screen.tsx';
import { HandlesScreen } from './accounts/handles-screen.tsx';
import { IntegrationScreen } from './accounts/integration-screen.tsx';
import { PeopleScreen } from './accounts/people-screen.tsx';
import { rememberPlace, SignInScreen, SignUpScreen } from './accounts/sign-in-screens.tsx';
import { ProgrammeScreen } from './books/programme-screen.tsx';
import { offline, sessionOver } from './call.ts';
import { EarningsScreen } from './creators/earnings-screen.tsx';
import { ReviewsScreen } from './integrity/reviews-screen.tsx';
import { RiskScreen } from './integrity/risk-screen.tsx';
import { RankingScreen } from './learning/ranking-screen.tsx';
import { words } from './look.ts';
import { OrderScreen } from './orders/order-screen.tsx';
import { OrdersScreen } from './orders/orders-screen.tsx';
import { BrandUnrecordedScreen, CreatorUnrecordedScreen } from './orders/unrecorded-screen.tsx';
import { AdjustmentsScreen } from './payouts/adjustments-screen.tsx';
import { OwnPayoutsScreen } from './payouts/payout-screen.tsx';
import { PayoutsScreen } from './payouts/payouts-screen.tsx';
import { pathsOf, screens } from './screens.ts';
import { endSession, loadSession, session } from './session.ts';
import { ProductsScreen } from './tags/products-screen.tsx';
import { LoadFailed, Notice } from './ui/notice.tsx';
import { PageFrame } from './ui/page.tsx';
import { Doorway, type NavItem, Shell } from './ui/shell.tsx';
import { WebhooksScreen } from './webhooks/webhooks-screen.tsx';

/** Brings the whole verifier, which no other screen needs. */
const CheckScreen = lazy(async () => (await import('./books/check-screen.tsx')).CheckScreen);

export function App() {
  return (
    <LocationProvider>
      <Gate />
    </LocationProvider>
  );
}

function Gate() {
  const { path, route } = useLocation();
  const isDoor = path === '/sign-in' || path === '/sign-up';
  const now = session.value;
  const isOver = sessionOver.value;
  useEffect(() => {
    if (!isOver && now.state !== 'nobody') return;
    if (isDoor) return;
    if (path !== '/') rememberPlace(path);
    route('/sign-in', true);
  }, [isOver, now.state, isDoor, path, route]);
  useEffect(() => {
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
  const title = titleOf(path);
  useEffect(() => {
    document.title = title;
  }, [title]);

  if (isDoor)
    return (
      <Doorway offline={offline.value}>
        <Router>
          <Route path="/sign-in" component={SignInScreen} />
          <Route path="/sign-up" component={SignUpScreen} />
        </Router>
      </Doorway>
    );
  if (now.state === 'failed')
    return (
      <Doorway offline={offline.value}>
        <PageFrame eyebrow={words.value.name} title={words.value.trouble.failedTitle}>
          <LoadFailed trouble={now.trouble} onRetry={() => void loadSession()} />
        </PageFrame>
      </Doorway>
    );
  if (now.state !== 'person') return <Doorway offline={offline.value}>{null}</Doorway>;
  return <Screens kind={now.me.tenant.kind} />;
}

function Screens({ kind }: { kind: TenantKind }) {
  const { path, route } = useLocation();
  const now = session.value;
  const names = screens[kind];
  const [first = '/'] = pathsOf(kind);
  useEffect(() => {
    if (path === '/') route(first, true);
  }, [path, first, route]);
  if (now.state !== 'person') return null;
  const items: NavItem[] = names.map((name) => ({ path: `/${name}`, text: words.value.nav[name] }));
  const onSignOut = (): void => {
    endSession().then(
      () => route('/sign-in', true),
      () => void loadSession(),
    );
  };
  return (
    <Shell me={now.me} items={items} path={screenOf(path)} offline={offline.value} onSignOut={onSignOut}>
      <Router>
        {kind === 'creator'
          ? [
              <Route key="e" path="/earnings" component={EarningsScreen} />,
              <Route key="t" path="/products" component={ProductsScreen} />,
              <Route key="r" path="/reviews" component={ReviewsScreen} />,
              <Route key="u" path="/unrecorded" component={CreatorUnrecordedScreen} />,
              <Route key="y" path="/payout" component={OwnPayoutsScreen} />,
              <Route key="h" path="/handles" component={HandlesScreen} />,
              <Route key="w" path="/webhooks" component={CreatorWebhooks} />,
            ]
          : []}
        {kind === 'brand'
          ? [
              <Route key="o" path="/orders" component={OrdersScreen} />,
              <Route key="o1" path="/orders/:order" component={OrderScreen} />,
              <Route key="r" path="/risk" component={RiskScreen} />,
              <Route key="u" path="/unrecorded" component={BrandUnrecordedScreen} />,
              <Route key="y" path="/payouts" component={PayoutsScreen} />,
              <Route key="a" path="/adjustments" component={AdjustmentsScreen} />,
              <Route key="e" path="/people" component={PeopleScreen} />,
              <Route key="p" path="/programme" component={ProgrammeScreen} />,
              <Route key="i" path="/integration" component={IntegrationScreen} />,
              <Route key="w" path="/webhooks" component={BrandWebhooks} />,
              <Route key="c" path="/check" component={CheckScreen} />,
            ]
          : []}
        {kind === 'operator'
          ? [
              <Route key="q" path="/claims" component={ClaimsScreen} />,
              <Route key="r" path="/risk" component={RiskScreen} />,
              <Route key="m" path="/ranking" component={RankingScreen} />,
            ]
          : []}
        <Route default component={path === '/' ? Nothing : NotFound} />
      </Router>
    </Shell>
  );
}

/** `/orders/ord_…` is of the screen `/orders`. */
const screenOf = (path: string): string => `/${path.split('/')[1] ?? ''}`;

const Nothing = () => null;
const BrandWebhooks = () => <WebhooksScreen kind="brand" />;
const CreatorWebhooks = () => <WebhooksScreen kind="creator" />;

function titleOf(path: string): string {
  const { name, nav, signIn, signUp } = words.value;
  const titles: Readonly<Record<string, string>> = { ...nav, 'sign-in': signIn.title, 'sign-up': signUp.title };
  const title = titles[screenOf(path).slice(1)];
  return title === undefined ? name : `${title} · ${name}`;
}

function NotFound() {
  const { common } = words.value;
  return (
    <PageFrame eyebrow="404" title={common.notFoundTitle}>
      <Notice>
        <p>{common.notFoundText}</p>
        <a href="/">{common.home}</a>
      </Notice>
    </PageFrame>
  );
}
