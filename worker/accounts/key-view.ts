import type { Key } from '#shared/contracts/accounts.ts';
import type { KeyRow } from './store.ts';

export function keyView({ id, name, start, scopes, createdAt, lastUsedAt, revokedAt }: KeyRow): Key {
  return { id, name, start, scopes: [...scopes], createdAt, lastUsedAt, revokedAt };
}
