/** Which screens each kind of account has, in the order of its navigation; the first is where it arrives. */
import type { TenantKind } from '#shared/contracts/accounts.ts';

export const screens = {
  creator: ['earnings', 'products', 'payout', 'reviews', 'unrecorded', 'handles', 'webhooks'],
  brand: ['orders', 'payouts', 'adjustments', 'risk', 'unrecorded', 'programme', 'integration', 'webhooks', 'people', 'check'],
  operator: ['claims', 'risk', 'ranking'],
} as const satisfies Readonly<Record<TenantKind, readonly string[]>>;

export const pathsOf = (kind: TenantKind): string[] => screens[kind].map((name) => `/${name}`);

/** A screen's own address, or that of something on it: `/orders/ord_…`. */
export const isPathOf = (kind: TenantKind, path: string): boolean =>
  pathsOf(kind).some((one) => path === one || path.startsWith(`${one}/`));
