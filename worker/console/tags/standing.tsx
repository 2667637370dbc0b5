import type { TaggableProduct } from '#shared/contracts/tags.ts';
import { formatMoney, formatRate } from '../format.ts';
import { locale, words } from '../look.ts';
import { Mark } from '../ui/state-mark.tsx';

export function ProductCell({ product: { title, merchant, price, availability, url } }: { product: TaggableProduct }) {
  const { tags: said } = words.value;
  const cost = price ? formatMoney(locale.value, price.amountMinor, price.currency) : said.noPrice;
  return (
    <>
      <a class="first" href={url} target="_blank" rel="noreferrer noopener">
        {title}
      </a>
      <span class="second">{[merchant, cost, ...(availability === 'out_of_stock' ? [said.soldOut] : [])].join(' · ')}</span>
    </>
  );
}

const forms = {
  open: 'payable',
  no_benefit: 'paid',
  plain_only: 'paid',
  excluded: 'none',
  no_programme: 'none',
  discontinued: 'none',
} as const;

/** What its card will be, and who earns; where it is not shown, why. */
export function StandingCell({ product, note = null }: { product: TaggableProduct; note?: string | null }) {
  const { tags: said } = words.value;
  const { programme } = product;
  return (
    <>
      <Mark form={forms[programme]} text={said.states[programme]} />
      {note && forms[programme] !== 'none' ? <p>{said.yourNote(note)}</p> : null}
      <span class="second">{programme === 'open' ? earnText(product) : said.why[programme]}</span>
    </>
  );
}

function earnText({ terms }: TaggableProduct): string {
  const { tags: said } = words.value;
  if (!terms?.benefit) return '';
  const { rate, benefit } = terms;
  const yours =
    rate.kind === 'share'
      ? formatRate(locale.value, rate.bps)
      : said.flat(formatMoney(locale.value, rate.amountMinor, rate.currency), rate.per);
  const share = formatRate(locale.value, benefit.bps);
  if (benefit.kind === 'discount') return said.earn(yours, said.benefit.discount(share, benefit.code));
  return said.earn(yours, benefit.kind === 'donation' ? said.benefit.donation(share, benefit.to) : said.benefit.cashback(share));
}
