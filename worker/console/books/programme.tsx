/** The terms under which creators earn: a form, what it means in words, and what held before. */
import { useState } from 'preact/hooks';
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
  const { programme: said, common, trouble } = words.value;
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
  const { current, earlier } = loaded.value;
  const version = current && formatCount(locale.value, current.version);
  return (
    <PageFrame
      eyebrow={said.eyebrow}
      title={current ? said.title(formatRate(locale.value, current.terms.rateBps)) : said.titleNone}
      intro={current && version ? said.current(version, formatDay(locale.value, current.from, now)) : undefined}
    >
      {saved === null ? null : <Notice kind="done">{said.done(formatCount(locale.value, saved))}</Notice>}
      <TermsForm key={current?.version ?? 0} current={current} saving={saving} onSave={onSave} />
      {current && earlier.length > 0 ? (
        <Section title={said.history}>
          <History versions={[current, ...earlier]} now={now} />
        </Section>
      ) : null}
    </PageFrame>
  );
}

function TermsForm({ current, saving, onSave }: { current: TermsVersion | null } & Pick<Programme, 'saving' | 'onSave'>) {
  const [draft, setDraft] = useState(current ? draftOf(current.terms) : firstDraft);
  const [tried, setTried] = useState(false);
  const { programme: said } = words.value;
  const terms = termsOf(draft);
  const unchanged = terms !== undefined && current !== null && isSame(terms, current.terms);
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
        <p class="hint">{unchanged ? said.unchanged : said.quotesKept}</p>
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

function History({ versions, now }: { versions: readonly TermsVersion[]; now: number }) {
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
              {version === versions[0]?.version ? <span class="tag">{said.inForce}</span> : null}
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
