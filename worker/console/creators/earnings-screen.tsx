import { listEarnings, listNotices } from '#shared/contracts/creators.ts';
import { call } from '../call.ts';
import { downloadCsv } from '../download.ts';
import { isoDay } from '../format.ts';
import { useDoing, useLoad } from '../load.ts';
import { words } from '../look.ts';
import { EarningsView } from './earnings.tsx';
import { earningsCsv } from './earnings-csv.ts';

export function EarningsScreen() {
  const { loaded, reload, put } = useLoad(async () => {
    const [page, { notices }] = await Promise.all([call(listEarnings, {}), call(listNotices, {})]);
    return { ...page, notices };
  });
  const more = useDoing();
  const onMore = (): void => {
    if (loaded.state !== 'ready' || loaded.value.next === null) return;
    const after = loaded.value.next;
    more.run(async () => {
      const page = await call(listEarnings, { after });
      put((before) => ({ ...before, ...page, lines: [...before.lines, ...page.lines] }));
    });
  };
  const onExport = (): void => {
    if (loaded.state === 'ready')
      downloadCsv(`${words.value.earnings.csv.file}-${isoDay(Date.now())}.csv`, earningsCsv(loaded.value.lines));
  };
  return <EarningsView loaded={loaded} now={Date.now()} more={more} onMore={onMore} onRetry={reload} onExport={onExport} />;
}
