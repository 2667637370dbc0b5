import { useState } from 'preact/hooks';
import { approveDomain, approveHandle, type Claim, listClaims } from '#shared/contracts/accounts.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { ClaimsView } from './claims.tsx';

/** What one person can look through; the oldest first, so that nothing waits unseen. */
const shownMax = 100;

export function ClaimsScreen() {
  const { loaded, reload, put } = useLoad<readonly Claim[]>(loadClaims);
  const approving = useDoing();
  const [approvingId, setApprovingId] = useState<string | null>(null);
  const onApprove = (claim: Claim, reason: string): void => {
    setApprovingId(claim.claim.id);
    approving.run(async () => {
      if (claim.kind === 'handle') await call(approveHandle, { handleId: claim.claim.id, reason });
      else await call(approveDomain, { domainId: claim.claim.id, reason });
      put((before) => before.filter((other) => other.claim.id !== claim.claim.id));
    });
  };
  return (
    <ClaimsView loaded={loaded} now={Date.now()} approving={{ ...approving, id: approvingId }} onApprove={onApprove} onRetry={reload} />
  );
}

async function loadClaims(): Promise<readonly Claim[]> {
  const [handles, domains] = await Promise.all((['handle', 'domain'] as const).map((kind) => call(listClaims, { kind, limit: shownMax })));
  return [...(handles?.claims ?? []), ...(domains?.claims ?? [])].sort((a, b) => a.claimedAt - b.claimedAt);
}
