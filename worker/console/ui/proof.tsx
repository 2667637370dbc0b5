/** How to prove a claim: the code, where to put it, and the button that looks. */
import type { Trouble } from '../call.ts';
import { words } from '../look.ts';
import { Copyable } from './copyable.tsx';
import { troubleText } from './notice.tsx';

interface Proof {
  code: string;
  text: string;
  /** Left out where a person looks instead of the program. */
  onVerify?: (() => void) | undefined;
  verifyText: string;
  busy: boolean;
  trouble: Trouble | null;
  troubles: Readonly<Record<string, string>>;
}

export function Proof({ code, text, onVerify, verifyText, busy, trouble, troubles }: Proof) {
  return (
    <div class="proof">
      <p>{text}</p>
      <div class="proof-row">
        <Copyable value={code} label={words.value.claims.code} />
        {onVerify ? (
          <button type="button" class="button" onClick={onVerify} disabled={busy}>
            {busy ? words.value.common.loading : verifyText}
          </button>
        ) : null}
      </div>
      {trouble ? (
        <p class="error" role="alert">
          {troubleText(trouble, troubles)}
        </p>
      ) : null}
    </div>
  );
}
