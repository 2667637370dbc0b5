/** What a creator earned, under what coming terms: sums by state with the dates they move, and each line as base x rate = amount. */
import type { EarningLine, EarningTotal, TermsNotice } from '#shared/contracts/creators.ts';
import { sumMinor } from '#shared/money.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatDay, formatMoney } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { Empty, LoadFailed, Notice } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { Skus } from '../ui/skus.tsx';
import { SourceMark } from '../ui/source-mark.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Day, Money, RateOf } from '../ui/value.tsx';
import { TermsNotices } from './terms-notices.tsx';

export interface EarningsPage {
  lines: readonly EarningLine[];
  totals: readonly EarningTotal[];
  next: string | null;
  notices: readonly TermsNotice[];
}
export interface Earnings {
  loaded: Loaded<EarningsPage>;
  /** UTC milliseconds. */
  now: number;
  more: { busy: boolean; trouble: Trouble | null };
  onMore: () => void;
  onRetry: () => void;
  onExport: () => void;
}

export function EarningsView({ loaded, now, more, onMore, onRetry, onExport }: Earnings) {
  const { earnings, common } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={earnings.eyebrow} title={loaded.state === 'loading' ? common.loading : words.value.trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  const { lines, totals, next, notices } = loaded.value;
  if (lines.length === 0)
    return (
      <PageFrame eyebrow={earnings.eyebrow} title={earnings.nothingYet}>
        <Empty
          title={earnings.emptyTitle}
          text={earnings.emptyText}
          steps={earnings.emptySteps}
          action={{ text: earnings.emptyAction, href: '/handles' }}
        />
      </PageFrame>
    );
  return (
    <PageFrame
      eyebrow={earnings.eyebrow}
      title={titleOf(totals)}
      actions={
        <button type="button" class="button" title={common.exportHint} onClick={onExport}>
          {common.exportCsv}
        </button>
      }
    >
      <TermsNotices notices={notices} now={now} />
      {totals.map((total) => (
        <Totals key={total.currency} total={total} now={now} />
      ))}
      {totals[0] ? <SourceMark source={words.value.source.ownBook} asOf={totals[0].asOf} explain={words.value.source.explain} /> : null}
      <DataTable layout="earnings" caption={earnings.tableCaption} columns={columnsOf(now)} rows={lines} rowKey={(line) => line.id} />
      <MoreRow
        text={common.shown(formatCount(locale.value, lines.length), next !== null)}
        hasMore={next !== null}
        {...more}
        onMore={onMore}
      />
    </PageFrame>
  );
}

function titleOf(totals: readonly EarningTotal[]): string {
  const { earnings } = words.value;
  const [only, ...others] = totals;
  if (!only || others.length > 0) return earnings.titleManyCurrencies(totals.length);
  return earnings.title(formatMoney(locale.value, sumMinor([only.balances.pendingMinor, only.paidMinor]), only.currency));
}

function Totals({ total, now }: { total: EarningTotal; now: number }) {
  const { earnings } = words.value;
  const { currency, firstReleaseAt, lastReleaseAt } = total;
  const day = (at: number): string => formatDay(locale.value, at, now);
  const heldNote =
    firstReleaseAt !== null && lastReleaseAt !== null ? earnings.heldNote(day(firstReleaseAt), day(lastReleaseAt)) : earnings.heldNone;
  const figures = [
    {
      name: earnings.payable,
      minor: total.payableMinor,
      note: total.payableMinor < 0 ? earnings.negativeNote : earnings.payableNote,
      main: true,
    },
    { name: earnings.paid, minor: total.paidMinor, note: payingNote(total), main: false },
    { name: earnings.held, minor: total.heldMinor, note: heldNote, main: false },
    {
      name: earnings.reversed,
      minor: total.reversedMinor,
      note: total.reversedMinor > 0 ? earnings.reversedNote : earnings.reversedNone,
      main: false,
    },
  ];
  return (
    <>
      <dl class="figures">
        {figures.map(({ name, minor, note, main }) => (
          <div key={name} class={main ? 'figure figure-main' : 'figure'}>
            <dt>{name}</dt>
            <dd class="figure-value">
              <Money minor={minor} currency={currency} plain={!main} />
            </dd>
            <dd class="figure-note">{note}</dd>
          </div>
        ))}
      </dl>
      {total.debts.map(({ brand, amountMinor }) => (
        <Notice key={brand.id}>
          <p>{earnings.debt(brand.name, formatMoney(locale.value, amountMinor, currency))}</p>
        </Notice>
      ))}
    </>
  );
}

function payingNote({ payingMinor, currency }: EarningTotal): string {
  const { earnings } = words.value;
  return payingMinor > 0 ? earnings.payingNote(formatMoney(locale.value, payingMinor, currency)) : earnings.paidNote;
}

function columnsOf(now: number): Column<EarningLine>[] {
  const { earnings, money } = words.value;
  return [
    { id: 'order', head: earnings.order, cell: (line) => <Day at={line.placedAt} now={now} /> },
    { id: 'from', head: earnings.from, cell: (line) => <From line={line} /> },
    { id: 'products', head: earnings.products, cell: ({ skus }) => <Skus skus={skus} /> },
    { id: 'base', head: earnings.base, align: 'end', cell: (line) => <Money minor={line.baseMinor} currency={line.currency} plain /> },
    { id: 'rate', head: earnings.rate, align: 'end', cell: (line) => <RateOf credit={line} /> },
    { id: 'amount', head: earnings.commission, align: 'end', cell: (line) => <Money minor={line.amountMinor} currency={line.currency} /> },
    {
      id: 'state',
      head: earnings.state,
      cell: (line) => (
        <>
          <StateMark {...line} now={now} />
          {line.reversedMinor > 0 ? (
            <span class="second">{money.takenBack(formatMoney(locale.value, line.reversedMinor, line.currency))}</span>
          ) : null}
        </>
      ),
    },
  ];
}

function From({ line }: { line: EarningLine }) {
  return (
    <>
      <span class="first">{line.brand.name}</span>
      {line.contentUrl === null ? (
        <span class="second">{words.value.earnings.noContent}</span>
      ) : (
        <a class="second" href={line.contentUrl} target="_blank" rel="noreferrer noopener" title={line.contentUrl}>
          {line.contentUrl.replace(/^https?:\/\/(www\.)?/, '')}
        </a>
      )}
    </>
  );
}
