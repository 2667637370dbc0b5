import type { Version } from '#shared/contracts/learning.ts';
import { formatCount } from '../format.ts';
import { locale, words } from '../look.ts';

/** What is known of how good a version is, and what that was measured on. */
export function Measures({ version: { origin, metrics } }: { version: Version }) {
  const { ranking: said, common } = words.value;
  const count = (name: string): string | undefined => {
    const value = metrics[name];
    return typeof value === 'number' ? formatCount(locale.value, value) : undefined;
  };
  const [shown, opened, heldOut] = [count('shown'), count('opened'), count('heldOut')];
  const [before, after] = [metrics['lossBefore'], metrics['lossAfter']];
  const sentences = [
    ...(shown && opened ? [said.measured(shown, opened)] : []),
    ...(typeof before === 'number' && typeof after === 'number' && heldOut ? [said.loss(lossText(after), lossText(before), heldOut)] : []),
  ];
  if (sentences.length === 0) return <span class="hint">{origin === 'shipped' ? said.measuredShipped : said.unmeasured}</span>;
  return <>{sentences.join(common.sentenceGap)}</>;
}

const lossText = (loss: number): string =>
  new Intl.NumberFormat(locale.value, { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(loss);
