import type { ActivityShown, StandingNow } from '#extension/base/messages.ts';
import type { Activation } from '#extension/base/storage.ts';
import { words as allWords } from '#extension/base/ui/words.ts';
import { benefitOf } from '#extension/cards/facts.ts';
import { Mark } from '#extension/cards/mark.tsx';
import { apart, printMoment, printUntil, printWhen } from '#extension/cards/print.ts';
import { cardWords } from '#extension/cards/words.ts';
import { Rules } from './rules.tsx';
import { type ActivityWords, activityWords } from './words.ts';

export interface ActivityProps {
  shown: ActivityShown;
  now: number;
  /** Deleted a moment ago, still in its place. */
  gone: Activation | null;
  isDeleting: boolean;
  /** How many entries are drawn. */
  shownMax: number;
  onExport: (form: 'json' | 'csv') => void;
  onDelete: (entry: Activation) => void;
  onUndo: () => void;
  onDeleteAll: (step: 'ask' | 'yes' | 'no') => void;
  onMore: () => void;
}
type Part = ActivityProps & { words: ActivityWords; when: (at: number) => string; until: (at: number) => string };

/** What was opened, by which link and why; for whom Gloss stands down now. */
export function Activity(props: ActivityProps) {
  const { shown, now } = props;
  const { language, locale, entries, standing } = shown;
  const words = activityWords[language];
  const part: Part = { ...props, words, when: (at) => printWhen(at, now, locale), until: (at) => printUntil(at, now, locale) };
  return (
    <main class="activity" lang={language}>
      <header class="brand">
        <Mark />
        {allWords[language].gloss}
      </header>
      <h1>{words.title}</h1>
      <p class="soft">{words.lead}</p>
      {standing.length > 0 && <Standing {...part} />}
      {entries.length === 0 && !props.gone ? (
        <section class="none">
          <p class="sentence">{words.empty}</p>
          <p class="soft">{words.emptyMore}</p>
        </section>
      ) : (
        <Entries {...part} />
      )}
      <Rules language={language} />
    </main>
  );
}

function Standing({ shown: { standing }, words, until }: Part) {
  return (
    <section id="standing">
      <h2>{words.standingTitle}</h2>
      <p class="soft">{words.standingLead}</p>
      <ul class="ruled">
        {standing.map(({ site, network, until: end }: StandingNow) => (
          <li key={site} class="standing">
            <b>{site}</b>
            <span class="soft">{words.standing(network, until(end))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entries(part: Part) {
  const { shown, gone, words, isDeleting, shownMax, onExport, onDeleteAll, onMore } = part;
  const all = gone ? [...shown.entries, gone].sort((a, b) => b.at - a.at) : shown.entries;
  const left = all.length - shownMax;
  return (
    <section id="entries">
      <div class="bar">
        <span class="soft">{words.count(shown.entries.length)}</span>
        <button type="button" class="link" onClick={() => onExport('json')}>
          {words.json}
        </button>
        <button type="button" class="link" onClick={() => onExport('csv')}>
          {words.csv}
        </button>
        {!isDeleting && shown.entries.length > 0 && (
          <button type="button" class="link danger" onClick={() => onDeleteAll('ask')}>
            {words.deleteAll}
          </button>
        )}
      </div>
      {isDeleting && (
        <div class="erase" role="alertdialog" aria-label={words.deleteAll}>
          <p>{words.deleteSure(shown.entries.length)}</p>
          <p class="row">
            <button type="button" class="button danger" onClick={() => onDeleteAll('yes')}>
              {words.deleteYes}
            </button>
            <button type="button" class="button plain" onClick={() => onDeleteAll('no')}>
              {words.cancel}
            </button>
          </p>
        </div>
      )}
      <ul class="ruled">
        {all.slice(0, shownMax).map((entry) => (
          <li key={`${entry.at} ${entry.cardId}`}>{entry === gone ? <Gone {...part} /> : <Entry {...part} entry={entry} />}</li>
        ))}
      </ul>
      {left > 0 && (
        <p class="row">
          <button type="button" class="button plain" onClick={onMore}>
            {words.more(left)}
          </button>
        </p>
      )}
    </section>
  );
}

function Gone({ words, onUndo }: Part) {
  return (
    <p class="gone" role="status">
      {words.deleted}
      <button type="button" class="link" onClick={onUndo}>
        {words.undo}
      </button>
    </p>
  );
}

function Entry(part: Part & { entry: Activation }) {
  const { entry, words, when, onDelete } = part;
  return (
    <article class="trip" data-way={entry.way}>
      <time dateTime={new Date(entry.at).toISOString()}>{when(entry.at)}</time>
      <div class="what">
        <p class="card-title" dir="auto">
          {entry.title}
        </p>
        <p class="soft" dir="auto">
          {apart(entry.merchant)} · {words.on(entry.site)}
        </p>
        <p class="way">
          <b>{words.way[entry.way]}</b>
          <span class="soft" dir="auto">
            {outcomeOf(part)}
          </span>
        </p>
        <Details {...part} />
      </div>
      <button type="button" class="link" aria-label={words.deleteOne(entry.title)} onClick={() => onDelete(entry)}>
        {words.delete}
      </button>
    </article>
  );
}

function outcomeOf({ entry, words, until }: Part & { entry: Activation }): string {
  if (entry.way === 'own') return words.own;
  if (entry.way === 'paid') return words.earned(apart(entry.earner ?? ''));
  const standing = standingOf(entry);
  if (entry.why === 'standing_down' && standing) return words.stoodDown(standing.network, until(standing.until));
  return entry.why ? words.why[entry.why] : words.nobody;
}

/** For whom Gloss stood down when this was opened, the weightiest first. */
export function standingOf({ verdict }: Activation): { network: string; until: number } | undefined {
  return verdict.reasons.flatMap((reason) => ('network' in reason ? [reason] : []))[0];
}

function Details({ entry, words, shown: { language, locale } }: Part & { entry: Activation }) {
  const row = (name: string, value: string) => (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
  return (
    <details>
      <summary>{words.details}</summary>
      <dl>
        {row(words.time, printMoment(entry.at, locale))}
        {row(words.shop, new URL(entry.evidence.to).hostname)}
        {row(words.benefit, entry.benefit ? benefitOf({ benefit: entry.benefit }, cardWords[language], locale) : words.noBenefit)}
        {row(words.order, words.notTold)}
        {row(words.expected, words.notTold)}
        {row(words.packs, entry.packs)}
        {row(words.card, entry.cardId)}
        {row(words.receipt, entry.receipt?.slice(0, 16) ?? '–')}
      </dl>
      <a href={`/receipt.html#${entry.cardId}`}>{words.check}</a>
    </details>
  );
}
