/** Money moved by a decision: proposed by one person, approved by another where it is much. */
import { useState } from 'preact/hooks';
import { type AdjustmentReason, adjustmentReasons } from '#shared/book/events.ts';
import type { Adjustment } from '#shared/contracts/payouts.ts';
import type { Id } from '#shared/ids.ts';
import { parseAmount } from '#shared/money.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatDay } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { LoadFailed, troubleText } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { Money } from '../ui/value.tsx';

export interface AdjustmentsPage {
  adjustments: readonly Adjustment[];
  creators: readonly { id: Id<'crt'>; name: string }[];
  userId: string;
}
export interface Proposal {
  creatorId: Id<'crt'>;
  currency: string;
  amountMinor: number;
  reason: AdjustmentReason;
  note: string;
}
export interface Adjustments {
  loaded: Loaded<AdjustmentsPage>;
  now: number;
  doing: { busy: boolean; trouble: Trouble | null };
  onPropose: (proposal: Proposal) => void;
  onApprove: (adjustment: Adjustment) => void;
  onReject: (adjustment: Adjustment) => void;
  onRetry: () => void;
}

export function AdjustmentsView(props: Adjustments) {
  const { loaded, doing, onRetry } = props;
  const { adjustments: said, payouts, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  const { adjustments, creators, userId } = loaded.value;
  const waiting = adjustments.filter(({ state }) => state === 'waiting').length;
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title(formatCount(locale.value, waiting))} intro={said.intro}>
      {doing.trouble ? (
        <p class="error" role="alert">
          {troubleText(doing.trouble, payouts.codes)}
        </p>
      ) : null}
      {adjustments.length === 0 ? (
        <p class="hint">{said.none}</p>
      ) : (
        <DataTable layout="payouts" caption={said.caption} columns={columnsOf(props, userId)} rows={adjustments} rowKey={({ id }) => id} />
      )}
      <Section title={said.make}>
        {creators.length === 0 ? (
          <p class="hint">{said.noCreators}</p>
        ) : (
          <ProposalForm key={adjustments.length} creators={creators} busy={doing.busy} onPropose={props.onPropose} />
        )}
      </Section>
    </PageFrame>
  );
}

function columnsOf({ now, doing, onApprove, onReject }: Adjustments, userId: string): Column<Adjustment>[] {
  const { adjustments: said, payouts } = words.value;
  const day = (at: number): string => formatDay(locale.value, at, now);
  return [
    {
      id: 'creator',
      head: said.creator,
      cell: ({ creator, reason, note, madeBy, madeAt }) => (
        <>
          <span class="first">{creator.name}</span>
          <span class="second">
            {said.reasons[reason]} · {note}
          </span>
          <span class="second">{said.by(madeBy.name, day(madeAt))}</span>
        </>
      ),
    },
    {
      id: 'state',
      head: said.state,
      cell: ({ state, approvedBy }) => (
        <>
          <span>{said.states[state]}</span>
          {approvedBy ? <span class="second">{approvedBy.name}</span> : null}
        </>
      ),
    },
    {
      id: 'do',
      head: '',
      cell: (adjustment) =>
        adjustment.state !== 'waiting' ? null : (
          <div class="actions">
            {adjustment.madeBy.id === userId ? (
              <span class="hint">{payouts.yours}</span>
            ) : (
              <button type="button" class="button" disabled={doing.busy} onClick={() => onApprove(adjustment)}>
                {said.approve}
              </button>
            )}
            <SureButton
              text={said.reject}
              confirm={said.rejectConfirm}
              explain={said.rejectExplain}
              busy={doing.busy}
              onSure={() => onReject(adjustment)}
            />
          </div>
        ),
    },
    {
      id: 'amount',
      head: said.amount,
      align: 'end',
      cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
    },
  ];
}

interface Form {
  creators: AdjustmentsPage['creators'];
  busy: boolean;
  onPropose: (proposal: Proposal) => void;
}
function ProposalForm({ creators, busy, onPropose }: Form) {
  const { adjustments: said, programme } = words.value;
  const [creatorId, setCreatorId] = useState<Id<'crt'>>(creators[0]?.id ?? 'crt_');
  const [currency, setCurrency] = useState('USD');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState<AdjustmentReason>('correction');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const amountMinor = parseAmount(amount.replace(',', '.'), currency.trim().toUpperCase());
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (!amountMinor || note.trim() === '') return;
    onPropose({ creatorId, currency: currency.trim().toUpperCase(), amountMinor, reason, note: note.trim() });
  };
  return (
    <form class="card-form" onSubmit={submit} noValidate>
      <SelectField
        label={said.creator}
        hint={said.creatorHint}
        value={creatorId}
        onValue={setCreatorId}
        options={creators.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <div class="inline-form">
        <TextField
          label={said.amount}
          hint={said.amountHint}
          inputMode="decimal"
          maxLength={20}
          value={amount}
          onValue={setAmount}
          error={tried && !amountMinor ? said.badAmount : undefined}
        />
        <TextField label={said.currency} maxLength={3} narrow value={currency} onValue={setCurrency} />
      </div>
      <SelectField
        label={said.reason}
        value={reason}
        onValue={setReason}
        options={adjustmentReasons.map((value) => ({ value, text: said.reasons[value] }))}
      />
      <TextField
        label={said.note}
        hint={said.noteHint}
        maxLength={500}
        value={note}
        onValue={setNote}
        error={tried && note.trim() === '' ? programme.needed : undefined}
      />
      <div class="actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {said.propose}
        </button>
      </div>
    </form>
  );
}
