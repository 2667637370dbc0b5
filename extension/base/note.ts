/** What a web page is given of a card: enough to show it. The paid link itself never enters a page; the background keeps it. */
import type { Benefit } from '#shared/contracts/books.ts';
import type { Card } from '#shared/contracts/recommend.ts';

/** Why a card's link is a plain one. */
export const plainWhys = [
  'amazon',
  'unavailable',
  'support_off',
  'no_offer',
  'expired',
  'standing_down',
  /** A place for children, or a network whose own rule is silent here. */
  'network_rule',
  'untrusted',
  'not_seen',
  'covered',
] as const;
export type PlainWhy = (typeof plainWhys)[number];

/** A fixed amount in place of a share, as a plain decimal. */
export interface Flat {
  amount: string;
  currency: string;
  per: 'order' | 'piece';
}

export type Link =
  | { way: 'paid'; url: string; benefit: Benefit; earner: string; rateBps: number; flat?: Flat }
  /** The author's own affiliate link, byte for byte. */
  | { way: 'own'; url: string }
  | { way: 'plain'; url: string; why: PlainWhy };

/** A moment of a video or a part of a text in which products of the page stand. */
export interface Moment {
  /** Its place among the parts of the page. */
  id: number;
  /** Left out for what is read. */
  atSeconds?: number;
  heading?: string;
  text?: string;
}

export interface PriceSeen {
  at: number;
  /** Plain decimal. */
  amount: string;
}
/** Prices of one product in one currency, as this device saw them, the oldest first. What happened between them is not known. */
export interface PriceHistory {
  currency: string;
  seen: PriceSeen[];
  /** Of the last `daysOf` days, on how many a price was seen. */
  daysSeen: number;
  daysOf: number;
  /** The lowest of those days, and how the price on the card stands to it; null where none of those days was seen. */
  lowest: (PriceSeen & { now: 'only' | 'same' | 'lowest' | 'above' }) | null;
}

export interface Note {
  id: string;
  title: string;
  maker?: string;
  merchant: string;
  hasPicture: boolean;
  /** Plain decimal, with its time in UTC milliseconds. */
  price: { amount: string; currency: string; asOf: number } | null;
  availability: Card['product']['availability'];
  reasons: Card['reasons'];
  /** 0 to 1; says nothing of what is only bought together with others. */
  fit: number;
  /** `url` is the plain address for `paid` links. */
  link: Link;
  /** What the earner gets for one piece at this price; null where that is not known, or nobody earns. */
  earning: { amount: string; currency: string } | null;
  /** Carries the locale's advertising word. */
  labelled: boolean;
  /** Who paid for this place. */
  boostedBy?: string;
  /** What the page's creator said when picking it. */
  said?: string;
  /** The moment it belongs to; null: it stands in none. */
  moment: number | null;
  history: PriceHistory | null;
  kept: boolean;
}

export type Language = 'en' | 'zh-CN';

/** Where the tab stands: `auto` is the margin where a line of the page ends. */
export interface Dock {
  side: 'auto' | 'left' | 'right';
  /** The sign and the count alone. */
  isSmall: boolean;
}
