/** Where a number comes from and how old it is; opens the explanation. */
import { formatTime } from '../format.ts';
import { locale, words } from '../look.ts';

export function SourceMark({ source, asOf, explain }: { source: string; asOf?: number; explain: string }) {
  const time = asOf === undefined ? '' : ` · ${words.value.common.asOf(formatTime(locale.value, asOf))}`;
  return (
    <details class="source">
      <summary>
        {source}
        {time}
      </summary>
      <p>{explain}</p>
    </details>
  );
}
