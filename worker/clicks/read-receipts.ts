import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { tokenKeys } from './keys.ts';
import { openReceipt, type Receipt } from './token.ts';

export interface ReceiptsRead {
  receipts: Receipt[];
  /** Why a receipt was left out, in words for the merchant. */
  notes: string[];
}

/** The clicks that a merchant's order names: only ours, unchanged, and for this brand. */
export async function readReceipts(call: Call, brandId: Id<'brd'>, tokens: readonly string[]): Promise<ReceiptsRead> {
  const keys = await tokenKeys(call.env);
  const read: ReceiptsRead = { receipts: [], notes: [] };
  for (const [at, token] of tokens.entries()) {
    const opened = await openReceipt(keys, token);
    if (!opened.ok)
      read.notes.push(
        `receipts.${at}: ${opened.why === 'unknown_key' ? 'signed with a key that is no longer kept' : 'not a receipt of ours, or changed on the way'}`,
      );
    else if (opened.value.brandId !== brandId) read.notes.push(`receipts.${at}: belongs to another brand`);
    else if (!read.receipts.some((known) => known.clickId === opened.value.clickId)) read.receipts.push(opened.value);
  }
  return read;
}
