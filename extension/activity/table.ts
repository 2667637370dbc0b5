/** The log as a file that spreadsheets open. */
import type { Activation } from '#extension/base/storage.ts';
import { csvText } from '#shared/csv.ts';
import { standingOf } from './activity.tsx';

const heads = [
  ...['time', 'merchant', 'product', 'site', 'link', 'why', 'network', 'until', 'benefit', 'benefit_bps', 'earner'],
  ...['order', 'expected', 'card', 'product_id', 'receipt', 'packs'],
];

export function activityCsv(entries: readonly Activation[]): string {
  const time = (at: number) => new Date(at).toISOString();
  return csvText(
    heads,
    entries.map((entry) => {
      const standing = standingOf(entry);
      return [
        ...[time(entry.at), entry.merchant, entry.title, entry.site, entry.way, entry.why],
        ...[standing?.network ?? null, standing ? time(standing.until) : null],
        ...[entry.benefit?.kind ?? null, entry.benefit?.bps ?? null, entry.earner],
        // An order and its date are known to the shop and the creator, not to this device.
        ...['not told', 'not told', entry.cardId, entry.productId, entry.receipt, entry.packs],
      ];
    }),
  );
}
