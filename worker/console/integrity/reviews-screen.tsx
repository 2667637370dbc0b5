import { useState } from 'preact/hooks';
import { appeal, type Case, listCases } from '#shared/contracts/integrity.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { type ReviewsPage, ReviewsView } from './reviews.tsx';

export function ReviewsScreen() {
  const { loaded, reload, put } = useLoad<ReviewsPage>(() => call(listCases, {}));
  const appealing = useDoing();
  const more = useDoing();
  const [appealingId, setAppealingId] = useState<string | null>(null);
  const onAppeal = (one: Case, text: string): void => {
    setAppealingId(one.id);
    appealing.run(async () => {
      const after = await call(appeal, { creditId: one.id, text });
      put((before) => ({ ...before, cases: before.cases.map((other) => (other.id === one.id ? after : other)) }));
    });
  };
  const onMore = (): void => {
    if (loaded.state !== 'ready' || loaded.value.next === null) return;
    const after = loaded.value.next;
    more.run(async () => {
      const page = await call(listCases, { after });
      put((before) => ({ ...page, cases: [...before.cases, ...page.cases] }));
    });
  };
  return (
    <ReviewsView
      loaded={loaded}
      now={Date.now()}
      appealing={{ ...appealing, id: appealingId }}
      more={more}
      onAppeal={onAppeal}
      onMore={onMore}
      onRetry={reload}
    />
  );
}
