import { useState } from 'preact/hooks';
import type { Version } from '#shared/contracts/learning.ts';
import { formatCount } from '../format.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { Day } from '../ui/value.tsx';
import { ChooseForm } from './choose-form.tsx';
import { Chooser, Moment, reasonOf } from './in-force.tsx';
import { Measures } from './measures.tsx';
import type { Force, Ready } from './ranking.tsx';
import { shortOf } from './short.ts';

/** A night a row: a few weeks at a time. */
const shownAtFirst = 20;

export function VersionsSection(props: Ready) {
  const { ranking: said } = words.value;
  const { versions } = props.page;
  const { shown, end } = useShown(versions);
  return (
    <Section title={said.versions} text={said.versionsText}>
      <DataTable
        layout="versions"
        caption={said.versionsCaption}
        columns={versionColumns(props)}
        rows={shown}
        rowKey={({ id }) => id}
        below={({ id }) => (props.open === id ? <ChooseForm {...props} version={id} onCancel={() => props.onOpen(null)} /> : null)}
      />
      {end}
    </Section>
  );
}

function versionColumns({ now, page, open, onOpen, downloading, onDownload }: Ready): Column<Version>[] {
  const { ranking: said } = words.value;
  return [
    {
      id: 'name',
      head: said.version,
      cell: ({ id, note, origin }) => (
        <>
          <code class="first" title={id}>
            {shortOf(id)}
          </code>
          {id === page.health.model ? <span class="tag">{said.judging}</span> : null}
          <span class="second">{origin === 'uploaded' ? note : said.origins[origin]}</span>
        </>
      ),
    },
    { id: 'since', head: said.made, cell: ({ madeAt }) => <Day at={madeAt} now={now} /> },
    { id: 'why', head: said.measures, cell: (version) => <Measures version={version} /> },
    {
      id: 'do',
      head: '',
      align: 'end',
      cell: ({ id }) => (
        <div class="doing">
          <button
            type="button"
            class="button-quiet"
            aria-label={said.downloadLabel(shortOf(id))}
            disabled={downloading.id === id && downloading.busy}
            onClick={() => onDownload(id)}
          >
            {said.download}
          </button>
          {id === page.health.model || open === id ? null : (
            <button type="button" class="button" onClick={() => onOpen(id)}>
              {said.putInForce}
            </button>
          )}
          {downloading.id === id && downloading.trouble ? (
            <p class="error" role="alert">
              {troubleText(downloading.trouble)}
            </p>
          ) : null}
        </div>
      ),
    },
  ];
}

export function HistorySection({ page: { inForce }, now, personId }: Ready) {
  const { ranking: said } = words.value;
  const { shown, end } = useShown(inForce);
  const columns: Column<Force>[] = [
    { id: 'since', head: said.since, cell: ({ from }) => <Moment at={from} now={now} /> },
    {
      id: 'name',
      head: said.version,
      cell: ({ version }) => (
        <code class="first" title={version}>
          {shortOf(version)}
        </code>
      ),
    },
    { id: 'by', head: said.by, cell: (force) => <Chooser force={force} personId={personId} /> },
    { id: 'why', head: said.why, cell: reasonOf },
  ];
  return (
    <Section title={said.history} text={said.historyText}>
      {inForce.length === 0 ? (
        <p class="hint">{said.nobodyChose}</p>
      ) : (
        <>
          <DataTable
            layout="force"
            caption={said.historyCaption}
            columns={columns}
            rows={shown}
            rowKey={({ from, version }) => `${from} ${version}`}
          />
          {end}
        </>
      )}
    </Section>
  );
}

/** The first rows of a list that is here already, and the way to the rest of it. */
function useShown<Row>(rows: readonly Row[]) {
  const [isWhole, setIsWhole] = useState(false);
  const { common } = words.value;
  const shown = isWhole ? rows : rows.slice(0, shownAtFirst);
  const hasMore = shown.length < rows.length;
  const text = common.shown(formatCount(locale.value, shown.length), hasMore);
  const end =
    rows.length > shownAtFirst ? (
      <MoreRow text={text} hasMore={hasMore} busy={false} trouble={null} onMore={() => setIsWhole(true)} />
    ) : null;
  return { shown, end };
}
