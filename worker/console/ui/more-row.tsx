/** The end of a list: how much of it is here, and the way to more. */
import type { Trouble } from '../call.ts';
import { words } from '../look.ts';
import { troubleText } from './notice.tsx';

interface End {
  text: string;
  hasMore: boolean;
  busy: boolean;
  trouble: Trouble | null;
  onMore: () => void;
}

export function MoreRow({ text, hasMore, busy, trouble, onMore }: End) {
  return (
    <div class="more-row">
      <p role="status">{trouble ? <span class="error">{troubleText(trouble)}</span> : text}</p>
      {hasMore ? (
        <button type="button" class="button" onClick={onMore} disabled={busy}>
          {busy ? words.value.common.loading : words.value.common.more}
        </button>
      ) : null}
    </div>
  );
}
