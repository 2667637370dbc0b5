/**
 * What stays on this device. One item each: a key, a schema, a start value, and every older form with an example and the step to the
 * next, so that whatever an older version stored is walked to today's form. What cannot be read becomes the start value again.
 */
import * as z from 'zod';
import type { Step } from '#extension/standdown/evidence.ts';
import { observedMax } from '#extension/stats/numbers.ts';
import { contentKeyLengthMax } from '#shared/content-key.ts';
import { Benefit } from '#shared/contracts/books.ts';
import { idOf } from '#shared/contracts/fields.ts';
import { RankingReceipt } from '#shared/contracts/learning.ts';
import { CardSet } from '#shared/contracts/recommend.ts';
import { PageSnapshot, PublicCounts } from '#shared/page.ts';
import { platforms } from '#shared/platforms.ts';
import { entriesMax, prefixLength } from '#shared/presence.ts';
import { type Dock, plainWhys } from './note.ts';
import type { Sites } from './sites.ts';

z.config({ jitless: true });

interface OldForm {
  example: unknown;
  next: (old: unknown) => unknown;
}
export interface Item<T> {
  key: string;
  /** `local` stays until erased; `session` is gone when the browser closes. */
  area: 'local' | 'session';
  schema: z.ZodType<T>;
  start: T;
  /** was[0] is version 1 and leads to version 2; today's version is the number of old forms plus one. */
  was: readonly OldForm[];
}

const item = <T>(area: 'local' | 'session', key: string, schema: z.ZodType<T>, start: T, was: readonly OldForm[] = []): Item<T> => ({
  key,
  area,
  schema,
  start,
  was,
});
const time = z.int().min(0);
const words = (max: number) => z.string().max(max);

/** Raised whenever more is sent than the words of consent said; everybody is asked again. */
export const consentVersion = 3;
export const Consent = z.strictObject({ version: z.int(), answer: z.enum(['given', 'refused']), at: time });
export type Consent = z.output<typeof Consent>;

export const Choices = z.strictObject({
  notes: z.boolean(),
  /** Paid links may be used, so that creators earn. Off until someone chooses it. */
  support: z.boolean(),
  /** Which cards were seen and opened may be told, without anything about the person. Off until someone chooses it. */
  learn: z.boolean(),
  /** Cards are put in this person's order, on this device. Off until someone chooses it. */
  personal: z.boolean(),
  /** The numbers of a page are shown with it. Off until someone chooses it. */
  stats: z.boolean(),
  /** The person is a creator and wants their own figures beside their own contents: asked for with their sign-in. Off until someone chooses it. */
  own: z.boolean(),
  language: z.enum(['auto', 'en', 'zh-CN']),
  labels: z.enum(['auto', 'earning', 'always']),
});
export type Choices = z.output<typeof Choices>;

export const SentRequest = z.strictObject({ at: time, site: words(255), path: words(200), body: z.unknown(), answer: words(60) });
export type SentRequest = z.output<typeof SentRequest>;
export const sentMax = 50;

export const Kept = z.strictObject({
  productId: words(40),
  title: words(300),
  merchant: words(300),
  url: words(2048),
  price: z.strictObject({ amountMinor: z.int(), currency: words(3), asOf: time }).nullable(),
  at: time,
});
export type Kept = z.output<typeof Kept>;
export const keptMax = 200;

export const Dismissed = z.strictObject({
  productId: words(40),
  title: words(300),
  why: z.enum(['hidden', 'wrong']),
  /** Wrong matches are wrong for one page; hidden products stay away everywhere. */
  page: words(2048).nullable(),
  at: time,
});
export type Dismissed = z.output<typeof Dismissed>;
export const dismissedMax = 500;

