/** What a brand's orders became: each with its commission as base x rate = amount, or the one reason why it has none. */
import type { CreditLine, NoCreditReason, OrderLine } from '#shared/contracts/orders.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatMoney } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { Empty, LoadFailed } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { Skus } from '../ui/skus.tsx';
import { SourceMark } from '../ui/source-mark.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Day, Money, RateOf } from '../ui/value.tsx';

export interface OrdersPage {
  orders: readonly OrderLine[];
  next: string | null;
}
export interface Orders {
  loaded: Loaded<OrdersPage>;
  now: number;
  more: { busy: boolean; trouble: Trouble | null };
  onMore: () => void;
  onRetry: () => void;
  onExport: () => void;
}

export function OrdersView({ loaded, now, more, onMore, onRetry, onExport }: Orders) {
  const { orders: said, common, source } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : words.value.trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  const { orders, next } = loaded.value;
  if (orders.length === 0)
    return (
      <PageFrame eyebrow={said.eyebrow} title={said.none}>
        <Empty
          title={said.emptyTitle}
          text={said.emptyText}
          steps={said.emptySteps}
          action={{ text: said.emptyAction, href: '/programme' }}
        />
      </PageFrame>
    );
  const credited = orders.filter(({ credits }) => credits.length > 0).length;
  return (
    <PageFrame
      eyebrow={said.eyebrow}
      title={said.title(credited, orders.length)}
      actions={
        <button type="button" class="button" title={common.exportHint} onClick={onExport}>
          {common.exportCsv}
        </button>
      }
    >
      <SourceMark source={source.brandBook} explain={source.brandExplain} />
      <DataTable
        layout="orders"
        caption={said.tableCaption}
        columns={columnsOf(now)}
        rows={orders.flatMap(rowsOf)}
        rowKey={({ order, credit }) => credit?.id ?? order.id}
      />
      <MoreRow
        text={common.shown(formatCount(locale.value, orders.length), next !== null)}
        hasMore={next !== null}
        {...more}
        onMore={onMore}
      />
    </PageFrame>
  );
}

/** A row for each creator that earned; what is the order's own stands in its first. */
interface Row {
  order: OrderLine;
  credit: CreditLine | null;
  isFirst: boolean;
}
const rowsOf = (order: OrderLine): Row[] =>
  order.credits.length === 0
    ? [{ order, credit: null, isFirst: true }]
    : order.credits.map((credit, at) => ({ order, credit, isFirst: at === 0 }));

function columnsOf(now: number): Column<Row>[] {
  const { orders: said, money } = words.value;
  return [
    {
      id: 'order',
      head: said.order,
      cell: ({ order: { id, orderId, placedAt }, isFirst }) =>
        isFirst && (
          <>
            <a class="first clip" title={said.explain(orderId)} href={`/orders/${id}`}>
              {orderId}
            </a>
            <span class="second">
              <Day at={placedAt} now={now} />
            </span>
          </>
        ),
    },
    { id: 'products', head: said.products, cell: ({ order, isFirst }) => isFirst && <Skus skus={order.skus} /> },
    {
      id: 'net',
      head: said.net,
      align: 'end',
      cell: ({ order: { grossMinor, refundedMinor, currency }, isFirst }) =>
        isFirst && (
          <>
            <Money minor={grossMinor} currency={currency} plain />
            {refundedMinor > 0 ? <span class="second">{said.refunded(formatMoney(locale.value, refundedMinor, currency))}</span> : null}
          </>
        ),
    },
    {
      id: 'creator',
      head: said.creator,
      // A reason takes the place of the four columns that say how a commission is made.
      span: ({ credit }) => (credit ? 1 : 4),
      cell: ({ credit, order: { reason } }) => (credit ? credit.creator.name : <WhyNone reason={reason} />),
    },
    {
      id: 'base',
      head: said.base,
      align: 'end',
      cell: ({ credit }) => credit && <Money minor={credit.baseMinor} currency={credit.currency} plain />,
    },
    { id: 'rate', head: said.rate, align: 'end', cell: ({ credit }) => credit && <RateOf credit={credit} /> },
    {
      id: 'amount',
      head: said.commission,
      align: 'end',
      cell: ({ credit }) =>
        credit && (
          <>
            <Money minor={credit.amountMinor} currency={credit.currency} />
            {credit.feeMinor > 0 ? (
              <span class="second">{said.fee(formatMoney(locale.value, credit.feeMinor, credit.currency))}</span>
            ) : null}
          </>
        ),
    },
    {
      id: 'state',
      head: said.state,
      cell: ({ credit }) =>
        credit ? (
          <>
            <StateMark {...credit} now={now} />
            {credit.reversedMinor > 0 ? (
              <span class="second">{money.takenBack(formatMoney(locale.value, credit.reversedMinor, credit.currency))}</span>
            ) : null}
          </>
        ) : (
          <span class="state state-none">{said.noCommission}</span>
        ),
    },
  ];
}

function WhyNone({ reason }: { reason: NoCreditReason | null }) {
  const { orders: said } = words.value;
  return (
    <span class="why">
      <span class="first">{reason === null ? said.waiting : said.reasons[reason]}</span>
      <span class="second">{reason === null ? said.waitingHint : said.hints[reason]}</span>
    </span>
  );
}
