/** Cards for a page: first what its creator tagged on it, then organic ones, ranked without seeing money, then what is often bought with those. The paid link of a card is made after the order of cards is fixed. */
import * as z from 'zod';
import { PageFacts } from '../page.ts';
import { Benefit } from './books.ts';
import { availabilities } from './catalogue.ts';
import { endpoint } from './endpoint.ts';
import { bps, currency, httpsUrl, idOf, line, minor, sha256, timeMs } from './fields.ts';
import { RankingReceipt } from './learning.ts';
import { noteLengthMax, TaggableProduct } from './tags.ts';

export const cardsMax = 12;

/** Why a card is here, strongest first; the extension has the words. */
export const cardReasons = [
  'tagged_by_creator',
  'gtin_on_page',
  'linked_on_page',
  'named_on_page',
  'similar_text',
  /** The page is not about it: it is often bought with products of the cards before it. The only reason of its card. */
  'bought_together',
] as const;

export const Offer = z.strictObject({
  benefit: Benefit,
  /** Who earns when this card's link is used. */
  earner: z.strictObject({ id: idOf('crt'), name: z.string() }),
  rateBps: bps,
  /** In place of the share. */
  flat: z.strictObject({ amountMinor: minor, currency, per: z.enum(['order', 'piece']) }).optional(),
  /** The paid link: only after a trusted click on this very card, by someone who chose to support creators. */
  clickUrl: httpsUrl,
  expiresAt: timeMs,
});

export const Card = z.strictObject({
  id: idOf('car'),
  product: z.strictObject({
    id: idOf('prd'),
    title: z.string(),
    maker: z.string().optional(),
    merchant: z.string(),
    imageUrl: httpsUrl.optional(),
    price: z.strictObject({ amountMinor: minor, currency, asOf: timeMs }).nullable(),
    availability: z.enum(availabilities),
    /** Where it stands in the encoder's space: 64 signed bytes in base64, the same for everybody. For the order on a person's own device. */
    place: z.strictObject({ space: z.string().max(60), bytes: z.string().max(120) }).optional(),
    /** The plain link: no code, nobody earns. */
    url: httpsUrl,
  }),
  /** 0 to 1: how sure the scorer is that the content is about this product; 0 for what is only bought together with others. */
  score: z.number().min(0).max(1),
  reasons: z.array(z.enum(cardReasons)).min(1),
  /** What the page's creator said when tagging it; only with the reason `tagged_by_creator`. */
  tag: z.strictObject({ atSeconds: z.int().min(0).optional(), note: z.string().max(noteLengthMax).optional() }).optional(),
  /** Who paid for this card's place; left out where the ranking gave it. */
  boostedBy: z.string().max(300).optional(),
  /** null: nobody earns, the card is a plain link. */
  offer: Offer.nullable(),
  /** Named values of the scorer, when asked to explain. */
  features: z.record(z.string(), z.number()).optional(),
});
export type Card = z.output<typeof Card>;

export const CardSet = z.strictObject({
  cards: z.array(Card).max(cardsMax),
  /** Why there is none. */
  nothing: z.enum(['no_match', 'empty_catalogue', 'no_words']).nullable(),
  receipt: RankingReceipt,
});
export type CardSet = z.output<typeof CardSet>;

export const recommendCards = endpoint({
  method: 'post',
  path: '/v1/recommend/cards',
  summary: 'Products that this page talks about, best first, or nothing. Keeps nothing about who asks.',
  callers: ['anyone'],
  body: z.strictObject({
    page: PageFacts,
    cardsMax: z.int().min(1).max(cardsMax).default(4),
    explain: z.boolean().default(false),
  }),
  answer: CardSet,
  refusals: ['rate_limited', 'too_large'],
});

export const searchProducts = endpoint({
  method: 'get',
  path: '/v1/recommend/products',
  summary:
    'Products by words, or by the address of their page, for a creator who looks for one to tag: each with its programme, the terms as they stand and its market. What is paid has no part in their order.',
  callers: ['creator'],
  query: z.strictObject({ q: line(300), limit: z.coerce.number().int().min(1).max(20).default(10) }),
  answer: z.strictObject({ products: z.array(TaggableProduct) }),
});

/** What of the artefact in force serves: `nothing` when none is in force, or none of it can be read. */
export const companionsServing = ['both', 'counts only', 'network only', 'nothing'] as const;

const KeptState = z.enum(['loaded', 'missing', 'damaged', 'not_loaded']);

export const recommendHealth = endpoint({
  method: 'get',
  path: '/v1/recommend/health',
  summary:
    'Which model ranks here, on what it runs, and how far it has followed the catalogue. `not_loaded` until the first page is asked about.',
  callers: ['anyone'],
  answer: z.strictObject({
    /** The version in force, see `GET /v1/learning/versions/{version}`. */
    model: z.string(),
    /** `chosen`: put in force by hand or by night; `shipped`: nobody chose one; `fallback`: the chosen one cannot be read here, the shipped one serves. */
    modelIs: z.enum(['shipped', 'chosen', 'fallback']),
    encoder: z.string(),
    /** What runs the version's network. `plain`: TensorFlow.js did not start here, did not agree to the last bit, or the version is of an older form. */
    network: z.enum(['tensorflow', 'plain', 'not_loaded']),
    /** What compares vectors: our own kernel, or plain JavaScript where wasm cannot start. */
    scan: z.enum(['kernel', 'plain', 'not_loaded']),
    products: z.int(),
    revision: z.int(),
    /** The index as it was kept between starts. `missing` and `damaged` until it is made anew; without `vectors` words alone find products. */
    kept: z.strictObject({ words: KeptState, vectors: KeptState }),
    /** Everything in the catalogue is in the index, as far as it was looked. */
    isComplete: z.boolean(),
    /** Which artefact says what is often bought together, what of it serves here, and why not all of it. `nothing` without a reason: none is in force. */
    companions: z.strictObject({ artefact: sha256.nullable(), serves: z.enum(companionsServing), reason: z.string().nullable() }),
  }),
});
