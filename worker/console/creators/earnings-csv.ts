/** The lines of earnings as a table for spreadsheets. */
import type { EarningLine } from '#shared/contracts/creators.ts';
import { csvText } from '#shared/csv.ts';
import { printAmount } from '#shared/money.ts';
import { words } from '../look.ts';
import { rateText } from '../ui/rate-text.ts';

export function earningsCsv(lines: readonly EarningLine[]): string {
  const { earnings, money } = words.value;
  const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return csvText(
    earnings.csv.heads,
    lines.map((line) => [
      time(line.placedAt),
      line.brand.name,
      line.contentUrl,
      line.skus.join(' '),
      line.currency,
      printAmount(line.baseMinor, line.currency),
      rateText(line),
      printAmount(line.amountMinor, line.currency),
      printAmount(line.reversedMinor, line.currency),
      money.states[line.state],
      time(line.releaseAt),
      time(line.releasedAt),
      line.id,
    ]),
  );
}
