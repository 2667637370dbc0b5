import { useState } from 'preact/hooks';
import { words } from '../look.ts';
import { TextField } from '../ui/field.tsx';
import { troubleText } from '../ui/notice.tsx';
import type { Ready } from './ranking.tsx';
import { shortOf } from './short.ts';

/** Asks for the reason, and says what happens then. */
export function ChooseForm({ version, page, choosing, onChoose, onCancel }: Ready & { version: string; onCancel: () => void }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { ranking: said, common, programme } = words.value;
  const isThis = choosing.id === version;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') onChoose(version, reason.trim());
  };
  const refused = isThis && choosing.trouble ? troubleText(choosing.trouble, { unprocessable: said.unfit }) : undefined;
  return (
    <form class="decide" onSubmit={submit} noValidate>
      <p>{said.sureText(shortOf(version), shortOf(page.health.model))}</p>
      <TextField
        label={said.reason}
        hint={said.reasonHint}
        maxLength={300}
        value={reason}
        onValue={setReason}
        error={refused ?? (tried && reason.trim() === '' ? programme.needed : undefined)}
      />
      <div class="doing">
        <button type="submit" class="button button-main" disabled={isThis && choosing.busy}>
          {said.sure}
        </button>
        <button type="button" class="button-quiet" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}