/** What tells a taste: a product that was opened, kept, bought or hidden, and where it stands in the encoder's space. Never sent. */
export const TasteSignal = z.strictObject({
  productId: words(40),
  title: words(300),
  kind: z.enum(['opened', 'kept', 'bought', 'hidden']),
  at: time,
  space: words(60),
  bytes: words(120),
});
export type TasteSignal = z.output<typeof TasteSignal>;
export const tasteMax = 200;
/** Prices of one product in one currency, the oldest first: each with the time for which the shop stated it. */
export const SeenPrices = z.strictObject({
  productId: words(40),
  title: words(300),
  merchant: words(300),
  currency: words(3),
  seen: z.array(z.strictObject({ at: time, amountMinor: z.int() })),
});
export type SeenPrices = z.output<typeof SeenPrices>;
export const pricedProductsMax = 200;
export const pricesSeenMax = 60;
export const pricesKeptDays = 90;

export const DockKept = z.strictObject({ side: z.enum(['auto', 'left', 'right']), isSmall: z.boolean() });

/** Public numbers of contents as they were at each look, for how fast they grow: see extension/stats/numbers.ts. */
export const Observed = z.strictObject({
  key: words(contentKeyLengthMax),
  looks: z.array(z.strictObject({ at: time, counts: PublicCounts })).max(observedMax.looks),
});

/** Who is signed in at the worker in this browser, as it was told; null for nobody, or nobody who creates. */
export const Creator = z.strictObject({
  at: time,
  creator: z
    .strictObject({ name: words(300), handles: z.array(z.strictObject({ platform: z.enum(platforms), handle: words(300) })) })
    .nullable(),
});

export const DayCount = z.strictObject({ day: words(10), seen: z.int(), opened: z.int() });
export type DayCount = z.output<typeof DayCount>;
export const countDaysMax = 30;

/** What a look-up by four digits told of a page. */
export const Presence = z.strictObject({
  /** Its creator tagged products on it. */
  tagged: z.boolean(),
  /** Its creator is known. */
  creator: z.boolean(),
});
export type Presence = z.output<typeof Presence>;

/** What Gloss knows of one tab now. */
export const Visit = z.strictObject({
  at: time,
  address: words(4096),
  site: words(255),
  reader: words(40),
  snapshot: PageSnapshot.nullable(),
  /** Why there are no cards: the reader's word, the ranking's, or the refusal's. */
  why: words(60).nullable(),
  set: CardSet.nullable(),
  askedAt: time,
  /** Left out where nothing was looked up. */
  presence: Presence.optional(),
});
export type Visit = z.output<typeof Visit>;

export const Answered = z.strictObject({ key: z.string(), at: time, set: CardSet });
export type Answered = z.output<typeof Answered>;
export const answersMax = 20;

/** How this person came to the sites where Gloss is on: the input of stand-down. */
export const Arrival: z.ZodType<Step> = z.strictObject({
  address: words(4096),
  at: time,
  via: z.array(words(4096)).max(4).optional(),
  did: z.enum(['opened', 'offered']).optional(),
});

/** Cards that were seen or opened and that the worker has not been told of. */
export const Untold = z.strictObject({
  at: time,
  site: words(255),
  receipt: RankingReceipt,
  seen: z.array(idOf('car')),
  opened: z.array(idOf('car')),
});
export type Untold = z.output<typeof Untold>;
export const untoldMax = 10;

const Reason = z.union([
  z.strictObject({
    why: z.enum(['standing_down', 'referrer', 'prompted']),
    pack: words(40),
    network: words(100),
    since: time,
    until: time,
  }),
  z.strictObject({ why: z.literal('never'), merchant: words(100) }),
  z.strictObject({ why: z.enum(['children', 'no_click', 'untrusted', 'covered', 'not_seen']) }),
]);
const Action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('click'), trusted: z.boolean(), clearMs: z.number().min(0), clearNow: z.boolean() }),
]);

/** One opened card: what was decided and by what, so that it can be decided again. */
export const Activation = z.strictObject({
  at: time,
  cardId: words(60),
  productId: words(60),
  title: words(300),
  merchant: words(300),
  /** Where the card stood. */
  site: words(255),
  way: z.enum(['paid', 'own', 'plain']),
  why: z.enum(plainWhys).nullable(),
  benefit: Benefit.nullable(),
  earner: words(300).nullable(),
  /** The seal of the ranking that the card came from. */
  receipt: words(200).nullable(),
  /** Version of the policy packs. */
  packs: words(40),
  evidence: z.strictObject({ chain: z.array(Arrival).max(400), from: words(4096), to: words(4096), action: Action, now: time }),
  verdict: z.strictObject({ earn: z.boolean(), reasons: z.array(Reason), until: time.nullable() }),
});
export type Activation = z.output<typeof Activation>;
export const activationsMax = 500;

