/** Paying creators: what is due, drafts to approve, what is sent and what became of it. */
import type { BookHealth, DueLine, Payout, PayoutFile, PayoutResult, Provider, StepResult } from '#shared/contracts/payouts.ts';
import { sumMinor } from '#shared/money.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatMoment, formatMoney } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { TableSkeleton } from '../ui/data-table.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { DueTable } from './due-table.tsx';
import { FilesTable } from './files-table.tsx';
import { EndedTable, PayoutTable, SentTable } from './payout-table.tsx';
import { ProviderForm } from './provider-form.tsx';

export interface PayoutsPage {
  due: readonly DueLine[];
  health: BookHealth;
  payouts: readonly Payout[];
  files: readonly PayoutFile[];
  /** Null for whoever may not see it. */
  provider: Provider | null;
  /** Who looks: nobody approves their own. */
  userId: string;
}
export interface Payouts {
  loaded: Loaded<PayoutsPage>;
  now: number;
  doing: { busy: boolean; trouble: Trouble | null };
  refused: readonly StepResult[];
  onDraft: () => void;
  onApprove: (payoutIds: string[]) => void;
  onCancel: (payoutId: string) => void;
  onFile: () => void;
  onSend: (payoutIds: string[]) => void;
  onResult: (result: PayoutResult) => void;
  onProvider: (url: string) => void;
  onRetry: () => void;
}

export function PayoutsView(props: Payouts) {
  const { loaded, onRetry } = props;
  const { payouts: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  return <Ready {...props} page={loaded.value} />;
}

function Ready({
  page,
  now,
  doing,
  refused,
  onDraft,
  onApprove,
  onCancel,
  onFile,
  onSend,
  onResult,
  onProvider,
}: Payouts & { page: PayoutsPage }) {
  const { payouts: said } = words.value;
  const { due, payouts, files, provider, userId, health } = page;
  const of = (...states: Payout['state'][]): Payout[] => payouts.filter(({ state }) => states.includes(state));
  const [drafts, approved, sent, ended] = [of('draft'), of('approved'), of('sent'), of('paid', 'failed', 'cancelled')];
  const others = drafts.filter(({ draftedBy }) => draftedBy.id !== userId).map(({ id }) => id);
  const act = { now, busy: doing.busy, onCancel };
  return (
    <PageFrame eyebrow={said.eyebrow} title={titleOf(due)}>
      <Health health={health} />
      {doing.trouble ? (
        <Notice kind="caution">
          <p>
            {doing.trouble.facts['why'] === 'sign_in_again'
              ? said.signInAgain
              : troubleText(doing.trouble, { ...said.codes, unavailable: said.unsoundTitle })}
          </p>
        </Notice>
      ) : null}
      <Refused results={refused} />
      <Section title={said.due} text={said.dueText}>
        <DueTable due={due} now={now} />
        {due.some(({ isDue }) => isDue) ? (
          <button type="button" class="button button-main" disabled={doing.busy} onClick={onDraft}>
            {said.draftAll}
          </button>
        ) : null}
      </Section>
      {drafts.length > 0 ? (
        <Section title={said.drafts} text={said.draftsText}>
          <PayoutTable payouts={drafts} {...act} userId={userId} onApprove={(id) => onApprove([id])} />
          {others.length > 1 ? (
            <button type="button" class="button" disabled={doing.busy} onClick={() => onApprove(others)}>
              {said.approveAll}
            </button>
          ) : null}
        </Section>
      ) : null}
      {approved.length > 0 ? (
        <Section title={said.approved} text={said.approvedText}>
          <PayoutTable payouts={approved} {...act} userId={userId} />
          <div class="actions">
            <button type="button" class="button button-main" disabled={doing.busy} onClick={onFile}>
              {said.makeFile}
            </button>
            {provider?.url ? (
              <button type="button" class="button" disabled={doing.busy} onClick={() => onSend(approved.map(({ id }) => id))}>
                {said.sendAll}
              </button>
            ) : null}
          </div>
        </Section>
      ) : null}
      {sent.length > 0 ? (
        <Section title={said.sent} text={said.sentText}>
          <SentTable payouts={sent} now={now} busy={doing.busy} onResult={onResult} />
        </Section>
      ) : null}
      <Section title={said.ended}>
        {ended.length > 0 ? <EndedTable payouts={ended} now={now} /> : <p class="hint">{said.endedNone}</p>}
      </Section>
      <Section title={said.files} text={said.filesText}>
        {files.length > 0 ? <FilesTable files={files} now={now} /> : <p class="hint">{said.filesNone}</p>}
      </Section>
      {provider ? <ProviderForm key={provider.url} provider={provider} busy={doing.busy} onSave={onProvider} /> : null}
    </PageFrame>
  );
}

function titleOf(due: readonly DueLine[]): string {
  const { payouts: said } = words.value;
  const open = due.filter(({ isDue }) => isDue);
  const [first] = open;
  if (!first) return said.titleNothing;
  if (open.some(({ currency }) => currency !== first.currency)) return said.titleMany(formatCount(locale.value, open.length));
  return said.title(formatMoney(locale.value, sumMinor(open.map(({ payableMinor }) => payableMinor)), first.currency));
}

function Health({ health }: { health: BookHealth }) {
  const { payouts: said } = words.value;
  const { checkedAt, events, first } = health;
  if (first)
    return (
      <Notice kind="caution" title={said.unsoundTitle}>
        <p>{said.unsound(first.what)}</p>
      </Notice>
    );
  return (
    <p class="hint">
      {checkedAt === null ? said.unchecked : said.checked(formatMoment(locale.value, checkedAt), formatCount(locale.value, events))}
    </p>
  );
}

function Refused({ results }: { results: readonly StepResult[] }) {
  const { payouts: said, trouble } = words.value;
  if (results.length === 0) return null;
  const codes = [...new Set(results.map(({ code }) => code ?? 'other'))];
  return (
    <Notice kind="caution" title={said.refused(formatCount(locale.value, results.length))}>
      {codes.map((code) => (
        <p key={code} title={results.find((one) => one.code === code)?.why ?? ''}>
          {said.codes[code] ?? trouble.codes.other}
        </p>
      ))}
    </Notice>
  );
}
