import type { Language } from '#extension/base/note.ts';
import { printPrice, printWhen } from '#extension/cards/print.ts';
import type { ContentFigures } from '#shared/contracts/creators.ts';
import { printAmount } from '#shared/money.ts';
import type { PublicCounts } from '#shared/page.ts';
import type { Platform } from '#shared/platforms.ts';
import { hourMs, minuteMs } from '#shared/time.ts';
import { cardsSeenMin, countNames, type Engagement, type Velocity } from './numbers.ts';
import { type StatsWords, statsWords } from './words.ts';

/** The numbers of one content, as the background hands them to its page. */
export interface PageNumbers {
  platform: Platform;
  counts: PublicCounts;
  /** When the page was read. */
  at: number;
  velocity: Velocity | null;
  engagement: Engagement | null;
  /** Null where the content is not the person's own, or they did not ask. */
  own: OwnFigures | null;
}
export type OwnFigures = { state: 'shown'; figures: ContentFigures } | { state: 'failed' };
export interface StatsProps {
  numbers: PageNumbers;
  /** The heading of the panel already says what this is. */
  isAlone?: boolean;
  language: Language;
  locale: string;
  now: number;
}

/** What the platform shows, then what is computed from it; each says where it comes from. */
export function Stats({ numbers, isAlone = false, language, locale, now }: StatsProps) {
  const words = statsWords[language];
  const { counts, platform, at } = numbers;
  const when = now - at < minuteMs ? words.justNow : printWhen(at, now, locale);
  return (
    <section class="stats" aria-labelledby="stats-title">
      <h3 id="stats-title" class={isAlone ? 'unseen' : undefined}>
        {words.title}
      </h3>
      {numbers.own && <Own own={numbers.own} words={words} locale={locale} />}
      <dl>
        {countNames.map((name) => {
          const count = counts[name];
          return (
            count && (
              <div key={name}>
                <dt>{words.names[name]}</dt>
                <dd>{count.printed}</dd>
              </div>
            )
          );
        })}
      </dl>
      {Object.keys(counts).length > 0 && <p class="source">{words.from(words.platforms[platform], when)}</p>}
      <Computed numbers={numbers} words={words} locale={locale} />
    </section>
  );
}

/** What the creator alone sees of their own content. */
function Own({ own, words, locale }: { own: OwnFigures; words: StatsWords; locale: string }) {
  if (own.state !== 'shown') return <p class="own source">{words[own.state]}</p>;
  const { orders, sums, band, cards } = own.figures;
  const ctr = (cards.opened / cards.seen).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
  const plain = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  const amount = (minor: number, currency: string) => printPrice(printAmount(minor, currency), currency, locale);
  return (
    <div class="own">
      <p class="private">{words.onlyYou}</p>
      <dl>
        <div>
          <dt>{words.orders}</dt>
          <dd>{plain(orders)}</dd>
        </div>
        {sums.map(({ currency, baseMinor, heldMinor, releasedMinor, reversedMinor }) => (
          <>
            <div key={`base ${currency}`}>
              <dt>{words.netSales}</dt>
              <dd>{amount(baseMinor, currency)}</dd>
            </div>
            <div key={`held ${currency}`}>
              <dt>{words.held}</dt>
              <dd>{amount(heldMinor, currency)}</dd>
            </div>
            <div key={`released ${currency}`}>
              <dt>{words.released}</dt>
              <dd>{amount(releasedMinor, currency)}</dd>
            </div>
            {reversedMinor > 0 && (
              <div key={`reversed ${currency}`}>
                <dt>{words.reversed}</dt>
                <dd>{amount(reversedMinor, currency)}</dd>
              </div>
            )}
          </>
        ))}
      </dl>
      <p class="source">{band ? words.band(plain(band.low), plain(band.high), band.contents) : words.bandNone}</p>
      <p class="source">{words.ownFrom}</p>
      <dl>
        <div>
          <dt>{words.seen}</dt>
          <dd>{plain(cards.seen)}</dd>
        </div>
        <div>
          <dt>{words.ctr}</dt>
          <dd>{cards.seen >= cardsSeenMin ? ctr : words.ctrNone}</dd>
        </div>
      </dl>
      <p class="source">{words.cardsFrom}</p>
    </div>
  );
}

function Computed({
  numbers: { counts, velocity, engagement },
  words,
  locale,
}: {
  numbers: PageNumbers;
  words: StatsWords;
  locale: string;
}) {
  const plain = (value: number, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits });
  return (
    <dl class="ours">
      {engagement && (
        <div>
          <dt>{words[engagement.formula]}</dt>
          <dd>{(engagement.percent / 100).toLocaleString(locale, { style: 'percent', maximumFractionDigits: 2 })}</dd>
          <dd class="source">
            {words.formula(engagement.parts.map((part) => words.parts[part]).join(' + '), words.by[engagement.formula])}
          </dd>
        </div>
      )}
      {velocity && (
        <div>
          <dt>{words.velocity}</dt>
          <dd>{plain(velocity.gained / (velocity.windowMs / hourMs))}</dd>
          <dd class="source">{words.velocityFrom(words.hours(plain(velocity.windowMs / hourMs, 1)), plain(velocity.gained))}</dd>
        </div>
      )}
      {!velocity && counts.views && <p class="source">{words.velocityNone}</p>}
    </dl>
  );
}
