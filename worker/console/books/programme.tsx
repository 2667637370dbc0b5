/** The terms under which creators earn: a form, what it means in words, and what held before. */
import { useState } from 'preact/hooks';
import { effectiveFrom } from '#shared/book/terms.ts';
import type { Terms, TermsVersion } from '#shared/contracts/books.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatDay, formatRate } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { Day, Rate } from '../ui/value.tsx';
import { draftOf, firstDraft, isSame, termsOf, type Wrong, wrongIn } from './terms-draft.ts';
import { TermsFields } from './terms-fields.tsx';
import { benefitText, termsSentences } from './terms-text.ts';

export interface ProgrammePage {
  current: TermsVersion | null;
  /** Set, but not in force yet. */
  coming: TermsVersion | null;
  earlier: readonly TermsVersion[];
}
export interface Programme {
  loaded: Loaded<ProgrammePage>;
  now: number;
  saving: { busy: boolean; trouble: Trouble | null };
  /** The version just put in force. */
  saved: number | null;
  onSave: (terms: Terms) => void;
  onRetry: () => void;
}

export function ProgrammeView({ loaded, now, saving, saved, onSave, onRetry }: Programme) {
  const { programme: said, terms: more, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? (
          <TableSkeleton label={common.loading} rows={4} />
        ) : (
          <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />
        )}
      </PageFrame>
    );
  const { current, coming, earlier } = loaded.value;
  const version = current && formatCount(locale.value, current.version);
  return (
    <PageFrame
      eyebrow={said.eyebrow}
      title={current ? said.title(formatRate(locale.value, current.terms.rateBps)) : said.titleNone}
      intro={current && version ? said.current(version, formatDay(locale.value, current.from, now)) : undefined}
    >
      {saved === null ? null : <Notice kind="done">{said.done(formatCount(locale.value, saved))}</Notice>}
      {coming ? (
        <Notice>
          {more.coming(
            formatCount(locale.value, coming.version),
            formatRate(locale.value, coming.terms.rateBps),
            formatDay(locale.value, coming.from, now),
          )}
        </Notice>
      ) : null}
      <TermsForm
        key={`${current?.version} ${coming?.version}`}
        current={current}
        coming={coming}
        now={now}
        saving={saving}
        onSave={onSave}
      />
      {current && earlier.length + (coming ? 1 : 0) > 0 ? (
        <Section title={said.history}>
          <History versions={[...(coming ? [coming] : []), current, ...earlier]} current={current.version} now={now} />
        </Section>
      ) : null}
    </PageFrame>
  );
}

interface Form extends Pick<Programme, 'saving' | 'onSave' | 'now'> {
  current: TermsVersion | null;
  coming: TermsVersion | null;
}
/** The form goes on from the newest terms; what counts as a cut is measured on those in force. */
function TermsForm({ current, coming, now, saving, onSave }: Form) {
  const newest = coming ?? current;
  const [draft, setDraft] = useState(newest ? draftOf(newest.terms) : firstDraft);
  const [tried, setTried] = useState(false);
  const { programme: said, terms: more } = words.value;
  const terms = termsOf(draft);
  const unchanged = terms !== undefined && newest !== null && isSame(terms, newest.terms);
  const from = terms && current && !unchanged ? effectiveFrom(current.terms, terms, now) : now;
  const wrong = wrongIn(draft);
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (terms && !unchanged) onSave(terms);
  };
  return (
    <form class="terms" onSubmit={submit} noValidate>
      <TermsFields draft={draft} onDraft={setDraft} wrong={tried ? wrong : withoutMissing(wrong)} />
      <aside class="preview" aria-live="polite">
        <h2>{said.preview}</h2>
        {terms ? (
          termsSentences(terms, current?.feeBps ?? 0).map((sentence) => <p key={sentence}>{sentence}</p>)
        ) : (
          <p class="hint">{said.previewWaits}</p>
        )}
        {from > now ? <p class="cut">{more.cut(formatDay(locale.value, from, now))}</p> : null}
        <p class="hint">{unchanged ? (coming ? more.unchangedComing : said.unchanged) : from > now ? more.cutQuotes : said.quotesKept}</p>
        {saving.trouble ? (
          <p class="error" role="alert">
            {troubleText(saving.trouble)}
          </p>
        ) : null}
        <button type="submit" class="button button-main" disabled={saving.busy || unchanged}>
          {said.submit}
        </button>
      </aside>
    </form>
  );
}

/** A field that is still empty is not yet wrong while one is writing. */
const withoutMissing = (wrong: Wrong): Wrong => Object.fromEntries(Object.entries(wrong).filter(([, what]) => what !== 'needed'));

function History({ versions, current, now }: { versions: readonly TermsVersion[]; current: number; now: number }) {
  const { programme: said } = words.value;
  return (
    <DataTable
      layout="history"
      caption={said.historyCaption}
      columns={[
        { id: 'version', head: said.version, cell: ({ version }) => <span class="number">{formatCount(locale.value, version)}</span> },
        {
          id: 'since',
          head: said.since,
          cell: ({ from, version }) => (
            <>
              <Day at={from} now={now} />
              {version === current ? <span class="tag">{said.inForce}</span> : null}
            </>
          ),
        },
        { id: 'rate', head: said.rate, align: 'end', cell: ({ terms }) => <Rate bps={terms.rateBps} /> },
        { id: 'window', head: said.window, align: 'end', cell: ({ terms }) => said.dayCount(terms.windowDays) },
        { id: 'hold', head: said.hold, align: 'end', cell: ({ terms }) => said.dayCount(terms.holdDays) },
        { id: 'benefit', head: said.benefit, cell: ({ terms }) => benefitText(terms) },
      ]}
      rows={versions}
      rowKey={({ version }) => String(version)}
    />
  );
}
