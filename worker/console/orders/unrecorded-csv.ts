/** Orders without commission as a table for spreadsheets. */

import { csvText } from '#shared/csv.ts';
import { printAmount } from '#shared/money.ts';
import { words } from '../look.ts';
import { hintOf, type Line } from './unrecorded.tsx';

export function unrecordedCsv(side: Line['side'], lines: readonly Line[]): string {
  const { unrecorded, orders } = words.value;
  const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return csvText(
    side === 'brand' ? unrecorded.csv.headsBrand : unrecorded.csv.headsCreator,
    lines.map((line) => {
      const why = [orders.reasons[line.reason], hintOf(line)];
      if (line.side === 'creator') return [time(line.placedAt), line.brand.name, line.contentUrl, time(line.clickedAt), ...why];
      const amounts = [printAmount(line.grossMinor, line.currency), printAmount(line.refundedMinor, line.currency)];
      return [time(line.placedAt), line.orderId, line.skus.join(' '), line.currency, ...amounts, ...why];
    }),
  );
}
