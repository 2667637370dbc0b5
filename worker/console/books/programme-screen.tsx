import { useState } from 'preact/hooks';
import { getTerms, setTerms, type Terms } from '#shared/contracts/books.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { type ProgrammePage, ProgrammeView } from './programme.tsx';

export function ProgrammeScreen() {
  const { loaded, reload, put } = useLoad<ProgrammePage>(() => call(getTerms, {}));
  const saving = useDoing();
  const [saved, setSaved] = useState<number | null>(null);
  const onSave = (terms: Terms): void => {
    setSaved(null);
    // One id a press: should the answer be lost and the press repeated by the network, it is still one version.
    const requestId = crypto.randomUUID();
    saving.run(async () => {
      const version = await call(setTerms, { terms, requestId });
      if (version.from > Date.now()) put((page) => ({ ...page, coming: version }));
      else {
        put(({ current, earlier }) => ({ current: version, coming: null, earlier: current ? [current, ...earlier] : earlier }));
        setSaved(version.version);
      }
    });
  };
  return <ProgrammeView loaded={loaded} now={Date.now()} saving={saving} saved={saved} onSave={onSave} onRetry={reload} />;
}
