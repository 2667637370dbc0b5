import type { Env } from '../env.ts';
import { settingsOf } from '../env.ts';
import { importTokenKeys, type TokenKey } from './token.ts';

const imported = new WeakMap<Env, Promise<TokenKey[]>>();

/** The signing keys of this isolate, imported once. */
export function tokenKeys(env: Env): Promise<TokenKey[]> {
  const known = imported.get(env) ?? importTokenKeys(settingsOf(env).TOKEN_KEYS);
  imported.set(env, known);
  return known;
}
