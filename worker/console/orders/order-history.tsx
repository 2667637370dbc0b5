/** All that happened to an order in the book, and what moved from whom to whom. */
import type { ExplainedOrder, OrderHappening } from '#shared/contracts/orders.ts';
import { formatMoment, formatMoney } from '../format.ts';
import { locale, words } from '../look.ts';
import { Money } from '../ui/value.tsx';

export function OrderHistory({ explained: { history, order, clicks } }: { explained: ExplainedOrder }) {
  const { order: said } = words.value;
  const names = new Map<string, string>(
    [...clicks.map(({ creator }) => creator), ...order.credits.map(({ creator }) => creator)].map(({ id, name }) => [id, name]),
  );
  return (
    <ol class="moments">
      {history.map((one) => (
        <li key={one.seq}>
          <p class="moment-head">
            <span class="first">{happenedText(one, order.currency)}</span>
            <code class="second" title={one.hash}>
              #{one.seq} · {one.hash.slice(0, 12)}
            </code>
          </p>
          <p class="second">
            <time class="number" dateTime={new Date(one.at).toISOString()}>
              {formatMoment(locale.value, one.at)}
            </time>
          </p>
          {one.postings.length === 0 ? (
            <p class="second">{said.nothingMoved}</p>
          ) : (
            <ul class="moves">
              {one.postings.map(({ from, to, amountMinor, currency }, at) => (
                <li key={`${one.seq}.${at + 1}`}>
                  <Money minor={amountMinor} currency={currency} plain />
                  <span>
                    {accountText(from, names)} → {accountText(to, names)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

function happenedText({ type, amountMinor, verdict }: OrderHappening, currency: string): string {
  const { order: said } = words.value;
  if (verdict) return verdict === 'clear' ? said.cleared : said.rejected;
  return amountMinor === null
    ? said.happened[type]
    : said.withAmount(said.happened[type], formatMoney(locale.value, amountMinor, currency));
}

/** Account names are addresses; an unknown one is shown as it is. */
function accountText(account: string, names: ReadonlyMap<string, string>): string {
  const { accounts } = words.value.order;
  const fixed: Readonly<Record<string, string>> = {
    'brand:commission': accounts.brandCommission,
    'brand:fee': accounts.brandFee,
    'brand:adjustment': accounts.brandAdjustment,
    'platform:fee:held': accounts.feeHeld,
    'platform:fee': accounts.fee,
  };
  const [, creator = '', state] = /^creator:([^:]+):(held|payable|paying|paid)$/.exec(account) ?? [];
  if (state === undefined) return fixed[account] ?? account;
  return accounts[state as 'held' | 'payable' | 'paying' | 'paid'](names.get(creator) ?? creator);
}
