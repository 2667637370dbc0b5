import type { Attempt } from '#shared/contracts/learning.ts';
import { formatCount } from '../format.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { Notice, troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { Mark } from '../ui/state-mark.tsx';
import { learntFromText, reasonText } from './attempt-text.ts';
import { Moment } from './in-force.tsx';
import type { Ready } from './ranking.tsx';

export function TrainingsSection({ page: { attempts, next }, now, training, trained, more, onTrain, onMore }: Ready) {
  const { ranking: said, common } = words.value;
  return (
    <Section title={said.trainings} text={said.trainingsText}>
      <div class="doing">
        <button type="button" class="button" disabled={training.busy} onClick={onTrain}>
          {said.trainNow}
        </button>
        <p class="hint" role="status">
          {training.busy ? said.trainingNow : said.trainHint}
        </p>
      </div>
      {training.busy ? <progress aria-label={said.trainingNow} /> : null}
      {training.trouble ? (
        <p class="error" role="alert">
          {troubleText(training.trouble, { rate_limited: said.trainedOften })}
        </p>
      ) : null}
      {trained && !training.busy ? (
        <Notice kind={trained.outcome === 'failed' ? 'caution' : 'done'} title={said.trained[trained.outcome]}>
          <p>{[learntFromText(trained), reasonText(trained)].filter(Boolean).join(common.sentenceGap)}</p>
        </Notice>
      ) : null}
      {attempts.length === 0 ? (
        <p class="hint">{said.noTrainings}</p>
      ) : (
        <>
          <DataTable layout="trainings" caption={said.trainingsCaption} columns={columnsOf(now)} rows={attempts} rowKey={({ id }) => id} />
          <MoreRow
            text={common.shown(formatCount(locale.value, attempts.length), next !== null)}
            hasMore={next !== null}
            {...more}
            onMore={onMore}
          />
        </>
      )}
    </Section>
  );
}

const forms = { replaced: 'payable', kept: 'reversed', too_few: 'held', failed: 'rejected' } as const;

function columnsOf(now: number): Column<Attempt>[] {
  const { ranking: said } = words.value;
  return [
    {
      id: 'since',
      head: said.when,
      cell: ({ at, id }) => (
        <>
          <Moment at={at} now={now} />
          {id.startsWith('by hand') ? <span class="second">{said.byHand}</span> : null}
        </>
      ),
    },
    { id: 'state', head: said.outcome, cell: ({ outcome }) => <Mark form={forms[outcome]} text={said.outcomes[outcome]} /> },
    {
      id: 'why',
      head: said.whatAndWhy,
      cell: (attempt) => (
        <>
          {reasonText(attempt)}
          <span class="second">{learntFromText(attempt)}</span>
        </>
      ),
    },
  ];
}
