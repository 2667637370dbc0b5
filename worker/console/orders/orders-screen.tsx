import { listOrders } from '#shared/contracts/orders.ts';
import { call } from '../call.ts';
import { downloadCsv } from '../download.ts';
import { isoDay } from '../format.ts';
import { useDoing, useLoad } from '../load.ts';
import { words } from '../look.ts';
import { OrdersView } from './orders.tsx';
import { ordersCsv } from './orders-csv.ts';

export function OrdersScreen() {
  const { loaded, reload, put } = useLoad(() => call(listOrders, {}));
  const more = useDoing();
  const onMore = (): void => {
    if (loaded.state !== 'ready' || loaded.value.next === null) return;
    const after = loaded.value.next;
    more.run(async () => {
      const page = await call(listOrders, { after });
      put((before) => ({ ...page, orders: [...before.orders, ...page.orders] }));
    });
  };
  const onExport = (): void => {
    if (loaded.state === 'ready') downloadCsv(`${words.value.orders.csv.file}-${isoDay(Date.now())}.csv`, ordersCsv(loaded.value.orders));
  };
  return <OrdersView loaded={loaded} now={Date.now()} more={more} onMore={onMore} onRetry={reload} onExport={onExport} />;
}
