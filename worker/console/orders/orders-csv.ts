/** The orders as a table for spreadsheets. */
import type { OrderLine } from '#shared/contracts/orders.ts';
import { csvText } from '#shared/csv.ts';
import { printAmount } from '#shared/money.ts';
import { words } from '../look.ts';
import { rateText } from '../ui/rate-text.ts';

export function ordersCsv(orders: readonly OrderLine[]): string {
  const { orders: said, money } = words.value;
  return csvText(
    said.csv.heads,
    orders.flatMap(({ placedAt, orderId, skus, currency, grossMinor, refundedMinor, credits, reason }) => {
      const amount = (minor: number | undefined): string | null => (minor === undefined ? null : printAmount(minor, currency));
      return (credits.length > 0 ? credits : [undefined]).map((credit) => [
        new Date(placedAt).toISOString(),
        orderId,
        skus.join(' '),
        currency,
        amount(grossMinor),
        amount(refundedMinor),
        credit?.creator.name ?? null,
        amount(credit?.baseMinor),
        credit ? rateText(credit) : null,
        amount(credit?.amountMinor),
        amount(credit?.reversedMinor),
        amount(credit?.feeMinor),
        credit ? money.states[credit.state] : said.noCommission,
        credit ? new Date(credit.releaseAt).toISOString() : null,
        reason === null ? null : said.reasons[reason],
      ]);
    }),
  );
}
