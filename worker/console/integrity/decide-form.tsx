import { useState } from 'preact/hooks';
import type { HeldCredit } from '#shared/contracts/integrity.ts';
import { type NoCreditReason, noCreditReasons } from '#shared/contracts/orders.ts';
import { formatDay } from '../format.ts';
import { locale, words } from '../look.ts';
import { Segments, SelectField, TextField } from '../ui/field.tsx';
import { troubleText } from '../ui/notice.tsx';
import type { Risk } from './risk.tsx';

export type Decision =
  | { about: 'held'; verdict: 'clear'; note: string }
  | { about: 'held'; verdict: 'reject'; reason: NoCreditReason; note: string }
  | { about: 'appeal'; verdict: 'granted' | 'upheld'; note: string };
type Verdict = 'for' | 'against';

export function DecideForm({
  credit,
  queue,
  now,
  personId,
  deciding,
  onDecide,
  onCancel,
}: { credit: HeldCredit; onCancel: () => void } & Pick<Risk, 'queue' | 'now' | 'personId' | 'deciding' | 'onDecide'>) {
  const { risk: said, common } = words.value;
  const [verdict, setVerdict] = useState<Verdict>('for');
  const [reason, setReason] = useState<NoCreditReason>(
    credit.evidence.some(({ rule }) => rule === 'self_referral') ? 'self_referral' : 'fraud_hold',
  );
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const isAppeal = queue === 'appeals';
  const isThis = deciding.id === credit.id;
  if (isAppeal && credit.decided?.person === personId)
    return (
      <div class="decide">
        <AppealText credit={credit} now={now} />
        <p class="hint">{said.otherPerson}</p>
      </div>
    );
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (note.trim() !== '') onDecide(credit, decisionOf(isAppeal, verdict, reason, note.trim()));
  };
  const error = isThis && deciding.trouble ? troubleText(deciding.trouble, { conflict: said.already }) : undefined;
  return (
    <form class="decide" onSubmit={submit} noValidate>
      {isAppeal ? <AppealText credit={credit} now={now} /> : null}
      <Segments
        label={said.verdict}
        value={verdict}
        onValue={setVerdict}
        options={[
          { value: 'for', text: isAppeal ? said.grant : said.clear },
          { value: 'against', text: isAppeal ? said.uphold : said.reject },
        ]}
      />
      {!isAppeal && verdict === 'against' ? (
        <SelectField
          label={said.reason}
          value={reason}
          onValue={setReason}
          options={noCreditReasons.map((value) => ({ value, text: words.value.orders.reasons[value] }))}
        />
      ) : null}
      <TextField
        label={said.note}
        hint={said.noteHint}
        maxLength={500}
        value={note}
        onValue={setNote}
        error={error ?? (tried && note.trim() === '' ? said.noteNeeded : undefined)}
      />
      <div class="doing">
        <button type="submit" class="button button-main" disabled={isThis && deciding.busy}>
          {said.confirm}
        </button>
        <button type="button" class="button-quiet" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}

function decisionOf(isAppeal: boolean, verdict: Verdict, reason: NoCreditReason, note: string): Decision {
  if (isAppeal) return { about: 'appeal', verdict: verdict === 'for' ? 'granted' : 'upheld', note };
  return verdict === 'for' ? { about: 'held', verdict: 'clear', note } : { about: 'held', verdict: 'reject', reason, note };
}

function AppealText({ credit: { appeal }, now }: { credit: HeldCredit; now: number }) {
  if (!appeal) return null;
  return (
    <blockquote class="said">
      <p class="second">{words.value.risk.appealSaid(formatDay(locale.value, appeal.at, now))}</p>
      <p>{appeal.text}</p>
    </blockquote>
  );
}
