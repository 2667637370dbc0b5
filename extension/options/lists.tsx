import type { Visit } from '#extension/base/storage.ts';
import type { Words } from '#extension/base/ui/words.ts';
import { printPrice } from '#extension/cards/print.ts';
import { printAmount } from '#shared/money.ts';
import type { PartProps } from './options.tsx';

/** The open tabs as Gloss read them: reader, snapshot, and why there is no card. */
export function Seen({ device, words, when }: PartProps) {
  return (
    <section id="seen">
      <h2>{words.seenTitle}</h2>
      <p class="soft">{words.seenLead}</p>
      {device.visits.length === 0 && <p class="faint">{words.seenEmpty}</p>}
      {device.visits.map((visit) => (
        <details key={visit.address} class="entry">
          <summary>
            <b>{visit.snapshot?.title ?? visit.address}</b>
            <span>
              {when(visit.at)} · {visit.site} · {words.seenReader(visit.reader)} · {cameOf(visit, words)}
            </span>
          </summary>
          <pre>{JSON.stringify(visit.snapshot ?? visit.why, null, 2)}</pre>
        </details>
      ))}
    </section>
  );
}

function cameOf({ set, why }: Visit, words: Words): string {
  return set && set.cards.length > 0 ? words.found(set.cards.length) : (words.why[why ?? ''] ?? why ?? '');
}

/** The last requests, word for word. */
export function Sent({ device, words, when, onForget }: PartProps) {
  return (
    <section id="sent">
      <h2>{words.sentTitle}</h2>
      <p class="soft">{words.sentLead}</p>
      {device.sent.length === 0 && <p class="faint">{words.sentEmpty}</p>}
      {device.sent.map((sent) => (
        <details key={sent.at} class="entry">
          <summary>
            <b>{sent.site}</b>
            <span>
              {when(sent.at)} · {sent.path} · {words.sentAnswer(sent.answer)}
            </span>
          </summary>
          <pre>{JSON.stringify(sent.body, null, 2)}</pre>
        </details>
      ))}
      {device.sent.length > 0 && (
        <button type="button" class="link" onClick={() => onForget('sent')}>
          {words.forgetSent}
        </button>
      )}
    </section>
  );
}

/** What was saved, hidden or called wrong. */
export function Kept({ device, words, when, onForget }: PartProps) {
  return (
    <section id="kept">
      <h2>{words.keptTitle}</h2>
      {device.kept.length === 0 && <p class="faint">{words.keptEmpty}</p>}
      <ul class="ruled">
        {device.kept.map(({ productId, title, merchant, url, at }) => (
          <li key={productId} class="line">
            <a href={url} target="_blank" rel="noopener noreferrer" dir="auto">
              {title}
            </a>
            <span class="faint">
              {merchant} · {when(at)}
            </span>
            <button type="button" class="link" onClick={() => onForget('kept', productId)}>
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
      <h3>{words.dismissedTitle}</h3>
      {device.dismissed.length === 0 && <p class="faint">{words.dismissedEmpty}</p>}
      <ul class="ruled">
        {device.dismissed.map(({ productId, title, why, page, at }) => (
          <li key={`${productId} ${why} ${page}`} class="line">
            <span dir="auto">{title}</span>
            <span class="faint">
              {words.dismissedWhy[why]} · {when(at)}
            </span>
            <button type="button" class="link" onClick={() => onForget('dismissed', productId)}>
              {words.showAgain}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The prices that cards had, product by product. */
export function Prices({ device: { prices }, words, when, settings, onForget }: PartProps) {
  return (
    <section id="prices">
      <h2>{words.pricesTitle}</h2>
      <p class="soft">{words.pricesLead}</p>
      {prices.length === 0 && <p class="faint">{words.pricesEmpty}</p>}
      <ul class="ruled">
        {prices.map(({ productId, title, merchant, currency, seen }) => (
          <li key={`${productId} ${currency}`} class="line">
            <details class="entry">
              <summary>
                <b dir="auto">{title}</b>
                <span>
                  {merchant} · {words.pricesSeen(seen.length)}
                </span>
              </summary>
              <ul>
                {seen.map(({ at, amountMinor }) => (
                  <li key={`${at} ${amountMinor}`}>
                    {when(at)} · {printPrice(printAmount(amountMinor, currency), currency, settings.locale)}
                  </li>
                ))}
              </ul>
            </details>
            <button type="button" class="link" onClick={() => onForget('prices', productId)}>
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
      {prices.length > 0 && (
        <button type="button" class="link" onClick={() => onForget('prices')}>
          {words.forgetSent}
        </button>
      )}
    </section>
  );
}
