import { useState } from 'preact/hooks';
import { listUnrecordedSales } from '#shared/contracts/creators.ts';
import { listUnrecorded } from '#shared/contracts/orders.ts';
import { call } from '../call.ts';
import { downloadCsv } from '../download.ts';
import { isoDay } from '../format.ts';
import { useDoing, useLoad } from '../load.ts';
import { words } from '../look.ts';
import { type Choice, type Line, type UnrecordedPage, UnrecordedView } from './unrecorded.tsx';
import { unrecordedCsv } from './unrecorded-csv.ts';

/** More than anybody reads in a spreadsheet; the export ends there. */
const exportedMax = 20_000;

export const BrandUnrecordedScreen = () => <UnrecordedScreen side="brand" />;
export const CreatorUnrecordedScreen = () => <UnrecordedScreen side="creator" />;

function UnrecordedScreen({ side }: { side: Line['side'] }) {
  const [choice, setChoice] = useState<Choice>({ reason: 'all', month: 'all' });
  return <ChosenScreen key={`${choice.reason} ${choice.month}`} side={side} choice={choice} onChoice={setChoice} />;
}

function ChosenScreen({ side, choice, onChoice }: { side: Line['side']; choice: Choice; onChoice: (choice: Choice) => void }) {
  const { loaded, reload, put } = useLoad<UnrecordedPage>(async () => {
    // The choices come from all there is, so that every other month stays in reach.
    const [page, all] = await Promise.all([
      ask(side, choice, { limit: 50 }),
      choice.month === 'all' ? undefined : ask(side, { reason: 'all', month: 'all' }, { limit: 1 }),
    ]);
    return { ...page, counts: (all ?? page).counts };
  });
  const more = useDoing();
  const exporting = useDoing();
  const onMore = (): void => {
    if (loaded.state !== 'ready' || loaded.value.next === null) return;
    const after = loaded.value.next;
    more.run(async () => {
      const page = await ask(side, choice, { limit: 50, after });
      put((before) => ({ ...before, next: page.next, lines: [...before.lines, ...page.lines] }));
    });
  };
  const onExport = (): void => {
    exporting.run(async () => {
      const file = `${words.value.unrecorded.csv.file}-${isoDay(Date.now())}.csv`;
      downloadCsv(file, unrecordedCsv(side, await allLines(side, choice)));
    });
  };
  return (
    <UnrecordedView
      side={side}
      loaded={loaded}
      choice={choice}
      now={Date.now()}
      more={more}
      exporting={exporting}
      onChoice={onChoice}
      onMore={onMore}
      onExport={onExport}
      onRetry={reload}
    />
  );
}

async function allLines(side: Line['side'], choice: Choice): Promise<Line[]> {
  const lines: Line[] = [];
  for (let after: string | undefined; lines.length < exportedMax; ) {
    const page = await ask(side, choice, { limit: 100, after });
    lines.push(...page.lines);
    if (page.next === null) break;
    after = page.next;
  }
  return lines;
}

async function ask(
  side: Line['side'],
  { reason, month }: Choice,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<UnrecordedPage> {
  const asked = { limit, ...(after !== undefined && { after }), ...(reason !== 'all' && { reason }), ...timesOf(month) };
  if (side === 'brand') {
    const { orders, ...page } = await call(listUnrecorded, asked);
    return { ...page, lines: orders.map((order) => ({ side: 'brand', ...order })) };
  }
  const { sales, ...page } = await call(listUnrecordedSales, asked);
  return { ...page, lines: sales.map((sale) => ({ side: 'creator', ...sale })) };
}

function timesOf(month: string): { from?: number; until?: number } {
  const [year, number] = month.split('-').map(Number);
  return year === undefined || number === undefined ? {} : { from: Date.UTC(year, number - 1), until: Date.UTC(year, number) };
}
