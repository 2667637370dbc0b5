/** What a creator sees of their held commissions: why in general, until when, what was decided, and the appeal. */
import { useState } from 'preact/hooks';
import type { Case } from '#shared/contracts/integrity.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatDay } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { TextArea } from '../ui/field.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { Mark } from '../ui/state-mark.tsx';
import { Day, Money } from '../ui/value.tsx';

export interface ReviewsPage {
  cases: readonly Case[];
  next: string | null;
}
export interface Reviews {
  loaded: Loaded<ReviewsPage>;
  now: number;
  appealing: { id: string | null; busy: boolean; trouble: Trouble | null };
  more: { busy: boolean; trouble: Trouble | null };
  onAppeal: (one: Case, text: string) => void;
  onMore: () => void;
  onRetry: () => void;
}

export function ReviewsView({ loaded, now, appealing, more, onAppeal, onMore, onRetry }: Reviews) {
  const [openId, setOpenId] = useState<string | null>(appealing.id);
  const { reviews: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  const { cases, next } = loaded.value;
  const open = cases.filter(({ state }) => state === 'in_review').length;
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title(open)} intro={said.intro}>
      {cases.length === 0 ? (
        <Notice>{said.empty}</Notice>
      ) : (
        <>
          <DataTable
            layout="reviews"
            caption={said.caption}
            columns={columnsOf(now, openId, setOpenId)}
            rows={cases}
            rowKey={({ id }) => id}
            below={(one) =>
              one.id === openId && isAppealable(one, now) ? (
                <AppealForm one={one} appealing={appealing} onAppeal={onAppeal} onCancel={() => setOpenId(null)} />
              ) : null
            }
          />
          <MoreRow
            text={common.shown(formatCount(locale.value, cases.length), next !== null)}
            hasMore={next !== null}
            {...more}
            onMore={onMore}
          />
        </>
      )}
    </PageFrame>
  );
}

const isAppealable = ({ appealUntil }: Case, now: number): boolean => appealUntil !== null && now < appealUntil;

function columnsOf(now: number, openId: string | null, onOpen: (id: string) => void): Column<Case>[] {
  const { reviews: said } = words.value;
  return [
    { id: 'order', head: words.value.earnings.order, cell: ({ placedAt }) => <Day at={placedAt} now={now} /> },
    {
      id: 'from',
      head: said.from,
      cell: ({ brand, contentUrl }) => (
        <>
          <span class="first">{brand.name}</span>
          {contentUrl === null ? (
            <span class="second">{said.noContent}</span>
          ) : (
            <a class="second" href={contentUrl} target="_blank" rel="noreferrer noopener" title={contentUrl}>
              {contentUrl.replace(/^https?:\/\/(www\.)?/, '')}
            </a>
          )}
        </>
      ),
    },
    {
      id: 'amount',
      head: said.amount,
      align: 'end',
      cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
    },
    { id: 'why', head: said.why, cell: ({ suspicions }) => suspicions.map((one) => said.suspicions[one]).join(', ') },
    { id: 'state', head: said.state, cell: (one) => <Standing one={one} now={now} /> },
    {
      id: 'do',
      head: '',
      align: 'end',
      cell: (one) =>
        isAppealable(one, now) && one.id !== openId ? (
          <button type="button" class="button" onClick={() => onOpen(one.id)}>
            {said.appeal}
          </button>
        ) : null,
    },
  ];
}

function Standing({ one, now }: { one: Case; now: number }) {
  const { reviews: said, orders } = words.value;
  const { state, decided, appeal, appealUntil, decideBy } = one;
  const day = (at: number): string => formatDay(locale.value, at, now);
  const verdict = appeal?.decided?.verdict;
  if (state === 'in_review') return <Mark form="in_review" text={said.inReview(day(decideBy))} />;
  if (state === 'cleared' && !verdict) return <Mark form="payable" text={said.cleared} />;
  return (
    <>
      <Mark
        form={verdict === 'granted' ? 'payable' : 'rejected'}
        text={verdict ? said[verdict] : said.rejectedAs(orders.reasons[decided?.reason ?? 'fraud_hold'])}
      />
      {decided ? <span class="second">{said.said(said.who[decided.by], decided.note)}</span> : null}
      {appeal && !appeal.decided ? <span class="second">{said.appealed(day(appeal.decideBy))}</span> : null}
      {appeal?.decided ? <span class="second">{said.said(said.who[appeal.decided.by], appeal.decided.note)}</span> : null}
      {appealUntil !== null && now < appealUntil ? <span class="second">{said.appealUntil(day(appealUntil))}</span> : null}
    </>
  );
}

function AppealForm({ one, appealing, onAppeal, onCancel }: { one: Case; onCancel: () => void } & Pick<Reviews, 'appealing' | 'onAppeal'>) {
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { reviews: said, common } = words.value;
  const isThis = appealing.id === one.id;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (text.trim() !== '') onAppeal(one, text.trim().slice(0, 2000));
  };
  const error = isThis && appealing.trouble ? troubleText(appealing.trouble, { gone: said.gone, conflict: said.already }) : undefined;
  return (
    <form class="decide" onSubmit={submit} noValidate>
      <TextArea
        label={said.appealText}
        hint={said.appealHint}
        value={text}
        onValue={setText}
        error={error ?? (tried && text.trim() === '' ? said.appealNeeded : undefined)}
      />
      <div class="doing">
        <button type="submit" class="button button-main" disabled={isThis && appealing.busy}>
          {said.send}
        </button>
        <button type="button" class="button-quiet" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}
