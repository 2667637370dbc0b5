import type { PriceHistory as History } from '#extension/base/note.ts';
import { dayMs } from '#shared/time.ts';
import { printDay, printPrice } from './print.ts';
import type { Tongue } from './tongue.ts';
import { type CardWords, cardWords } from './words.ts';

/** What this device saw of a price: a sentence with its coverage, a drawing, and the same as a table. Never a percentage off. */
export function PriceHistory({ history, language, locale, now }: { history: History } & Tongue) {
  const words = cardWords[language];
  const { seen, currency } = history;
  const price = (amount: string) => printPrice(amount, currency, locale);
  const day = (at: number) => printDay(at, now, locale);
  return (
    <section class="history" aria-label={words.history}>
      <h4>{words.history}</h4>
      <p>{standing(history, words, price, day)}</p>
      {seen.length > 1 && (
        <>
          <Chart history={history} now={now} />
          <p class="range">{rangeOf(history, words, price, day)}</p>
          <details class="prices">
            <summary>{words.eachPrice(seen.length)}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.day}</th>
                  <th scope="col">{words.facts.price}</th>
                </tr>
              </thead>
              <tbody>
                {[...seen].reverse().map(({ at, amount }) => (
                  <tr key={`${at} ${amount}`}>
                    <td>{day(at)}</td>
                    <td>{price(amount)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  );
}

type Print<T> = (value: T) => string;

function standing({ lowest, daysSeen, daysOf }: History, words: CardWords, price: Print<string>, day: Print<number>): string {
  if (!lowest) return words.notSeenLately(daysOf);
  return `${words.lowest[lowest.now](price(lowest.amount), day(lowest.at), daysOf)} · ${words.seenOn(daysSeen, daysOf)}`;
}

function rangeOf({ seen }: History, words: CardWords, price: Print<string>, day: Print<number>): string {
  const sorted = [...seen].sort((a, b) => Number(a.amount) - Number(b.amount));
  const [low, high] = [sorted[0]?.amount ?? '', sorted.at(-1)?.amount ?? ''];
  return low === high ? '' : words.between(price(low), price(high), day(seen[0]?.at ?? 0));
}

const [width, height, edge] = [300, 64, 6];

/** Each dot is a price that was seen; the thin line only joins them, and is broken where a month was not seen. */
function Chart({ history: { seen, lowest }, now }: { history: History; now: number }) {
  const first = Math.min(seen[0]?.at ?? now, now - 30 * dayMs);
  // For drawing only: a float is exact enough for a pixel.
  const amounts = seen.map(({ amount }) => Number(amount));
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const x = (at: number) => edge + ((at - first) / (now - first || 1)) * (width - 2 * edge);
  const y = (amount: string) => (low === high ? height / 2 : edge + ((high - Number(amount)) / (high - low)) * (height - 2 * edge));
  const line = seen.map(({ at, amount }, place) => {
    const before = seen[place - 1];
    return before && at - before.at <= 30 * dayMs
      ? `H${x(at).toFixed(1)}V${y(amount).toFixed(1)}`
      : `M${x(at).toFixed(1)} ${y(amount).toFixed(1)}`;
  });
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <path class="ground" d={`M0 ${height - 0.5}H${width}`} />
      <path class="joined" d={line.join('')} />
      {seen.map(({ at, amount }) => (
        <circle
          key={at}
          class={lowest && amount === lowest.amount && lowest.now !== 'same' ? 'seen low' : 'seen'}
          cx={x(at)}
          cy={y(amount)}
          r={3}
        />
      ))}
    </svg>
  );
}
