import { useEffect, useState } from 'preact/hooks';
import { type Attempt, attemptNow, getVersion, listAttempts, listVersions, useVersion } from '#shared/contracts/learning.ts';
import { recommendHealth } from '#shared/contracts/recommend.ts';
import { call } from '../call.ts';
import { download } from '../download.ts';
import { useDoing, useLoad } from '../load.ts';
import { words } from '../look.ts';
import { session } from '../session.ts';
import { type Ranking, type RankingPage, RankingView } from './ranking.tsx';
import { shortOf } from './short.ts';

/** A version serves within two seconds; then what the worker says is asked for again. */
const servesAfterMs = 2500;

export function RankingScreen() {
  const { loaded, reload, put } = useLoad<RankingPage>(loadRanking);
  const [choosing, downloading, training, more] = [useDoing(), useDoing(), useDoing(), useDoing()];
  const [choosingId, setChoosingId] = useState<string | null>(null);
  const [downloadingId, setDownloadingId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Ranking['chosen']>(null);
  const [trained, setTrained] = useState<Attempt | null>(null);
  const [changes, setChanges] = useState(0);
  const personId = session.value.state === 'person' ? session.value.me.user.id : '';

  // Asked at once, the worker may still answer as before.
  useEffect(() => {
    if (changes === 0) return;
    const timer = setTimeout(reload, servesAfterMs);
    return () => clearTimeout(timer);
  }, [changes, reload]);
  const onChanged = (): void => setChanges((before) => before + 1);

  const choose = (version: string, reason: string, isUndo: boolean): void => {
    if (loaded.state !== 'ready') return;
    const before = loaded.value.health.model;
    setChoosingId(version);
    choosing.run(async () => {
      const serving = await call(useVersion, { version, reason });
      put((page) => ({
        ...page,
        versions: page.versions.map((one) => (one.id === version ? serving : { ...one, isInForce: false })),
        inForce: [{ version, from: Date.now(), by: personId, reason }, ...page.inForce],
        health: { ...page.health, model: version, modelIs: 'chosen' },
      }));
      setChosen(isUndo ? null : { version, before });
      onChanged();
    });
  };

  return (
    <RankingView
      loaded={loaded}
      now={Date.now()}
      personId={personId}
      choosing={{ ...choosing, id: choosingId }}
      chosen={chosen}
      downloading={{ ...downloading, id: downloadingId }}
      training={training}
      trained={trained}
      more={more}
      onChoose={(version, reason) => choose(version, reason, false)}
      onUndo={() => chosen && choose(chosen.before, words.value.ranking.undoReason(shortOf(chosen.version)), true)}
      onDownload={(version) => {
        setDownloadingId(version);
        downloading.run(async () => {
          const { model } = await call(getVersion, { version });
          download(`gloss-ranker-${shortOf(version)}.json`, [JSON.stringify(model, null, 2)], 'application/json');
        });
      }}
      onTrain={() =>
        training.run(async () => {
          setTrained(null);
          const attempt = await call(attemptNow, {});
          setTrained(attempt);
          if (attempt.candidate !== null) onChanged();
          put((page) => ({ ...page, attempts: [attempt, ...page.attempts] }));
        })
      }
      onMore={() => {
        if (loaded.state !== 'ready' || loaded.value.next === null) return;
        const after = loaded.value.next;
        more.run(async () => {
          const { attempts, next } = await call(listAttempts, { after });
          put((page) => ({ ...page, next, attempts: [...page.attempts, ...attempts] }));
        });
      }}
      onRetry={reload}
    />
  );
}

async function loadRanking(): Promise<RankingPage> {
  const [versions, health, trainings] = await Promise.all([
    call(listVersions, {}),
    call(recommendHealth, {}),
    call(listAttempts, { limit: 10 }),
  ]);
  return { ...versions, health, ...trainings };
}
