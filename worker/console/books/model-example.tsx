/** What the chosen model makes of one path, computed by the same function that the book uses. */
import { weightsOf } from '#shared/book/attribution/models.ts';
import { splitMinor } from '#shared/money.ts';
import { dayMs } from '#shared/time.ts';
import { formatRate, parsePercent } from '../format.ts';
import { locale, words } from '../look.ts';
import { canAssist, type TermsDraft, wrongIn } from './terms-draft.ts';

/** Three creators, clicked 14, 7 and 1 days before the order. */
const path = [
  { channel: 'A', at: 0 },
  { channel: 'B', at: 7 * dayMs },
  { channel: 'C', at: 13 * dayMs },
];

export function ModelExample({ draft }: { draft: TermsDraft }) {
  const { terms: said } = words.value;
  const parts = exampleParts(draft);
  if (!parts) return null;
  const texts = parts.map((bps, at) => said.examplePart(path[at]?.channel ?? '', formatRate(locale.value, bps)));
  return <p class="hint">{said.example(texts)}</p>;
}

/** In basis points of the whole; undefined while a figure is wrong. */
export function exampleParts(draft: TermsDraft): number[] | undefined {
  const { halfLifeDays, assistRate } = wrongIn(draft);
  if (halfLifeDays || assistRate) return undefined;
  const countMax = canAssist(draft) ? Number(draft.assistsMax) : 0;
  const assists = countMax > 0 ? { bps: parsePercent(draft.assistRate) ?? 0, countMax } : null;
  return splitMinor(10_000, weightsOf({ model: draft.model, halfLifeDays: Number(draft.halfLifeDays) || undefined, assists }, path));
}
