import type { Claim } from '#shared/contracts/accounts.ts';
import { day, id, idle, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Claims } from './claims.tsx';

const claims: Claim[] = [
  {
    kind: 'handle',
    claimedBy: 'Lina Cooks',
    claimedAt: now - 2 * day,
    claim: {
      id: id('han', 1),
      platform: 'youtube',
      handle: '@LinaCooks',
      code: 'gloss-k7m2pqrx9vtw3abc',
      evidence: 'the description of @LinaCooks on youtube',
      verifiedAt: null,
    },
  },
  {
    kind: 'domain',
    claimedBy: '半山茶具旗舰店',
    claimedAt: now - day,
    claim: {
      id: id('dom', 1),
      host: 'banshan.example',
      code: 'gloss-b2c3d4e5f6g7h8jk',
      evidence: 'https://banshan.example/.well-known/gloss.txt',
      verifiedAt: null,
    },
  },
];
const state = (waiting: readonly Claim[] | null, changes: Partial<Claims> = {}): Claims => ({
  loaded: waiting ? { state: 'ready', value: waiting } : { state: 'loading' },
  now,
  approving: { ...idle, id: null },
  onApprove: nothing,
  onRetry: nothing,
  ...changes,
});

export const claimsStates: Readonly<Record<string, Claims>> = {
  few: state(claims),
  'taken by another': state(claims, { approving: { ...refused('conflict'), id: id('han', 1) } }),
  empty: state([]),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
