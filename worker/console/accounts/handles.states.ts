import type { Handle } from '#shared/contracts/accounts.ts';
import { busy, day, id, idle, longName, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Handles } from './handles.tsx';

const handle = (number: number, changes: Partial<Handle> = {}): Handle => ({
  id: id('han', number),
  platform: 'youtube',
  handle: '@LinaCooks',
  code: 'gloss-k7m2pqrx9vtw3abc',
  evidence: 'the description of @LinaCooks on youtube',
  verifiedAt: null,
  ...changes,
});
const site = handle(2, { platform: 'web', handle: 'lina.example', evidence: 'https://lina.example/.well-known/gloss.txt' });
const state = (handles: readonly Handle[] | null, changes: Partial<Handles> = {}): Handles => ({
  loaded: handles ? { state: 'ready', value: handles } : { state: 'loading' },
  now,
  claiming: idle,
  verifying: { ...idle, id: null },
  onClaim: nothing,
  onVerify: nothing,
  onRetry: nothing,
  ...changes,
});

export const handlesStates: Readonly<Record<string, Handles>> = {
  few: state([handle(1, { verifiedAt: now - 40 * day }), site, handle(3, { platform: 'xiaohongshu', handle: '小林的厨房' })]),
  verifying: state([site], { verifying: { ...busy, id: site.id } }),
  'code not found': state([site], { verifying: { ...refused('unprocessable'), id: site.id } }),
  'taken by another': state([site], { verifying: { ...refused('conflict'), id: site.id } }),
  'not a handle': state([], { claiming: refused('unprocessable') }),
  'long text': state([handle(1, { platform: 'web', handle: `${longName.replaceAll(/\W/g, '').toLowerCase()}.example` })]),
  empty: state([]),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
