/**
 * Receipts as running versions of Gloss made and sealed them, with the pages they were made for, the versions of the ranker that judged and the
 * public keys of that time. Never made anew: whatever changes in how rankings are made, these replay bit for bit.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RankerModel, RankingReceipt } from '#shared/contracts/learning.ts';
import { PageFacts } from '#shared/page.ts';
import type { RankerModel as Model } from '#shared/ranking/model.ts';
import type { SealKey } from '#shared/ranking/seal.ts';

interface Kept {
  name: string;
  receipt: RankingReceipt;
  page: PageFacts;
  model: Model;
  keys: SealKey[];
}
interface KeptFile {
  keys: SealKey[];
  versions: { id: string; model: unknown }[];
  receipts: { page: unknown; receipt: unknown }[];
}

/** `order-1-first`: from the first program that left receipts; `order-1`: from the last one before creators tagged; `order-2`: since then. */
const files = ['order-1-first', 'order-1', 'order-2'] as const;

export const keptReceipts: readonly Kept[] = files.flatMap((file) => {
  const { keys, versions, receipts } = JSON.parse(readFileSync(path.join(import.meta.dirname, `${file}.json`), 'utf8')) as KeptFile;
  return receipts.map(({ page, receipt: written }, at): Kept => {
    const receipt = RankingReceipt.parse(written);
    const model = RankerModel.parse(versions.find(({ id }) => id === receipt.model)?.model);
    return { name: `${file} ${at + 1}`, receipt, page: PageFacts.parse(page), model, keys };
  });
});
