/** Every message between pages and the background: who may send it, what it asks, what is answered. One line here, one handler there. */
import * as z from 'zod';
import type { Step } from '#extension/standdown/evidence.ts';
import type { Observed } from '#extension/stats/numbers.ts';
import type { PageNumbers } from '#extension/stats/stats.tsx';
import type { RankingReceipt } from '#shared/contracts/learning.ts';
import { PageSnapshot } from '#shared/page.ts';
import type { RankerModel } from '#shared/ranking/model.ts';
import type { SealKey } from '#shared/ranking/seal.ts';
import { Around, Gathered } from './gathered.ts';
import type { Dock, Language, Link, Moment, Note, PlainWhy } from './note.ts';
import {
  Activation,
  Choices,
  type Consent,
  type DayCount,
  type Dismissed,
  DockKept,
  type Kept,
  type SeenPrices,
  type SentRequest,
  type TasteSignal,
  type Visit,
} from './storage.ts';

/** `page`: our content script in the top frame of a web page; `extension`: our own popup, welcome and options. */
export type From = 'page' | 'extension';
const ask = <F extends From, A extends z.ZodType>(from: F, schema: A): { from: F; ask: A } => ({ from, ask: schema });

const cardId = z.string().min(1).max(60);
const address = z.string().max(4096);
const site = z.string().min(1).max(255);
const nothing = z.strictObject({});
const here = {
  address,
  /** How the browser came here: the page before, and this page's address as it was loaded. */
  came: z.strictObject({ referrer: address, loaded: address }).optional(),
  /** The script that draws is already there. */
  canDraw: z.boolean(),
};

export const messages = {
  'page.read': ask(
    'page',
    z.strictObject({
      ...here,
      reader: z.string().max(40),
      snapshot: PageSnapshot.nullable(),
      why: z.string().max(60).nullable(),
    }),
  ),
  /** The same of the open web, where the background does the reading. */
  'page.survey': ask('page', z.strictObject({ ...here, page: Gathered, around: Around.nullable() })),
  'page.picture': ask('page', z.strictObject({ cardId })),
  'page.open': ask(
    'page',
    z.strictObject({ cardId, trusted: z.boolean(), clearMs: z.number().min(0), clearNow: z.boolean(), behind: z.boolean() }),
  ),
  'page.mark': ask('page', z.strictObject({ cardId, mark: z.enum(['kept', 'hidden', 'wrong']), on: z.boolean() })),
  'page.seen': ask('page', z.strictObject({ cardId })),
  'page.receipt': ask('page', z.strictObject({ cardId })),
  'activity.show': ask('extension', nothing),
  /** Without an entry: all of them. */
  'activity.forget': ask('extension', z.strictObject({ entry: z.strictObject({ at: z.int(), cardId }).optional() })),
  'activity.restore': ask('extension', z.strictObject({ entry: Activation })),
  'page.dock': ask('page', DockKept),
  'receipt.show': ask('extension', z.strictObject({ cardId })),
  'settings.get': ask('extension', nothing),
  'consent.answer': ask('extension', z.strictObject({ given: z.boolean() })),
  'choices.set': ask('extension', Choices.partial()),
  'site.set': ask('extension', z.strictObject({ site, on: z.boolean() })),
  'site.forget': ask('extension', z.strictObject({ site })),
  'tab.state': ask('extension', z.strictObject({ tabId: z.int(), address })),
  'tab.show': ask('extension', z.strictObject({ tabId: z.int() })),
  'device.show': ask('extension', nothing),
  'device.forget': ask(
    'extension',
    z.strictObject({
      what: z.enum(['sent', 'kept', 'dismissed', 'prices', 'taste', 'observed', 'everything']),
      productId: z.string().max(60).optional(),
    }),
  ),
} as const;

export type Name = keyof typeof messages;
export type FromOf<K extends Name> = (typeof messages)[K]['from'];
export type Ask<K extends Name> = z.output<(typeof messages)[K]['ask']>;

