/** One order explained: what it earned and why, from its goods and clicks to every movement in the book. */
import type { ExplainedOrder, OrderLine } from '#shared/contracts/orders.ts';
import { sumMinor } from '#shared/money.ts';
import { formatMoment, formatMoney } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { LoadFailed, Notice } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { SourceMark } from '../ui/source-mark.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Money, RateOf } from '../ui/value.tsx';
import { OrderClicks } from './order-clicks.tsx';
import { OrderHistory } from './order-history.tsx';
import { OrderModels } from './order-models.tsx';

export interface OneOrder {
  loaded: Loaded<ExplainedOrder>;
  now: number;
  onRetry: () => void;
  onExport: () => void;
}

export function OrderView({ loaded, now, onRetry, onExport }: OneOrder) {
  const { order: said, orders, common, source, trouble } = words.value;
  if (loaded.state === 'loading')
    return (
      <PageFrame eyebrow={<Back />} title={common.loading}>
        <TableSkeleton label={common.loading} />
      </PageFrame>
    );
  if (loaded.state === 'failed') {
    const isGone = loaded.trouble.code === 'not_found' || loaded.trouble.code === 'invalid_request';
    return (
      <PageFrame eyebrow={<Back />} title={isGone ? said.gone : trouble.failedTitle}>
        {isGone ? <Notice>{said.goneText}</Notice> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  }
  const explained = loaded.value;
  const { order, lines, source: toldBy } = explained;
  const code = order.credits.find((credit) => credit.code !== null)?.code;
  return (
    <PageFrame
      eyebrow={<Back />}
      title={titleOf(order)}
      intro={
        <>
          {said.facts(formatMoment(locale.value, order.placedAt), formatMoment(locale.value, order.recordedAt), toldBy)}
          {code ? `${common.sentenceGap}${said.byCode(code)}` : ''}
          {order.reason && order.credits.length === 0 ? `${common.sentenceGap}${orders.hints[order.reason]}` : ''}
        </>
      }
      actions={
        <button type="button" class="button" title={said.exportHint} onClick={onExport}>
          {said.exportJson}
        </button>
      }
    >
      <SourceMark source={source.brandBook} explain={source.brandExplain} />
      {order.credits.length > 0 ? <Credits order={order} now={now} /> : null}
      <Section title={said.goods} text={said.goodsText}>
        <Goods lines={lines} currency={order.currency} />
      </Section>
      <Section title={said.clicks} text={said.clicksText}>
        <OrderClicks explained={explained} />
      </Section>
      {explained.models.length > 0 ? (
        <Section title={said.models} text={said.modelsText}>
          <OrderModels explained={explained} />
        </Section>
      ) : null}
      <Section title={said.history} text={said.historyText}>
        <OrderHistory explained={explained} />
      </Section>
    </PageFrame>
  );
}

const Back = () => <a href="/orders">{words.value.order.back}</a>;

function titleOf({ orderId, credits, reason, currency }: OrderLine): string {
  const { order: said, orders } = words.value;
  const counting = credits.filter(({ rejected }) => rejected === null);
  if (counting.length === 0) return reason ? said.nothing(orderId, orders.reasons[reason]) : said.waiting(orderId);
  const amount = formatMoney(locale.value, sumMinor(counting.map(({ amountMinor }) => amountMinor)), currency);
  return said.credited(orderId, amount, [...new Set(counting.map(({ creator }) => creator.name))]);
}

function Credits({ order, now }: { order: OrderLine; now: number }) {
  const { orders: said } = words.value;
  return (
    <DataTable
      layout="credits"
      caption={said.tableCaption}
      columns={[
        { id: 'creator', head: said.creator, cell: ({ creator }) => <span class="first">{creator.name}</span> },
        {
          id: 'base',
          head: said.base,
          align: 'end',
          cell: ({ baseMinor, currency }) => <Money minor={baseMinor} currency={currency} plain />,
        },
        { id: 'rate', head: said.rate, align: 'end', cell: (credit) => <RateOf credit={credit} /> },
        {
          id: 'amount',
          head: said.commission,
          align: 'end',
          cell: ({ amountMinor, feeMinor, currency }) => (
            <>
              <Money minor={amountMinor} currency={currency} />
              {feeMinor > 0 ? <span class="second">{said.fee(formatMoney(locale.value, feeMinor, currency))}</span> : null}
            </>
          ),
        },
        { id: 'state', head: said.state, cell: (credit) => <StateMark {...credit} now={now} /> },
      ]}
      rows={order.credits}
      rowKey={({ id }) => id}
    />
  );
}

function Goods({ lines, currency }: { lines: ExplainedOrder['lines']; currency: string }) {
  const { order: said } = words.value;
  return (
    <DataTable
      layout="goods"
      caption={said.goodsCaption}
      columns={[
        { id: 'name', head: said.sku, cell: ({ sku }) => <code>{sku}</code> },
        { id: 'rate', head: said.pieces, align: 'end', cell: ({ quantity }) => <span class="number">{quantity}</span> },
        { id: 'net', head: said.net, align: 'end', cell: ({ netMinor }) => <Money minor={netMinor} currency={currency} plain /> },
        {
          id: 'amount',
          head: said.returned,
          align: 'end',
          cell: ({ refundedMinor }) => (refundedMinor > 0 ? <Money minor={refundedMinor} currency={currency} plain /> : null),
        },
        { id: 'state', head: said.base, cell: ({ earns }) => (earns ? said.counts : <span class="second">{said.excluded}</span>) },
      ]}
      rows={lines}
      rowKey={({ lineId }) => lineId}
    />
  );
}
