import type { Domain, Key } from '#shared/contracts/accounts.ts';
import type { SourceView } from '#shared/contracts/orders.ts';
import { day, id, idle, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Integration, IntegrationPage } from './integration.tsx';

const domain = (number: number, changes: Partial<Domain> = {}): Domain => ({
  id: id('dom', number),
  host: 'nook.example',
  code: 'gloss-k7m2pqrx9vtw3abc',
  evidence: 'https://nook.example/.well-known/gloss.txt',
  verifiedAt: null,
  ...changes,
});
const key = (number: number, changes: Partial<Key> = {}): Key => ({
  id: id('key', number),
  name: 'Nightly feed',
  start: 'mk_live_4fQ9xT2a',
  scopes: ['catalogue:write'],
  createdAt: now - 60 * day,
  lastUsedAt: now - day,
  revokedAt: null,
  ...changes,
});
const webhook = {
  secret: 'whsec_Zm9yIHRoZSBnYWxsZXJ5IG9ubHksIG5vdCBhIHNlY3JldA==',
  url: `https://gloss.example/v1/orders/webhook/${id('brd', 1)}`,
  version: 1,
};
const sourceView = (source: SourceView['source'], changes: Partial<SourceView> = {}): SourceView => ({
  source,
  url: `https://gloss.example/v1/orders/${source}/${id('brd', 1)}`,
  isSet: false,
  setAt: null,
  heardAt: null,
  ...changes,
});
const sources = [sourceView('shopify', { isSet: true, setAt: now - 9 * day, heardAt: now - day }), sourceView('stripe')];
const verified = domain(1, { verifiedAt: now - 40 * day });
const waiting = domain(2, { host: 'shop.nook.example', evidence: 'https://shop.nook.example/.well-known/gloss.txt' });
const state = (page: IntegrationPage | null, changes: Partial<Integration> = {}): Integration => ({
  loaded: page ? { state: 'ready', value: page } : { state: 'loading' },
  now,
  adding: idle,
  verifying: { ...idle, id: null },
  rotating: { ...idle, done: false },
  making: idle,
  settingSource: { ...idle, source: null },
  revoking: { ...idle, id: null },
  newKey: null,
  onAdd: nothing,
  onVerify: nothing,
  onRotate: nothing,
  onSource: nothing,
  onMakeKey: nothing,
  onKeyStored: nothing,
  onRevoke: nothing,
  onRetry: nothing,
  ...changes,
});
const few: IntegrationPage = {
  domains: [verified, waiting],
  keys: [key(1), key(2, { name: 'Old till', revokedAt: now - 9 * day, scopes: ['orders:read', 'books:read'] })],
  webhook,
  sources,
};

export const integrationStates: Readonly<Record<string, Integration>> = {
  few: state(few),
  empty: state({ domains: [], keys: [], webhook, sources: [sourceView('shopify'), sourceView('stripe')] }),
  'shop system set, nothing heard': state({ ...few, sources: [sourceView('shopify'), sourceView('stripe', { isSet: true, setAt: now })] }),
  'secret refused': state(few, { settingSource: { ...refused('forbidden'), source: 'stripe' } }),
  'new key': state({ ...few, keys: [key(1)] }, { newKey: 'mk_live_4fQ9xT2a_0d8Yk1mNpQ2rS3tU4vW5xY6zA7bC8dE9fG0hI1jK2lM' }),
  'two live keys': state({ ...few, keys: [key(1), key(2, { name: 'Till', lastUsedAt: null })] }),
  'secret changed': state({ ...few, webhook: { ...webhook, version: 2 } }, { rotating: { ...idle, done: true } }),
  'code not found': state(few, { verifying: { ...refused('unprocessable'), id: waiting.id } }),
  'taken by another': state(few, { verifying: { ...refused('conflict'), id: waiting.id } }),
  'not a public host': state(few, { adding: refused('unprocessable') }),
  'role refused': state(few, { making: refused('forbidden'), revoking: { ...refused('forbidden'), id: id('key', 1) } }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
