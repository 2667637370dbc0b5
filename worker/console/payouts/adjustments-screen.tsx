import { listOrders } from '#shared/contracts/orders.ts';
import {
  type Adjustment,
  approveAdjustment,
  listAdjustments,
  listDue,
  proposeAdjustment,
  rejectAdjustment,
} from '#shared/contracts/payouts.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { session } from '../session.ts';
import { type AdjustmentsPage, AdjustmentsView } from './adjustments.tsx';

const pageMax = 100;

export function AdjustmentsScreen() {
  const { loaded, reload, put } = useLoad<AdjustmentsPage>(loadPage);
  const doing = useDoing();
  const keep = (one: Adjustment): void =>
    put((page) => ({ ...page, adjustments: page.adjustments.map((before) => (before.id === one.id ? one : before)) }));
  return (
    <AdjustmentsView
      loaded={loaded}
      now={Date.now()}
      doing={doing}
      onPropose={(proposal) => {
        // One id a press: should the answer be lost and the press repeated by the network, it is still one adjustment.
        const requestId = crypto.randomUUID();
        doing.run(async () => {
          const made = await call(proposeAdjustment, { ...proposal, requestId, creditId: null });
          put((page) => ({ ...page, adjustments: [made, ...page.adjustments] }));
        });
      }}
      onApprove={({ id }) => doing.run(async () => keep(await call(approveAdjustment, { adjustmentId: id })))}
      onReject={({ id }) => doing.run(async () => keep(await call(rejectAdjustment, { adjustmentId: id })))}
      onRetry={reload}
    />
  );
}

async function loadPage(): Promise<AdjustmentsPage> {
  const [{ adjustments }, { due }, { orders }] = await Promise.all([
    call(listAdjustments, { limit: pageMax }),
    call(listDue, { limit: pageMax }),
    call(listOrders, { limit: pageMax }),
  ]);
  const known = [...due, ...adjustments, ...orders.flatMap(({ credits }) => credits)].map(({ creator }) => creator);
  const creators = [...new Map(known.map((creator) => [creator.id, creator])).values()];
  return { adjustments, creators, userId: session.value.state === 'person' ? session.value.me.user.id : '' };
}