/** A bucket of a presence look-up, as it was answered. */
export const KnownBucket = z.strictObject({
  prefix: words(prefixLength),
  at: time,
  day: words(10),
  entries: z.array(words(64)).max(entriesMax),
});
export type KnownBucket = z.output<typeof KnownBucket>;
export const knownBucketsMax = 40;

export const items = {
  consent: item<Consent | null>('local', 'consent', Consent.nullable(), null),
  choices: item<Choices>(
    'local',
    'choices',
    Choices,
    { notes: true, support: false, learn: false, personal: false, stats: false, own: false, language: 'auto', labels: 'auto' },
    [
      {
        example: { notes: true, support: true, language: 'zh-CN', labels: 'always' },
        next: (old) => ({ ...(old as object), learn: false }),
      },
      {
        example: { notes: true, support: true, learn: true, language: 'zh-CN', labels: 'always' },
        next: (old) => ({ ...(old as object), personal: false }),
      },
      {
        example: { notes: true, support: true, learn: true, personal: true, language: 'zh-CN', labels: 'always' },
        next: (old) => ({ ...(old as object), stats: false }),
      },
      {
        example: { notes: true, support: true, learn: true, personal: true, stats: true, language: 'zh-CN', labels: 'always' },
        next: (old) => ({ ...(old as object), own: false }),
      },
    ],
  ),
  sites: item<Sites>('local', 'sites', z.record(z.string(), z.strictObject({ on: z.boolean(), at: time })), {}),
  sent: item<SentRequest[]>('local', 'sent', z.array(SentRequest), []),
  kept: item<Kept[]>('local', 'kept', z.array(Kept), []),
  dismissed: item<Dismissed[]>('local', 'dismissed', z.array(Dismissed), []),
  taste: item<TasteSignal[]>('local', 'taste', z.array(TasteSignal), []),
  prices: item<SeenPrices[]>('local', 'prices', z.array(SeenPrices), []),
  dock: item<Dock>('local', 'dock', DockKept, { side: 'auto', isSmall: false }),
  observed: item<z.output<typeof Observed>[]>('local', 'observed', z.array(Observed), []),
  creator: item<z.output<typeof Creator> | null>('local', 'creator', Creator.nullable(), null),
  counts: item<DayCount[]>('local', 'counts', z.array(DayCount), []),
  visits: item<Record<string, Visit>>('session', 'visits', z.record(z.string(), Visit), {}),
  buckets: item<KnownBucket[]>('session', 'buckets', z.array(KnownBucket), []),
  answers: item<Answered[]>('session', 'answers', z.array(Answered), []),
  untold: item<Untold[]>('session', 'untold', z.array(Untold), []),
  activations: item<Activation[]>('local', 'activations', z.array(Activation), []),
  /** Outlasts the browser's closing, because stand-down does. */
  arrivals: item<Step[]>('local', 'arrivals', z.array(Arrival), []),
} as const;

/** A stored value, walked to today's form; undefined when it is not what any version wrote. */
export function readStored<T>(of: Item<T>, stored: unknown): T | undefined {
  const parsed = z.strictObject({ version: z.int().min(1), value: z.unknown() }).safeParse(stored);
  if (!parsed.success || parsed.data.version > of.was.length + 1) return undefined;
  const walked = of.was.slice(parsed.data.version - 1).reduce<unknown>((value, form) => form.next(value), parsed.data.value);
  const today = of.schema.safeParse(walked);
  return today.success ? today.data : undefined;
}

export const writeStored = <T>(of: Item<T>, value: T): unknown => ({ version: of.was.length + 1, value });
