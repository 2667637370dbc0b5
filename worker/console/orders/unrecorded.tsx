/** Orders that earned nobody a commission, as their brand sees them and as creators see those that had a click of theirs. */
import type { UnrecordedSale } from '#shared/contracts/creators.ts';
import type { NoCreditReason, ReasonCount, UnrecordedOrder } from '#shared/contracts/orders.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatDay, formatMonth } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { SelectField } from '../ui/field.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { Skus } from '../ui/skus.tsx';
import { Day, Money } from '../ui/value.tsx';

export type Line = ({ side: 'brand' } & UnrecordedOrder) | ({ side: 'creator' } & UnrecordedSale);
export interface UnrecordedPage {
  lines: readonly Line[];
  /** Of all time, whatever is chosen. */
  counts: readonly ReasonCount[];
  next: string | null;
}
export interface Choice {
  reason: NoCreditReason | 'all';
  /** "2026-11", UTC, or all. */
  month: string;
}
export interface Unrecorded {
  side: Line['side'];
  loaded: Loaded<UnrecordedPage>;
  choice: Choice;
  now: number;
  more: { busy: boolean; trouble: Trouble | null };
  exporting: { busy: boolean; trouble: Trouble | null };
  onChoice: (choice: Choice) => void;
  onMore: () => void;
  onExport: () => void;
  onRetry: () => void;
}

export function UnrecordedView(props: Unrecorded) {
  const { loaded, side, onRetry } = props;
  const { unrecorded: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  if (loaded.value.counts.length === 0)
    return (
      <PageFrame eyebrow={said.eyebrow} title={side === 'brand' ? said.none : said.noneCreator}>
        <Notice>{side === 'brand' ? said.emptyBrand : said.emptyCreator}</Notice>
      </PageFrame>
    );
  return <Register {...props} page={loaded.value} />;
}

function Register(props: Unrecorded & { page: UnrecordedPage }) {
  const { page, side, choice, now, more, exporting, onMore, onExport } = props;
  const { unrecorded: said, common } = words.value;
  const { lines, counts, next } = page;
  const all = sumOf(counts.filter((count) => choice.month === 'all' || count.month === choice.month));
  return (
    <PageFrame
      eyebrow={said.eyebrow}
      title={side === 'brand' ? said.titleBrand(all) : said.titleCreator(all)}
      intro={side === 'brand' ? said.introBrand : said.introCreator}
      actions={
        <button type="button" class="button" title={said.exportHint} disabled={exporting.busy} onClick={onExport}>
          {common.exportCsv}
        </button>
      }
    >
      <Choices {...props} counts={counts} />
      {exporting.trouble ? (
        <p class="error" role="alert">
          {troubleText(exporting.trouble)}
        </p>
      ) : null}
      {lines.length === 0 ? (
        <Notice>{said.noneOfThese}</Notice>
      ) : (
        <>
          <DataTable
            layout={`unrecorded-${side}`}
            caption={said.caption}
            columns={side === 'brand' ? brandColumns(now) : creatorColumns(now)}
            rows={lines}
            rowKey={({ id }) => id}
          />
          <MoreRow
            text={common.shown(formatCount(locale.value, lines.length), next !== null)}
            hasMore={next !== null}
            {...more}
            onMore={onMore}
          />
        </>
      )}
    </PageFrame>
  );
}

const sumOf = (counts: readonly ReasonCount[]): number => counts.reduce((sum, { orders }) => sum + orders, 0);

function Choices({ counts, choice, onChoice }: Pick<Unrecorded, 'choice' | 'onChoice'> & { counts: readonly ReasonCount[] }) {
  const { unrecorded: said, orders } = words.value;
  const counted = (name: string, of: readonly ReasonCount[]): string => said.optionCount(name, formatCount(locale.value, sumOf(of)));
  const inMonth = counts.filter(({ month }) => choice.month === 'all' || month === choice.month);
  const reasons = [...new Set([...inMonth.map(({ reason }) => reason), ...(choice.reason === 'all' ? [] : [choice.reason])])];
  const months = [...new Set(counts.map(({ month }) => month))];
  return (
    <div class="log-bar choices">
      <SelectField
        label={said.reason}
        value={choice.reason}
        onValue={(reason) => onChoice({ ...choice, reason })}
        options={[
          { value: 'all' as const, text: counted(said.all, inMonth) },
          ...reasons.map((value) => ({
            value,
            text: counted(
              orders.reasons[value],
              inMonth.filter(({ reason }) => reason === value),
            ),
          })),
        ]}
      />
      <SelectField
        label={said.month}
        value={choice.month}
        onValue={(month) => onChoice({ ...choice, month })}
        options={[
          { value: 'all', text: said.allMonths },
          ...months.map((value) => ({
            value,
            text: counted(
              formatMonth(locale.value, value),
              counts.filter(({ month }) => month === value),
            ),
          })),
        ]}
      />
    </div>
  );
}

function brandColumns(now: number): Column<Line>[] {
  const { unrecorded: said } = words.value;
  return [
    {
      id: 'order',
      head: said.order,
      cell: (line) => (
        <>
          {line.side === 'brand' ? <span class="first">{line.orderId}</span> : null}
          <span class="second">
            <Day at={line.placedAt} now={now} />
          </span>
        </>
      ),
    },
    { id: 'products', head: said.products, cell: (line) => line.side === 'brand' && <Skus skus={line.skus} /> },
    {
      id: 'net',
      head: said.goods,
      align: 'end',
      cell: (line) => line.side === 'brand' && <Money minor={line.grossMinor} currency={line.currency} plain />,
    },
    { id: 'why', head: said.why, cell: (line) => <Why line={line} /> },
  ];
}

function creatorColumns(now: number): Column<Line>[] {
  const { unrecorded: said } = words.value;
  return [
    { id: 'order', head: said.ordered, cell: (line) => <Day at={line.placedAt} now={now} /> },
    {
      id: 'from',
      head: said.content,
      cell: (line) => line.side === 'creator' && <From line={line} now={now} />,
    },
    { id: 'why', head: said.why, cell: (line) => <Why line={line} /> },
  ];
}

function From({ line: { brand, contentUrl, clickedAt }, now }: { line: UnrecordedSale; now: number }) {
  const clicked = clickedAt === null ? null : words.value.unrecorded.clicked(formatDay(locale.value, clickedAt, now));
  return (
    <>
      <span class="first">{brand.name}</span>
      {contentUrl === null ? null : (
        <a class="second" href={contentUrl} target="_blank" rel="noreferrer noopener" title={contentUrl}>
          {contentUrl.replace(/^https?:\/\/(www\.)?/, '')}
        </a>
      )}
      {clicked === null ? null : <span class="second">{clicked}</span>}
    </>
  );
}

export const hintOf = ({ side, reason }: Pick<Line, 'side' | 'reason'>): string =>
  side === 'brand' ? words.value.orders.hints[reason] : words.value.unrecorded.hints[reason];

function Why({ line }: { line: Line }) {
  return (
    <span class="why">
      <span class="first">{words.value.orders.reasons[line.reason]}</span>
      <span class="second">{hintOf(line)}</span>
    </span>
  );
}
