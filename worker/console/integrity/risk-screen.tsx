import { useState } from 'preact/hooks';
import { decideAppeal, decideHeld, type HeldCredit, listHeld } from '#shared/contracts/integrity.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { session } from '../session.ts';
import type { Decision } from './decide-form.tsx';
import { type Queue, type RiskPage, RiskView } from './risk.tsx';

export function RiskScreen() {
  const [queue, setQueue] = useState<Queue>('open');
  return <QueueScreen key={queue} queue={queue} onQueue={setQueue} />;
}

function QueueScreen({ queue, onQueue }: { queue: Queue; onQueue: (queue: Queue) => void }) {
  const { loaded, reload, put } = useLoad<RiskPage>(() => call(listHeld, { queue }));
  const deciding = useDoing();
  const more = useDoing();
  const [decidingId, setDecidingId] = useState<string | null>(null);
  const onDecide = (credit: HeldCredit, decision: Decision): void => {
    setDecidingId(credit.id);
    deciding.run(async () => {
      await send(credit, decision);
      put((before) => ({
        ...before,
        credits: before.credits.filter(({ id }) => id !== credit.id),
        waiting: lessOne(before.waiting, decision.about === 'appeal' ? 'appeals' : 'open'),
      }));
    });
  };
  const onMore = (): void => {
    if (loaded.state !== 'ready' || loaded.value.next === null) return;
    const after = loaded.value.next;
    more.run(async () => {
      const page = await call(listHeld, { queue, after });
      put((before) => ({ ...page, credits: [...before.credits, ...page.credits] }));
    });
  };
  const me = session.value.state === 'person' ? session.value.me : undefined;
  return (
    <RiskView
      loaded={loaded}
      queue={queue}
      now={Date.now()}
      personId={me?.user.id ?? ''}
      withBrand={me?.tenant.kind === 'operator'}
      deciding={{ ...deciding, id: decidingId }}
      more={more}
      onQueue={onQueue}
      onDecide={onDecide}
      onMore={onMore}
      onRetry={reload}
    />
  );
}

async function send({ id: creditId }: HeldCredit, decision: Decision): Promise<void> {
  if (decision.about === 'appeal') {
    const { verdict, note } = decision;
    await call(decideAppeal, { creditId, verdict, note });
  } else {
    const { about: _, ...said } = decision;
    await call(decideHeld, { creditId, ...said });
  }
}

const lessOne = (waiting: RiskPage['waiting'], which: keyof RiskPage['waiting']): RiskPage['waiting'] => ({
  ...waiting,
  [which]: Math.max(0, waiting[which] - 1),
});
