/** Every click of an order, oldest first, with what it counted for and the quote that it froze. */
import type { ExplainedClick, ExplainedOrder } from '#shared/contracts/orders.ts';
import { dayMs } from '#shared/time.ts';
import { formatMoment, formatMoney, formatRate } from '../format.ts';
import { locale, words } from '../look.ts';
import { Mark } from '../ui/state-mark.tsx';

export function OrderClicks({ explained: { clicks, order } }: { explained: ExplainedOrder }) {
  const { order: said } = words.value;
  if (clicks.length === 0) return <p class="hint">{said.noClicks}</p>;
  return (
    <ol class="moments">
      {clicks.map((click) => (
        <li key={click.id}>
          <p class="moment-head">
            <span class="first">{click.creator.name}</span>
            <Mark form={forms[click.verdict]} text={verdictText(click, order.placedAt)} />
          </p>
          <p class="second">
            <time class="number" dateTime={new Date(click.clickedAt).toISOString()}>
              {formatMoment(locale.value, click.clickedAt)}
            </time>
            {' · '}
            <code>{click.sku}</code>
          </p>
          {click.contentUrl === null ? null : (
            <p class="second clip" title={click.contentUrl}>
              {said.on} <span>{click.contentUrl}</span>
            </p>
          )}
          <p class="second">{quoteText(click)}</p>
        </li>
      ))}
    </ol>
  );
}

const forms = {
  counts: 'payable',
  no_part: 'held',
  window_over: 'none',
  after_order: 'none',
  not_valid: 'none',
  too_many: 'none',
} as const;

function verdictText({ verdict, traffic, clickedAt, quote }: ExplainedClick, placedAt: number): string {
  const { order: said } = words.value;
  if (verdict === 'not_valid') return said.traffic[traffic];
  if (verdict === 'window_over') return said.windowOver(said.days(Math.floor((placedAt - clickedAt) / dayMs)), quote.windowDays);
  return said.verdicts[verdict];
}

function quoteText({ quote: { rateBps, flat, windowDays, model, version } }: ExplainedClick): string {
  const { order: said, money, terms } = words.value;
  const amount = flat && formatMoney(locale.value, flat.amountMinor, flat.currency);
  const rate =
    flat && amount ? (flat.per === 'piece' ? money.flatEach(amount) : money.flatOrder(amount)) : formatRate(locale.value, rateBps);
  return said.quote(rate, windowDays, terms.models[model].toLocaleLowerCase(locale.value), version);
}
