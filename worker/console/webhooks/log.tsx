import { type Delivery, deliveryStates, type HookEndpoint, logDays } from '#shared/contracts/webhooks.ts';
import { formatCount, formatDay, formatMoment, formatTime } from '../format.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { Segments } from '../ui/field.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { DeliveryPart } from './delivery.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import type { Webhooks } from './webhooks.tsx';

export function LogSection(props: Webhooks & { open: HookEndpoint }) {
  const { webhooks: said } = words.value;
  const { filter, open, replayed, replaying, onFilter } = props;
  const options = (['all', ...deliveryStates] as const).map((value) => ({ value, text: value === 'all' ? said.all : said.states[value] }));
  return (
    <Section title={said.log} text={said.logText(formatCount(locale.value, logDays))} aside={<code class="second">{open.url}</code>}>
      <div class="log-bar">
        <Segments label={said.show} value={filter} onValue={onFilter} options={options} />
        <button type="button" class="button-quiet" onClick={props.onRefresh}>
          {said.refresh}
        </button>
        {open.counts.failed > 0 && open.state === 'on' ? (
          <button type="button" class="button" disabled={replaying.busy} onClick={props.onReplayFailed}>
            {said.replayFailed}
          </button>
        ) : null}
      </div>
      {replayed === null ? null : <Notice kind="done">{said.replayed(formatCount(locale.value, replayed))}</Notice>}
      {replaying.trouble && replaying.id === null ? (
        <p class="error" role="alert">
          {troubleText(replaying.trouble, { conflict: said.isOff })}
        </p>
      ) : null}
      <Deliveries {...props} />
    </Section>
  );
}

function Deliveries(props: Webhooks) {
  const { webhooks: said, common } = words.value;
  const { log, more, detail, filter } = props;
  if (log.state === 'loading') return <TableSkeleton label={common.loading} rows={4} />;
  if (log.state === 'failed') return <LoadFailed trouble={log.trouble} onRetry={props.onRefresh} />;
  const { deliveries, next } = log.value;
  if (deliveries.length === 0) return <p class="hint">{filter === 'all' ? said.emptyLog : said.emptyFilter}</p>;
  return (
    <>
      <DataTable
        layout="deliveries"
        caption={said.logCaption}
        columns={columnsOf(props)}
        rows={deliveries}
        rowKey={({ eventId }) => eventId}
        below={(delivery) => (detail?.eventId === delivery.eventId ? <DeliveryPart {...props} detail={detail} /> : null)}
      />
      <MoreRow
        text={common.shown(formatCount(locale.value, deliveries.length), next !== null)}
        hasMore={next !== null}
        {...more}
        onMore={props.onMore}
      />
    </>
  );
}

function columnsOf({ now, detail, onDetail }: Webhooks): Column<Delivery>[] {
  const { webhooks: said } = words.value;
  return [
    {
      id: 'event',
      head: said.event,
      cell: ({ type, eventId }) => (
        <>
          <span class="first">{said.types[type]}</span>
          <code class="second">{eventId}</code>
        </>
      ),
    },
    {
      id: 'since',
      head: said.happened,
      cell: ({ happenedAt }) => (
        <time class="number" dateTime={new Date(happenedAt).toISOString()} title={formatMoment(locale.value, happenedAt)}>
          {formatDay(locale.value, happenedAt, now)}, {formatTime(locale.value, happenedAt)}
        </time>
      ),
    },
    { id: 'state', head: said.state, cell: (delivery) => <DeliveryMark delivery={delivery} now={now} /> },
    {
      id: 'attempts',
      head: said.attempts,
      align: 'end',
      cell: ({ attempts }) => <span class="number">{formatCount(locale.value, attempts)}</span>,
    },
    {
      id: 'do',
      head: '',
      align: 'end',
      cell: (delivery) => {
        const isOpen = detail?.eventId === delivery.eventId;
        return (
          <button type="button" class="button-quiet" aria-expanded={isOpen} onClick={() => onDetail(isOpen ? null : delivery)}>
            {isOpen ? said.close : said.details}
          </button>
        );
      },
    },
  ];
}
