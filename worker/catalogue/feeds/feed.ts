/** What every feed format gives and gets. */
import type { FeedProduct } from '#shared/contracts/catalogue.ts';
import type { Mapping } from './mapping.ts';

/** A row that can be kept; `notes` say what was left out of it and why. `line` counts from 1. */
interface FeedRow {
  line: number;
  product: FeedProduct;
  notes: readonly string[];
}
/** A row that cannot be kept, and what to do about it. */
interface FeedRefusal {
  line: number;
  reason: string;
}
export type FeedEntry = FeedRow | FeedRefusal;
export const isRefusal = (entry: FeedEntry): entry is FeedRefusal => 'reason' in entry;

export interface FeedOptions {
  /** UTC milliseconds: whether a dated sale price is in force. */
  now: number;
  /** Where relative links lead, and where a feed without links sells. */
  shop?: URL;
  /** ISO 4217 code for prices that name none. */
  currency?: string;
  /** BCP 47, for rows that name none. */
  language?: string;
  mapping?: Mapping;
}

export interface FeedFormat {
  name: string;
  /** One line for help and error messages. */
  title: string;
  /** Judged by the first characters of the feed. */
  recognises: (head: string) => boolean;
  /** Refuses options without which no row can be kept, before any row is read. */
  needs?: (options: FeedOptions, head: string) => void;
  read: (text: AsyncIterable<string>, options: FeedOptions) => AsyncIterable<FeedEntry>;
}