export interface Answers {
  'page.read': PageAnswer;
  'page.survey': PageAnswer | { kind: 'more'; around: string };
  'page.picture': { base64: string; type: string } | null;
  'page.open': { way: 'paid' | 'own' | 'plain'; why: PlainWhy | null };
  'page.mark': null;
  'page.seen': null;
  'page.receipt': null;
  'page.dock': null;
  'activity.show': ActivityShown;
  'activity.forget': null;
  'activity.restore': null;
  'receipt.show': { language: Language; locale: string; shown: ReceiptShown | null; decision: Activation | null };
  'settings.get': Settings;
  'consent.answer': Settings;
  'choices.set': Settings;
  'site.set': Settings;
  'site.forget': Settings;
  'tab.state': TabState;
  'tab.show': { shown: boolean };
  'device.show': Device;
  'device.forget': Device;
}

export interface NotesAnswer {
  kind: 'notes';
  /** The best match first, or in the person's own order. */
  notes: Note[];
  isPersonal: boolean;
  /** Null where the person did not ask for numbers, or the page shows none. */
  numbers: PageNumbers | null;
  /** Those that a note belongs to, in the order of the page. */
  moments: Moment[];
  /** Whose content it is, as the page names them. */
  author: string | null;
  /** The page is longer than what is read of it. */
  isPartial: boolean;
  language: Language;
  locale: string;
  model: string;
  dock: Dock;
}

export type PageAnswer =
  | NotesAnswer
  | { kind: 'none'; why: string }
  /** Gloss is off here: the content script leaves. */
  | { kind: 'leave' };

export interface ActivityShown {
  language: Language;
  locale: string;
  /** Newest first. */
  entries: Activation[];
  standing: StandingNow[];
  packs: string;
}
/** A merchant for which Gloss stands down now, as far as it saw. */
export interface StandingNow {
  site: string;
  network: string;
  since: number;
  until: number;
}

/** A receipt and what it takes to recompute it; `model` and `keys` are null where they could not be fetched, and `trouble` says why. */
export interface ReceiptShown {
  card: { id: string; title: string; merchant: string };
  receipt: RankingReceipt;
  /** As it was sent. */
  page: PageSnapshot;
  link: Link;
  model: RankerModel | null;
  keys: SealKey[] | null;
  trouble: string | null;
}

export interface Settings {
  consent: Consent | null;
  /** Consent to what is sent today, in this browser's own words too where it asks itself. */
  isAgreed: boolean;
  /** Of the creator who asked for their own figures and is signed in. */
  creator: string | null;
  choices: Choices;
  language: Language;
  locale: string;
  sites: { site: string; on: boolean; granted: boolean }[];
  workerOrigin: string;
  version: string;
  /** Version of the policy packs. */
  packs: string;
}

export type TabState =
  | { kind: 'no_site' }
  | { kind: 'not_agreed' }
  | { kind: 'notes_off' }
  | { kind: 'permission_missing'; site: string }
  | { kind: 'site_off'; site: string }
  | { kind: 'reading'; site: string }
  /** `creatorKnown`: of the page, who tagged nothing on it. */
  | { kind: 'unsupported'; site: string; why: string; creatorKnown?: true }
  | { kind: 'nothing'; site: string; why: string; creatorKnown?: true }
  | { kind: 'found'; site: string; notes: number }
  /** Whatever was found: every link here is plain until then. */
  | { kind: 'standing_down'; site: string; notes: number; network: string; until: number }
  | { kind: 'offline'; site: string }
  | { kind: 'refused'; site: string; why: string };

export interface Device {
  sent: SentRequest[];
  kept: Kept[];
  dismissed: Dismissed[];
  prices: SeenPrices[];
  counts: DayCount[];
  observed: Observed[];
  taste: TasteSignal[];
  visits: Visit[];
  activations: Activation[];
  arrivals: Step[];
}

/** From the background to the content script of a tab. */
export type Told = { gloss: 'leave' } | { gloss: 'show' };

export type Reply<T> = { ok: true; value: T } | { ok: false; code: string; message: string };
