import { useState } from 'preact/hooks';
import type { Payout, PayoutResult } from '#shared/contracts/payouts.ts';
import { formatDay } from '../format.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { TextField } from '../ui/field.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { Money } from '../ui/value.tsx';
import { StatementLinks } from './statement-links.tsx';

interface Steps {
  payouts: readonly Payout[];
  now: number;
  busy: boolean;
  userId: string;
  onApprove?: (payoutId: string) => void;
  onCancel: (payoutId: string) => void;
}

const creatorColumn = (head: string, second: (payout: Payout) => string): Column<Payout> => ({
  id: 'creator',
  head,
  cell: (payout) => (
    <>
      <span class="first">{payout.creator.name}</span>
      <span class="second">{second(payout)}</span>
    </>
  ),
});
const amountColumn = (head: string): Column<Payout> => ({
  id: 'amount',
  head,
  align: 'end',
  cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
});

/** What people do before it leaves: approve, where that is theirs to do, or cancel. */
export function PayoutTable({ payouts, now, busy, userId, onApprove, onCancel }: Steps) {
  const { payouts: said } = words.value;
  const day = (at: number): string => formatDay(locale.value, at, now);
  const who = ({ draftedBy, draftedAt, approvedBy, approvedAt }: Payout): string =>
    approvedBy && approvedAt !== null ? said.approvedBy(approvedBy.name, day(approvedAt)) : said.draftedBy(draftedBy.name, day(draftedAt));
  return (
    <DataTable
      layout="payouts"
      caption={said.caption}
      columns={[
        creatorColumn(said.creator, who),
        {
          id: 'do',
          head: '',
          cell: (payout) => (
            <div class="actions">
              {onApprove === undefined ? null : payout.draftedBy.id === userId ? (
                <span class="hint">{said.yours}</span>
              ) : (
                <SureButton
                  text={said.approve}
                  confirm={said.approveConfirm}
                  explain={said.approveExplain}
                  busy={busy}
                  onSure={() => onApprove(payout.id)}
                />
              )}
              <SureButton
                text={said.cancel}
                confirm={said.cancelConfirm}
                explain={said.cancelExplain}
                busy={busy}
                onSure={() => onCancel(payout.id)}
              />
            </div>
          ),
        },
        amountColumn(said.amount),
      ]}
      rows={payouts}
      rowKey={({ id }) => id}
    />
  );
}

export function SentTable({
  payouts,
  now,
  busy,
  onResult,
}: Pick<Steps, 'payouts' | 'now' | 'busy'> & { onResult: (result: PayoutResult) => void }) {
  const { payouts: said } = words.value;
  return (
    <DataTable
      layout="payouts"
      caption={said.caption}
      columns={[creatorColumn(said.creator, (payout) => sentBy(payout, now)), amountColumn(said.amount)]}
      rows={payouts}
      rowKey={({ id }) => id}
      below={({ id }) => <ResultForm payoutId={id} busy={busy} onResult={onResult} />}
    />
  );
}

function ResultForm({ payoutId, busy, onResult }: { payoutId: string; busy: boolean; onResult: (result: PayoutResult) => void }) {
  const { payouts: said } = words.value;
  const [state, setState] = useState<'paid' | 'failed' | null>(null);
  const [text, setText] = useState('');
  if (state === null)
    return (
      <div class="actions">
        <button type="button" class="button-quiet" onClick={() => setState('paid')}>
          {said.markPaid}
        </button>
        <button type="button" class="button-quiet" onClick={() => setState('failed')}>
          {said.markFailed}
        </button>
      </div>
    );
  const submit = (event: Event): void => {
    event.preventDefault();
    const value = text.trim();
    if (value !== '') onResult(state === 'paid' ? { payoutId, state, ref: value } : { payoutId, state, why: value });
  };
  return (
    <form class="inline-form" onSubmit={submit} noValidate>
      <TextField label={state === 'paid' ? said.reference : said.failReason} maxLength={200} value={text} onValue={setText} />
      <button type="submit" class="button" disabled={busy}>
        {said.record}
      </button>
      <button type="button" class="button-quiet" onClick={() => setState(null)}>
        {words.value.common.cancel}
      </button>
    </form>
  );
}

export function EndedTable({ payouts, now }: Pick<Steps, 'payouts' | 'now'>) {
  const { payouts: said } = words.value;
  return (
    <DataTable
      layout="payouts"
      caption={said.caption}
      columns={[
        creatorColumn(said.creator, ({ creator: _, ...payout }) => payout.why ?? payout.providerRef ?? ''),
        {
          id: 'state',
          head: said.state,
          cell: ({ state, endedAt, warning }) => (
            <>
              <span class={state === 'failed' ? 'error' : ''}>
                {said.states[state]}
                {endedAt === null ? '' : ` · ${formatDay(locale.value, endedAt, now)}`}
              </span>
              {warning === null ? null : <span class="second error">{said.warning}</span>}
            </>
          ),
        },
        {
          id: 'do',
          head: '',
          cell: ({ id, creator, currency }) => <StatementLinks query={{ payoutId: id, creatorId: creator.id, currency }} />,
        },
        amountColumn(said.amount),
      ]}
      rows={payouts}
      rowKey={({ id }) => id}
    />
  );
}

function sentBy({ provider, sentAt, draftedAt }: Payout, now: number): string {
  const { payouts: said } = words.value;
  const way = provider === 'webhook' ? said.byProvider : said.byFile;
  return said.sentBy(way, formatDay(locale.value, sentAt ?? draftedAt, now));
}
