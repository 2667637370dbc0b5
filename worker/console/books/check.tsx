/** Recomputing a brand's book where it is read, and comparing with what the server says of it. */
import type { RootsPage } from '#shared/contracts/books.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatTime } from '../format.ts';
import { locale, words } from '../look.ts';
import { Copyable } from '../ui/copyable.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { Money } from '../ui/value.tsx';

export interface Finding {
  events: number;
  rootHash: string;
  differences: readonly { seq: number | null; what: string }[];
}
export interface Checked {
  at: number;
  server: Finding;
  here: Finding & { balances: readonly { account: string; currency: string; amountMinor: number }[] };
}
export interface Check {
  progress:
    | { state: 'idle' }
    | { state: 'running'; events: number }
    | { state: 'failed'; trouble: Trouble }
    | { state: 'done'; checked: Checked };
  fileName: string;
  onCheck: () => void;
  /** Null until they are known. */
  roots: RootsPage | null;
  /** Left out until a book was downloaded. */
  onDownload: (() => void) | undefined;
}

export function CheckView({ progress, fileName, roots, onCheck, onDownload }: Check) {
  const { check: said } = words.value;
  const running = progress.state === 'running';
  return (
    <PageFrame
      eyebrow={said.eyebrow}
      title={titleOf(progress)}
      intro={said.intro}
      actions={
        <>
          {onDownload ? (
            <button type="button" class="button" title={said.downloadHint} onClick={onDownload}>
              {said.download}
            </button>
          ) : null}
          <button type="button" class={`button ${progress.state === 'done' ? '' : 'button-main'}`} onClick={onCheck} disabled={running}>
            {progress.state === 'idle' ? said.start : said.again}
          </button>
        </>
      }
    >
      <div aria-live="polite">
        {running ? (
          <>
            <p class="progress-text">{said.running(formatCount(locale.value, progress.events))}</p>
            <progress aria-label={said.eyebrow} />
          </>
        ) : null}
      </div>
      {progress.state === 'failed' ? <Notice kind="caution">{troubleText(progress.trouble)}</Notice> : null}
      {progress.state === 'done' ? <Result checked={progress.checked} fileName={fileName} /> : null}
      {roots && roots.roots.length > 0 ? <Roots roots={roots} /> : null}
    </PageFrame>
  );
}

function Roots({ roots }: { roots: RootsPage }) {
  const { check: said } = words.value;
  return (
    <Section title={said.roots} text={said.rootsText}>
      <DataTable
        layout="roots"
        caption={said.roots}
        columns={[
          {
            id: 'day',
            head: said.day,
            cell: ({ day, firstSeq, lastSeq }) => (
              <>
                <span class="number">{day}</span>{' '}
                <span class="second">{said.eventCount(formatCount(locale.value, lastSeq - firstSeq + 1))}</span>
              </>
            ),
          },
          { id: 'root', head: said.dayRoot, cell: ({ root }) => <code class="hash">{root}</code> },
        ]}
        rows={roots.roots}
        rowKey={({ day }) => day}
      />
    </Section>
  );
}

function titleOf(progress: Check['progress']): string {
  const { check: said } = words.value;
  if (progress.state !== 'done') return said.title;
  const { here, server } = progress.checked;
  const count = here.differences.length + server.differences.length;
  if (count > 0) return said.titleDiffers(formatCount(locale.value, count));
  return here.events === 0 ? said.titleEmpty : said.titleClean(formatCount(locale.value, here.events));
}

function Result({ checked, fileName }: { checked: Checked; fileName: string }) {
  const { check: said } = words.value;
  const { server, here, at } = checked;
  const clean = server.differences.length === 0 && here.differences.length === 0;
  const grew = clean && server.events !== here.events;
  const agree = clean && server.rootHash === here.rootHash;
  const differences = [...here.differences, ...server.differences];
  return (
    <>
      <Notice kind={agree ? 'done' : grew ? 'plain' : 'caution'}>
        {agree ? said.agree : grew ? said.moved : said.disagree} {said.checkedAt(formatTime(locale.value, at))}
      </Notice>
      <DataTable
        layout="check"
        caption={said.eyebrow}
        columns={[
          { id: 'name', head: '', cell: ({ name }) => name },
          { id: 'here', head: said.here, cell: ({ finding }) => finding(here) },
          { id: 'server', head: said.server, cell: ({ finding }) => finding(server) },
        ]}
        rows={[
          { name: said.events, finding: ({ events }: Finding) => <span class="number">{formatCount(locale.value, events)}</span> },
          {
            name: said.differences,
            finding: ({ differences: all }: Finding) => <span class="number">{formatCount(locale.value, all.length)}</span>,
          },
          { name: said.root, finding: ({ rootHash }: Finding) => <code class="hash">{rootHash}</code> },
        ]}
        rowKey={({ name }) => name}
      />
      {differences.length > 0 ? (
        <DataTable
          layout="differences"
          caption={said.differenceCaption}
          columns={[
            { id: 'seq', head: said.event, align: 'end', cell: ({ seq }) => (seq === null ? '–' : formatCount(locale.value, seq)) },
            { id: 'what', head: said.what, cell: ({ what }) => what },
          ]}
          rows={differences}
          rowKey={({ seq, what }) => `${seq} ${what}`}
        />
      ) : null}
      {here.balances.length > 0 ? (
        <Section title={said.balances} text={said.balancesText}>
          <DataTable
            layout="balances"
            caption={said.balances}
            columns={[
              { id: 'account', head: said.account, cell: ({ account }) => <code>{account}</code> },
              {
                id: 'balance',
                head: said.balance,
                align: 'end',
                cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} plain />,
              },
            ]}
            rows={here.balances}
            rowKey={({ account, currency }) => `${account} ${currency}`}
          />
        </Section>
      ) : null}
      <p class="hint command">
        {said.command} <Copyable value={`npm run -s gloss -- verify ${fileName}`} label={said.command} />
      </p>
    </>
  );
}
