import { useRoute } from 'preact-iso';
import { getOrder } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import { call } from '../call.ts';
import { download } from '../download.ts';
import { useLoad } from '../load.ts';
import { OrderView } from './order.tsx';

export function OrderScreen() {
  const { params } = useRoute();
  const orderRef = (params['order'] ?? '') as Id<'ord'>;
  const { loaded, reload } = useLoad(() => call(getOrder, { orderRef }));
  const onExport = (): void => {
    if (loaded.state === 'ready') download(`${orderRef}.json`, [JSON.stringify(loaded.value, null, 2)], 'application/json');
  };
  return <OrderView loaded={loaded} now={Date.now()} onRetry={reload} onExport={onExport} />;
}
