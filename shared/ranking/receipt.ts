/** What a receipt's seal is set under, and the hashes in it. */
import { canonical } from '../book/canonical.ts';
import type { RankingReceipt } from '../contracts/learning.ts';
import type { PageFacts } from '../page.ts';

export type Unsealed = Omit<RankingReceipt, 'seal'>;

/** The text that is signed: any change of a receipt changes it. */
export const sealedText = ({ seal: _, ...facts }: Unsealed & { seal?: unknown }): string => `gloss.ranking-receipt.${canonical(facts)}`;

export const pageText = (page: PageFacts): string => canonical(page);

/** The same set gives the same text, in whatever order it was found. */
export const candidatesText = (ids: readonly string[]): string => JSON.stringify([...ids].sort());
