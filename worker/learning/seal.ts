/** Seals receipts of rankings: Ed25519, so that anybody can check one with the published half of the key. */
import { fromBase64Url, toBase64Url } from '#shared/base64.ts';
import type { RankingReceipt } from '#shared/contracts/learning.ts';
import { sealedText, type Unsealed } from '#shared/ranking/receipt.ts';
import type { SealKey } from '#shared/ranking/seal.ts';
import { type Env, settingsOf } from '../env.ts';

interface Sealer extends SealKey {
  secret: CryptoKey;
}
const sealers = new WeakMap<Env, Promise<Sealer[]>>();

export async function sealed(env: Env, facts: Unsealed): Promise<RankingReceipt> {
  const [newest] = await sealersOf(env);
  if (!newest) throw new Error('broken promise: settings hold at least one token key');
  const signature = await crypto.subtle.sign('Ed25519', newest.secret, new TextEncoder().encode(sealedText(facts)));
  return { ...facts, seal: { key: newest.key, signature: toBase64Url(new Uint8Array(signature)) } };
}

/** The newest first; older ones only for what was sealed before. */
export const sealKeys = async (env: Env): Promise<SealKey[]> => (await sealersOf(env)).map(({ key, publicKey }) => ({ key, publicKey }));

/** One pair for each token key, made from it: whoever changes those changes these. */
function sealersOf(env: Env): Promise<Sealer[]> {
  const known = sealers.get(env);
  if (known) return known;
  const made = Promise.all(settingsOf(env).TOKEN_KEYS.split(',').map(sealerFrom));
  sealers.set(env, made);
  return made;
}

async function sealerFrom(pair: string): Promise<Sealer> {
  const [key = '', text = ''] = pair.split(':');
  const raw = await crypto.subtle.importKey('raw', fromBase64Url(text) ?? new Uint8Array(), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const seed = new Uint8Array(await crypto.subtle.sign('HMAC', raw, new TextEncoder().encode('gloss.ranking-receipt.ed25519')));
  const secret = await crypto.subtle.importKey('pkcs8', Uint8Array.of(...pkcs8Head, ...seed), { name: 'Ed25519' }, true, ['sign']);
  const { x } = (await crypto.subtle.exportKey('jwk', secret)) as JsonWebKey;
  if (x === undefined) throw new Error('broken promise: an Ed25519 key has a public half');
  return { key, publicKey: x, secret };
}
/** RFC 8410: the frame around the 32 bytes of an Ed25519 secret. */
const pkcs8Head = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
