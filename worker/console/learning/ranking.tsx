/** The operator's screen about what ranks: which version, since when and why, what each night tried, and whether the index is whole. */
import { useEffect, useState } from 'preact/hooks';
import type { Out } from '#shared/contracts/endpoint.ts';
import type { Attempt, listVersions, Version } from '#shared/contracts/learning.ts';
import type { recommendHealth } from '#shared/contracts/recommend.ts';
import type { Trouble } from '../call.ts';
import { formatDay } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { TableSkeleton } from '../ui/data-table.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { HealthSection } from './health.tsx';
import { InForceSection } from './in-force.tsx';
import { shortOf } from './short.ts';
import { TrainingsSection } from './trainings.tsx';
import { HistorySection, VersionsSection } from './versions.tsx';

export type Force = Out<typeof listVersions>['inForce'][number];
export interface RankingPage {
  versions: readonly Version[];
  inForce: readonly Force[];
  health: Out<typeof recommendHealth>;
  attempts: readonly Attempt[];
  next: string | null;
}
interface Act {
  busy: boolean;
  trouble: Trouble | null;
}

export interface Ranking {
  loaded: Loaded<RankingPage>;
  now: number;
  /** Who looks: what they put in force is theirs. */
  personId: string;
  choosing: Act & { id: string | null };
  /** Put in force here a moment ago, and what served before. */
  chosen: { version: string; before: string } | null;
  downloading: Act & { id: string | null };
  training: Act;
  trained: Attempt | null;
  more: Act;
  onChoose: (version: string, reason: string) => void;
  onUndo: () => void;
  onDownload: (version: string) => void;
  onTrain: () => void;
  onMore: () => void;
  onRetry: () => void;
}
/** What the parts of the screen take: the page, and which form is open. */
export type Ready = Omit<Ranking, 'loaded'> & { page: RankingPage; open: string | null; onOpen: (which: string | null) => void };

export function RankingView({ loaded, ...props }: Ranking) {
  const [open, onOpen] = useState<string | null>(props.choosing.id);
  const { chosen } = props;
  // What was chosen is done: its form goes.
  useEffect(() => {
    if (chosen) onOpen(null);
  }, [chosen]);
  const { ranking: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? (
          <TableSkeleton label={common.loading} />
        ) : (
          <LoadFailed trouble={loaded.trouble} onRetry={props.onRetry} />
        )}
      </PageFrame>
    );
  const ready: Ready = { ...props, page: loaded.value, open, onOpen };
  return (
    <PageFrame eyebrow={said.eyebrow} title={titleOf(ready)} intro={said.intro}>
      {chosen ? (
        <Notice kind="done" title={said.chosen(shortOf(chosen.version))}>
          <button type="button" class="button" disabled={props.choosing.busy} onClick={props.onUndo}>
            {said.undo(shortOf(chosen.before))}
          </button>
          {props.choosing.trouble ? (
            <p class="error" role="alert">
              {troubleText(props.choosing.trouble, { unprocessable: said.unfit })}
            </p>
          ) : null}
        </Notice>
      ) : null}
      <InForceSection {...ready} />
      <HealthSection {...ready} />
      <TrainingsSection {...ready} />
      <VersionsSection {...ready} />
      <HistorySection {...ready} />
    </PageFrame>
  );
}

function titleOf({ page: { health, inForce }, now }: Ready): string {
  const { ranking: said } = words.value;
  if (health.modelIs === 'fallback') return said.titleFallback;
  const force = inForce.find(({ version }) => version === health.model);
  return force ? said.title(shortOf(health.model), formatDay(locale.value, force.from, now)) : said.titleShipped(shortOf(health.model));
}
