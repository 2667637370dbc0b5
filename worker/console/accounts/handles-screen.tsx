import { useState } from 'preact/hooks';
import { addHandle, getMe, type Handle, verifyHandle } from '#shared/contracts/accounts.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { HandlesView } from './handles.tsx';

export function HandlesScreen() {
  const { loaded, reload, put } = useLoad<readonly Handle[]>(async () => (await call(getMe, {})).handles);
  const claiming = useDoing();
  const verifying = useDoing();
  const [verifyingId, setVerifyingId] = useState<string | null>(null);
  const keep = (handle: Handle): void => put((before) => [...before.filter(({ id }) => id !== handle.id), handle].sort(byId));
  return (
    <HandlesView
      loaded={loaded}
      now={Date.now()}
      claiming={claiming}
      verifying={{ ...verifying, id: verifyingId }}
      onClaim={(claim) => claiming.run(async () => keep(await call(addHandle, claim)))}
      onVerify={({ id }) => {
        setVerifyingId(id);
        verifying.run(async () => keep(await call(verifyHandle, { handleId: id })));
      }}
      onRetry={reload}
    />
  );
}

/** Ids begin with their time. */
const byId = (a: Handle, b: Handle): number => (a.id < b.id ? -1 : 1);
