/** What rules hold, for those who decide: what was found, until when, and the decision in place. */
import { useState } from 'preact/hooks';
import type { HeldCredit, queues } from '#shared/contracts/integrity.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatDay, formatMoney } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { Segments } from '../ui/field.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { LoadFailed, Notice } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { Day, Money } from '../ui/value.tsx';
import { DecideForm, type Decision } from './decide-form.tsx';

export type Queue = (typeof queues)[number];
export interface RiskPage {
  credits: readonly HeldCredit[];
  next: string | null;
  waiting: { open: number; appeals: number };
}
export interface Risk {
  loaded: Loaded<RiskPage>;
  queue: Queue;
  now: number;
  /** Who looks; nobody decides the appeal against their own rejection. */
  personId: string;
  /** The operator sees many brands. */
  withBrand: boolean;
  deciding: { id: string | null; busy: boolean; trouble: Trouble | null };
  more: { busy: boolean; trouble: Trouble | null };
  onQueue: (queue: Queue) => void;
  onDecide: (credit: HeldCredit, decision: Decision) => void;
  onMore: () => void;
  onRetry: () => void;
}

export function RiskView(props: Risk) {
  const { loaded, onRetry } = props;
  const { risk: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  return <Held {...props} page={loaded.value} />;
}

function Held(props: Risk & { page: RiskPage }) {
  const { page, queue, deciding, more, onQueue, onMore } = props;
  const [openId, setOpenId] = useState<string | null>(deciding.id);
  const { risk: said, common } = words.value;
  const { credits, next, waiting } = page;
  const counted = (name: string, count: number): string => (count > 0 ? said.queueCount(name, formatCount(locale.value, count)) : name);
  const options = [
    { value: 'open' as const, text: counted(said.queue.open, waiting.open) },
    { value: 'appeals' as const, text: counted(said.queue.appeals, waiting.appeals) },
    { value: 'decided' as const, text: said.queue.decided },
  ];
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title(waiting.open + waiting.appeals)} intro={said.intro}>
      <div class="log-bar">
        <Segments label={said.queues} value={queue} onValue={onQueue} options={options} />
      </div>
      {credits.length === 0 ? (
        <Notice>{said.empty[queue]}</Notice>
      ) : (
        <>
          <DataTable
            layout="risk"
            caption={said.caption}
            columns={columnsOf(props, openId, setOpenId)}
            rows={credits}
            rowKey={({ id }) => id}
            below={(credit) =>
              credit.id === openId && queue !== 'decided' ? (
                <DecideForm {...props} credit={credit} onCancel={() => setOpenId(null)} />
              ) : null
            }
          />
          <MoreRow
            text={common.shown(formatCount(locale.value, credits.length), next !== null)}
            hasMore={next !== null}
            {...more}
            onMore={onMore}
          />
        </>
      )}
    </PageFrame>
  );
}

function columnsOf({ now, queue, withBrand }: Risk, openId: string | null, onOpen: (id: string) => void): Column<HeldCredit>[] {
  const { risk: said } = words.value;
  return [
    {
      id: 'order',
      head: said.order,
      cell: ({ placedAt, orderId, brand }) => (
        <>
          <span class="first">{orderId}</span>
          <span class="second">
            <Day at={placedAt} now={now} />
            {withBrand ? ` · ${brand.name}` : null}
          </span>
        </>
      ),
    },
    { id: 'creator', head: said.creator, cell: ({ creator }) => creator.name },
    {
      id: 'amount',
      head: said.amount,
      align: 'end',
      cell: ({ amountMinor, baseMinor, currency }) => (
        <>
          <Money minor={amountMinor} currency={currency} />
          <span class="second">{said.base(formatMoney(locale.value, baseMinor, currency))}</span>
        </>
      ),
    },
    { id: 'why', head: said.why, cell: (credit) => <Why credit={credit} now={now} /> },
    {
      id: 'until',
      head: queue === 'decided' ? '' : said.until,
      cell: (credit) => (queue === 'decided' ? null : <Until credit={credit} now={now} />),
    },
    {
      id: 'do',
      head: '',
      align: 'end',
      cell: ({ id }) =>
        queue === 'decided' || id === openId ? null : (
          <button type="button" class="button" onClick={() => onOpen(id)}>
            {said.decide}
          </button>
        ),
    },
  ];
}

function Why({ credit: { evidence, decided, appeal }, now }: { credit: HeldCredit; now: number }) {
  const { risk: said, orders } = words.value;
  const day = (at: number): string => formatDay(locale.value, at, now);
  return (
    <span class="why">
      {evidence.map(({ id, rule, version, numbers }) => (
        <span key={id} class="found">
          <span class="first">{rule === null ? id : said.rules[rule]}</span>
          {rule !== null && Object.keys(numbers).length > 0 ? <span class="second">{said.measured[rule](numbers)}</span> : null}
          {version === null ? null : <span class="second faint">{said.version(version)}</span>}
        </span>
      ))}
      {decided ? (
        <span class="second">
          {decided.verdict === 'clear' || decided.reason === null
            ? said.cleared(said.who[decided.by], day(decided.at))
            : said.rejected(orders.reasons[decided.reason], said.who[decided.by], day(decided.at))}
          {`: ${decided.note}`}
        </span>
      ) : null}
      {appeal?.decided ? (
        <span class="second">
          {said[appeal.decided.verdict](said.who[appeal.decided.by], day(appeal.decided.at))}
          {`: ${appeal.decided.note}`}
        </span>
      ) : null}
    </span>
  );
}

function Until({ credit: { decideBy, appeal }, now }: { credit: HeldCredit; now: number }) {
  const at = appeal && !appeal.decided ? appeal.decideBy : decideBy;
  return (
    <>
      <span class="number">{words.value.risk.by(formatDay(locale.value, at, now))}</span>
      {at < now ? <span class="second caution">{words.value.risk.overdue}</span> : null}
    </>
  );
}
