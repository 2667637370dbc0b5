/** Where a creator's money goes, and what came of it. */
import { useState } from 'preact/hooks';
import type { Details, DetailsAsk, OwnPayout } from '#shared/contracts/payouts.ts';
import { isIban } from '#shared/iban.ts';
import type { Trouble } from '../call.ts';
import { formatDay } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { Money } from '../ui/value.tsx';
import { StatementLinks } from './statement-links.tsx';

export interface OwnPayoutsPage {
  details: Details | null;
  payouts: readonly OwnPayout[];
}
export interface OwnPayouts {
  loaded: Loaded<OwnPayoutsPage>;
  now: number;
  saving: { busy: boolean; trouble: Trouble | null };
  onSave: (details: DetailsAsk) => void;
  onRetry: () => void;
}

export function OwnPayoutsView({ loaded, now, saving, onSave, onRetry }: OwnPayouts) {
  const { payout: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  const { details, payouts } = loaded.value;
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title} intro={said.intro}>
      <Section title={details ? said.now(details.hint) : said.change} text={said.saveHint}>
        {details ? <Standing details={details} now={now} /> : <Notice kind="caution">{said.none}</Notice>}
        <DetailsForm key={details?.changedAt} saving={saving} onSave={onSave} />
      </Section>
      <Section title={said.list} text={said.listText}>
        {payouts.length === 0 ? <p class="hint">{said.nothing}</p> : <OwnTable payouts={payouts} now={now} />}
      </Section>
    </PageFrame>
  );
}

function Standing({ details, now }: { details: Details; now: number }) {
  const { payout: said } = words.value;
  if (details.usableAt <= now) return <p>{said.inUse}</p>;
  return <Notice>{said.usable(formatDay(locale.value, details.usableAt, now))}</Notice>;
}

function DetailsForm({ saving, onSave }: Pick<OwnPayouts, 'saving' | 'onSave'>) {
  const { payout: said, programme } = words.value;
  const [kind, setKind] = useState<'iban' | 'account'>('iban');
  const [holder, setHolder] = useState('');
  const [number, setNumber] = useState('');
  const [bic, setBic] = useState('');
  const [tried, setTried] = useState(false);
  const isGood = kind === 'iban' ? isIban(number) : number.trim() !== '';
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (holder.trim() === '' || !isGood) return;
    if (kind === 'account') onSave({ kind, holder: holder.trim(), account: number.trim() });
    else onSave({ kind, holder: holder.trim(), iban: number.trim(), bic: bic.trim() === '' ? null : bic.trim().toUpperCase() });
  };
  return (
    <form class="card-form" onSubmit={submit} noValidate>
      <SelectField
        label={said.kind}
        value={kind}
        onValue={setKind}
        options={(['iban', 'account'] as const).map((value) => ({ value, text: said.kinds[value] }))}
      />
      <TextField
        label={said.holder}
        maxLength={70}
        autoComplete="name"
        value={holder}
        onValue={setHolder}
        error={tried && holder.trim() === '' ? programme.needed : undefined}
      />
      <TextField
        label={kind === 'iban' ? said.iban : said.account}
        maxLength={kind === 'iban' ? 50 : 100}
        autoComplete="off"
        value={number}
        onValue={setNumber}
        error={tried && !isGood ? (kind === 'iban' ? said.badIban : programme.needed) : undefined}
      />
      {kind === 'iban' ? <TextField label={said.bic} maxLength={11} autoComplete="off" value={bic} onValue={setBic} /> : null}
      {saving.trouble ? (
        <p class="error" role="alert">
          {saving.trouble.facts['why'] === 'sign_in_again' ? said.signInAgain : troubleText(saving.trouble)}
        </p>
      ) : null}
      <div class="actions">
        <button type="submit" class="button button-main" disabled={saving.busy}>
          {said.save}
        </button>
      </div>
    </form>
  );
}

function OwnTable({ payouts, now }: { payouts: readonly OwnPayout[]; now: number }) {
  const { payout: said } = words.value;
  return (
    <DataTable
      layout="payouts"
      caption={said.caption}
      columns={[
        { id: 'creator', head: said.brand, cell: ({ brand }) => <span class="first">{brand.name}</span> },
        {
          id: 'state',
          head: said.state,
          cell: ({ state, endedAt, sentAt, draftedAt, why }) => (
            <>
              <span class={state === 'failed' ? 'error' : ''}>
                {said.states[state]} · {formatDay(locale.value, endedAt ?? sentAt ?? draftedAt, now)}
              </span>
              {why === null ? null : <span class="second">{why}</span>}
            </>
          ),
        },
        {
          id: 'do',
          head: '',
          cell: ({ id, brand, currency }) => <StatementLinks query={{ payoutId: id, brandId: brand.id, currency }} />,
        },
        {
          id: 'amount',
          head: said.amount,
          align: 'end',
          cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
        },
      ]}
      rows={payouts}
      rowKey={({ id }) => id}
    />
  );
}
