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
  /** 0 to 1. */
  fit: number;
  /** `url` is the plain address for `paid` links. */
  link: Link;
  /** Carries the locale's advertising word. */
  labelled: boolean;
  kept: boolean;
}

export type Language = 'en' | 'zh-CN';
