import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Folder, readJson, startAfresh, writeJson } from './folder.ts';
import { Trouble } from './trouble.ts';

/** What signs tokens and webhook secrets of a local world; made once, because what was signed must stay readable. */
export interface Secrets {
  tokenKeys: string;
  secretSeed: string;
}

const secretBytes = 32;

export function ensureSecrets(folder: Folder): Secrets {
  const file = folder.at('secrets.json');
  const known = readJson(file);
  if (known !== undefined) {
    if (isSecrets(known)) return known;
    throw new Trouble(`${file} is damaged: it lacks its keys. ${startAfresh(folder.path)}`);
  }
  if (existsSync(folder.at('state'))) throw new Trouble(`${file} is missing, but its databases are there. ${startAfresh(folder.path)}`);
  const made = { tokenKeys: `k1:${secret()}`, secretSeed: secret() };
  writeJson(file, made);
  return made;
}

const secret = (): string => randomBytes(secretBytes).toString('base64url');

function isSecrets(value: unknown): value is Secrets {
  const { tokenKeys, secretSeed } = (value ?? {}) as Partial<Secrets>;
  return typeof tokenKeys === 'string' && /^\w+:[\w-]{40,}/.test(tokenKeys) && typeof secretSeed === 'string' && secretSeed.length >= 43;
}
