/** A button that asks once more in its own place, for what cannot be taken back. */
import { useState } from 'preact/hooks';
import { words } from '../look.ts';

interface Sure {
  text: string;
  confirm: string;
  explain: string;
  busy: boolean;
  onSure: () => void;
}

export function SureButton({ text, confirm, explain, busy, onSure }: Sure) {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <button type="button" class="button-quiet" disabled={busy} onClick={() => setAsking(true)}>
        {text}
      </button>
    );
  return (
    <fieldset class="group sure" aria-label={text}>
      <span class="hint">{explain}</span>
      <button
        type="button"
        class="button button-caution"
        ref={(button) => button?.focus()}
        onClick={() => {
          setAsking(false);
          onSure();
        }}
      >
        {confirm}
      </button>
      <button type="button" class="button-quiet" onClick={() => setAsking(false)}>
        {words.value.common.cancel}
      </button>
    </fieldset>
  );
}
