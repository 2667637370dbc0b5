/** The page that a sign-in link opens: one button, because programs that scan mail open links but press nothing. */
import type { Trouble } from '../call.ts';
import { words } from '../look.ts';
import { Notice, troubleText } from '../ui/notice.tsx';

export interface Confirm {
  busy: boolean;
  trouble: Trouble | null;
  onConfirm: () => void;
  onAskAgain: () => void;
}

export function ConfirmView({ busy, trouble, onConfirm, onAskAgain }: Confirm) {
  const { confirm } = words.value;
  const over = trouble && overOf(trouble);
  if (over)
    return (
      <div class="card-form">
        <h1>{over.title}</h1>
        <p class="intro">{over.text}</p>
        <button type="button" class="button button-main" onClick={onAskAgain}>
          {confirm.askAgain}
        </button>
      </div>
    );
  return (
    <form
      class="card-form"
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm();
      }}
    >
      <h1>{confirm.title}</h1>
      <p class="intro">{confirm.text}</p>
      {trouble ? <Notice kind="caution">{troubleText(trouble)}</Notice> : null}
      <button type="submit" class="button button-main" disabled={busy}>
        {busy ? confirm.working : confirm.button}
      </button>
    </form>
  );
}

/** Refusals after which this link cannot be used here; others may pass. */
function overOf({ code, facts }: Trouble): { title: string; text: string } | undefined {
  const { confirm } = words.value;
  if (facts['why'] === 'used') return { title: confirm.usedTitle, text: confirm.usedText };
  if (facts['why'] === 'other_browser') return { title: confirm.otherTitle, text: confirm.otherText };
  if (code === 'gone' || code === 'invalid_request') return { title: confirm.expiredTitle, text: confirm.expiredText };
  return undefined;
}
