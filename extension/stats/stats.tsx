import type { Language } from '#extension/base/note.ts';
import { printWhen } from '#extension/cards/print.ts';
import type { PublicCounts } from '#shared/page.ts';
import type { Platform } from '#shared/platforms.ts';
import { hourMs, minuteMs } from '#shared/time.ts';
import { countNames, type Engagement, type Velocity } from './numbers.ts';
import { type StatsWords, statsWords } from './words.ts';

/** The numbers of one content, as the background hands them to its page. */
export interface PageNumbers {
  platform: Platform;
  counts: PublicCounts;
  /** When the page was read. */
  at: number;
  velocity: Velocity | null;
  engagement: Engagement | null;
}
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
      <p class="source">{words.from(words.platforms[platform], when)}</p>
      <Computed numbers={numbers} words={words} locale={locale} />
    </section>
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
