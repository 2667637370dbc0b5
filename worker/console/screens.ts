/** Which screens each kind of account has, in the order of its navigation; the first is where it arrives. */
import type { TenantKind } from '#shared/contracts/accounts.ts';

export const screens = {
  creator: ['earnings', 'handles', 'webhooks'],
  brand: ['orders', 'programme', 'integration', 'webhooks', 'check'],
  operator: ['claims'],
} as const satisfies Readonly<Record<TenantKind, readonly string[]>>;

export const pathsOf = (kind: TenantKind): string[] => screens[kind].map((name) => `/${name}`);
