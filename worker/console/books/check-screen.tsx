import { useRef, useState } from 'preact/hooks';
import { CallRefused } from '#shared/client.ts';
import { checkBook, exportBook, listRoots, type RootsPage } from '#shared/contracts/books.ts';
import { call, troubleOf } from '../call.ts';
import { download } from '../download.ts';
import { isoDay } from '../format.ts';
import { useLoad } from '../load.ts';
import { type Check, CheckView } from './check.tsx';
import { recompute } from './recompute.ts';

const bookType = exportBook.answerType ?? 'application/x-ndjson';

export function CheckScreen() {
  const [progress, setProgress] = useState<Check['progress']>({ state: 'idle' });
  const { loaded } = useLoad<RootsPage>(() => call(listRoots, {}));
  const parts = useRef<BlobPart[] | null>(null);
  const fileName = `gloss-book-${isoDay(Date.now())}.ndjson`;
  const onCheck = (): void => {
    setProgress({ state: 'running', events: 0 });
    check(parts, (events) => setProgress({ state: 'running', events })).then(
      (checked) => setProgress({ state: 'done', checked }),
      (error: unknown) => setProgress({ state: 'failed', trouble: troubleOf(error) }),
    );
  };
  const onDownload = (): void => {
    if (parts.current) download(fileName, parts.current, bookType);
  };
  return (
    <CheckView
      progress={progress}
      fileName={fileName}
      roots={loaded.state === 'ready' ? loaded.value : null}
      onCheck={onCheck}
      onDownload={progress.state === 'done' ? onDownload : undefined}
    />
  );
}

async function check(kept: { current: BlobPart[] | null }, onProgress: (events: number) => void) {
  const book = await fetch(exportBook.path, { credentials: 'same-origin' }).catch(() => {
    throw new CallRefused('offline', 'no answer', 0);
  });
  if (!book.ok || !book.body)
    throw new CallRefused(book.status === 401 ? 'unauthenticated' : 'other', `answered ${book.status}`, book.status);
  const { verdict, parts } = await recompute(book.body, onProgress);
  kept.current = parts;
  const server = await call(checkBook, {});
  return { at: Date.now(), server, here: verdict };
}
