/** The worker's rooms. A room imports only rooms above it in this list, and only through their index.ts. The list is the architecture. */
export const rooms = [
  'accounts',
  'catalogue',
  'model',
  'books',
  'integrity',
  'clicks',
  'learning',
  'companions',
  'tags',
  'recommend',
  'payouts',
  'orders',
  'creators',
  'webhooks',
] as const;
/** Rooms without endpoints of their own. */
export const roomsWithoutContract: readonly string[] = ['model'];
