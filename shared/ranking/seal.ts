/** Whether a receipt is one that the worker sealed, unchanged. The public key is enough: anybody can look. */
import { fromBase64Url } from '../base64.ts';
import type { RankingReceipt } from '../contracts/learning.ts';
import { sealedText } from './receipt.ts';

/** The public half: 32 bytes in base64url. */
export interface SealKey {
  key: string;
  publicKey: string;
}

export type SealState =
  | 'sealed'
  /** Changed after it was sealed, or sealed by somebody else. */
  | 'broken'
  /** Sealed with a key that is no longer published. */
  | 'unknown_key'
  /** This browser cannot check Ed25519. */
  | 'cannot_check';

export async function sealOf(receipt: RankingReceipt, keys: readonly SealKey[]): Promise<SealState> {
  const publicKey = keys.find(({ key }) => key === receipt.seal.key)?.publicKey;
  if (publicKey === undefined) return 'unknown_key';
  const [bytes, signature] = [fromBase64Url(publicKey), fromBase64Url(receipt.seal.signature)];
  if (bytes?.length !== 32 || signature?.length !== 64) return 'broken';
  const imported = await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']).catch(() => undefined);
  if (!imported) return 'cannot_check';
  const holds = await crypto.subtle.verify('Ed25519', imported, signature, new TextEncoder().encode(sealedText(receipt)));
  return holds ? 'sealed' : 'broken';
}
