import type { CreditPart } from '#shared/contracts/orders.ts';
import { formatMoney, percentText } from '../format.ts';
import { locale, words } from '../look.ts';

export interface Rated {
  rateBps: number | null;
  parts: readonly CreditPart[];
  currency: string;
}

/** Every rate that gave a commission, in words: one share, or several and flat amounts. */
export function rateText({ rateBps, parts, currency }: Rated): string {
  if (rateBps !== null) return percentText(rateBps);
  const { money } = words.value;
  return parts
    .map(({ rate }) => {
      if ('bps' in rate) return `${percentText(rate.bps)} %`;
      const amount = formatMoney(locale.value, rate.flatMinor, currency);
      return rate.per === 'piece' ? money.flatEach(amount) : money.flatOrder(amount);
    })
    .join(' + ');
}
