/** A text to carry elsewhere: a code, an address, a secret. */
import { useState } from 'preact/hooks';
import { words } from '../look.ts';

interface Text {
  value: string;
  /** Says what it is, for those who cannot see where it stands. */
  label: string;
  /** Shown only on demand. */
  secret?: boolean;
}

export function Copyable({ value, label, secret = false }: Text) {
  const [shown, setShown] = useState(!secret);
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      // Without the right to write there, the text is shown for copying by hand.
      () => setShown(true),
    );
  };
  const { common } = words.value;
  return (
    <span class="copyable">
      <code class={shown ? '' : 'covered'}>{shown ? value : '•'.repeat(24)}</code>
      {secret ? (
        <button
          type="button"
          class="button-quiet"
          aria-label={`${shown ? common.hide : common.show}: ${label}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? common.hide : common.show}
        </button>
      ) : null}
      <button type="button" class="button-quiet" aria-label={`${common.copy}: ${label}`} onClick={copy} onBlur={() => setCopied(false)}>
        <span aria-live="polite">{copied ? common.copied : common.copy}</span>
      </button>
    </span>
  );
}
