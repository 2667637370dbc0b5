/**
 * Which version of the ranker judges, what each ranking leaves to be replayed, and what versions learn from: which cards were seen and opened,
 * told by those who agreed to tell it, without anything about who they are.
 */
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { cursorQuery, idOf, line, sha256, timeMs } from './fields.ts';

const weight = z.number().min(-1e6).max(1e6);
const values = z.array(z.number().min(0).max(1)).max(100);

/** See shared/ranking/model.ts. */
export const RankerModel = z.strictObject({
  form: z.literal(['ranker-1', 'ranker-2']),
  features: z.array(z.string().min(1).max(60)).min(1).max(100).readonly(),
  bias: weight,
  direct: z.array(weight).max(100).readonly(),
  units: z
    .array(z.strictObject({ bias: weight, weights: z.array(weight).max(100).readonly(), adds: weight }))
    .max(128)
    .readonly(),
  threshold: z.number().min(0).max(1),
});

/**
 * What a card set leaves to be replayed: which version judged, every product that reached its threshold with the values it was judged by, and which
 * of them became cards. Made before any terms are read; nothing in it is about money or about who asked.
 */
export const RankingReceipt = z.strictObject({
  /** 1: the hash of the candidates is also over the values of those below the threshold. */
  form: z.literal([1, 2]),
  madeAt: timeMs,
  /** SHA-256 of the version of the ranker: `GET /v1/learning/versions/{version}` is that version. */
  model: sha256,
  /** Of what follows after the scores: order, variants, series. */
  rules: z.string().max(40),
  encoder: z.string().max(100),
  /** SHA-256 of the page as it was sent, in the one spelling of shared/book/canonical.ts. */
  pageHash: sha256,
  /** SHA-256 of the ids of all candidates, those below the threshold too. */
  candidatesHash: sha256,
  candidates: z.int().min(0).max(1000),
  threshold: z.number().min(0).max(1),
  cardsMax: z.int().min(1).max(100),
  /** The best first. `passed`: there was room, but it is a variant of another one, the page means the other model of a series, or it is tagged. */
  contenders: z
    .array(
      z.strictObject({
        id: idOf('prd'),
        score: z.number().min(0).max(1),
        values,
        passed: z.strictObject({ because: z.enum(['variant_of', 'mistaken_for', 'tagged']), other: z.int().min(0).max(1000) }).optional(),
      }),
    )
    .max(1000),
  /** In their order; `card` is null when the product was gone before its card was made. */
  cards: z.array(z.strictObject({ card: idOf('car').nullable(), contender: z.int().min(0).max(1000) })).max(100),
  /** What the page's creator tagged, in their order: these cards stand before the others and leave them so many places less. Left out: nothing. */
  tagged: z
    .array(z.strictObject({ card: idOf('car').nullable(), id: idOf('prd'), score: z.number().min(0).max(1), values }))
    .min(1)
    .max(100)
    .optional(),
  /** What is often bought with products of the cards: these cards stand after them, in places that they left, and no score or place follows from it. */
  companions: z
    .strictObject({
      /** SHA-256 of the artefact's manifest. */
      artefact: sha256,
      /** The products they follow from, the one that counts most last. */
      history: z.array(idOf('prd')).min(1).max(100),
      /** Scores have no unit: their order counts. */
      cards: z
        .array(z.strictObject({ card: idOf('car').nullable(), id: idOf('prd'), score: z.number().min(-1e9).max(1e9) }))
        .min(1)
        .max(12),
    })
    .optional(),
  /** SHA-256 of the content's one name and whose it is, where its creator is known here: what is told of the cards counts for that content. */
  content: z.strictObject({ key: sha256, creator: idOf('crt') }).optional(),
  /** Ed25519 over all of the above; the keys are at `GET /v1/learning/keys`. */
  seal: z.strictObject({ key: z.string().max(8), signature: z.string().max(100) }),
});
export type RankingReceipt = z.output<typeof RankingReceipt>;

export const listSealKeys = endpoint({
  method: 'get',
  path: '/v1/learning/keys',
  summary: 'The public halves of the keys that seal receipts of rankings, the newest first (Ed25519, base64url).',
  callers: ['anyone'],
  answer: z.strictObject({ keys: z.array(z.strictObject({ key: z.string(), publicKey: z.string() })) }),
});

export const versionOrigins = ['shipped', 'nightly', 'uploaded'] as const;
const metrics = z.record(z.string(), z.union([z.number(), z.string(), z.array(z.number())]));
const Version = z.strictObject({
  id: sha256,
  origin: z.enum(versionOrigins),
  madeAt: timeMs,
  note: z.string(),
  metrics,
  isInForce: z.boolean(),
});
export type Version = z.output<typeof Version>;

export const getVersion = endpoint({
  method: 'get',
  path: '/v1/learning/versions/{version}',
  summary: 'One version of the ranker. It is named by the hash of itself and never changes, so that old receipts replay.',
  callers: ['anyone'],
  params: z.strictObject({ version: sha256 }),
  answer: z.strictObject({ model: RankerModel }),
  refusals: ['not_found'],
});

export const listVersions = endpoint({
  method: 'get',
  path: '/v1/learning/versions',
  summary: 'All versions of the ranker, the newest first, and which of them were in force since when, by whom and why.',
  callers: ['operator'],
  answer: z.strictObject({
    versions: z.array(Version),
    inForce: z.array(z.strictObject({ version: sha256, from: timeMs, by: z.string(), reason: z.string() })),
  }),
});

export const addVersion = endpoint({
  method: 'post',
  path: '/v1/learning/versions',
  summary: 'Keeps a version made elsewhere; it serves once it is put in force. The same version again changes nothing.',
  callers: ['operator'],
  body: z.strictObject({ model: RankerModel, note: line(300) }),
  answer: Version,
  refusals: ['unprocessable', 'conflict'],
  bodyBytesMax: 1024 * 1024,
});

export const useVersion = endpoint({
  method: 'put',
  path: '/v1/learning/in-force',
  summary: 'Puts a version in force, an older one too: from the next recommendations on, at most two seconds later, it judges.',
  callers: ['operator'],
  body: z.strictObject({ version: sha256, reason: line(300) }),
  answer: Version,
  refusals: ['not_found', 'unprocessable'],
});

export const eventCardsMax = 12;
const cardIds = z.array(idOf('car')).max(eventCardsMax);

export const tellEvents = endpoint({
  method: 'post',
  path: '/v1/learning/events',
  summary:
    'Which cards of a set were seen (half of them in view for a second) and opened. Taken only with the sealed receipt of the set, for a day, each card once. Nothing is kept about who tells it.',
  callers: ['anyone'],
  body: z.strictObject({ receipt: RankingReceipt, seen: cardIds, opened: cardIds }),
  answer: z.strictObject({ taken: z.int() }),
  refusals: ['unprocessable', 'gone', 'rate_limited', 'too_large'],
});

/** One card that was seen. The day and the place are all there is beside what the scorer saw of it. */
const LearningEvent = z.strictObject({
  /** Days since 1970-01-01 UTC. */
  day: z.int(),
  model: sha256,
  features: z.array(z.string()),
  values,
  /** 0 is the first. */
  place: z.int(),
  clicked: z.boolean(),
  ordered: z.boolean(),
});
export type LearningEvent = z.output<typeof LearningEvent>;

export const listEvents = endpoint({
  method: 'get',
  path: '/v1/learning/events',
  summary: 'What versions learn from, oldest first.',
  callers: ['operator'],
  query: z.strictObject({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(1000).default(500) }),
  answer: z.strictObject({ events: z.array(LearningEvent), next: z.string().nullable() }),
});

/** What a training asks for before its version replaces the one in force. */
export const judging = {
  /** Fewer shown cards or opened ones among the held-out say nothing. */
  shownMin: 500,
  heldOutOpenedMin: 20,
  /** The held-out loss must fall by this share, and by this many standard errors. */
  gainMin: 0.01,
  standardErrorsMin: 2,
} as const;

export const attemptOutcomes = ['replaced', 'kept', 'too_few', 'failed'] as const;
const Attempt = z.strictObject({
  id: z.string(),
  at: timeMs,
  outcome: z.enum(attemptOutcomes),
  /** In force when it began. */
  base: sha256,
  /** What was trained, where training came so far. */
  candidate: sha256.nullable(),
  metrics,
});
export type Attempt = z.output<typeof Attempt>;

export const listAttempts = endpoint({
  method: 'get',
  path: '/v1/learning/attempts',
  summary:
    'Every nightly training, the newest first: what it learnt from, what it measured, and whether its version replaced the one before.',
  callers: ['operator'],
  query: cursorQuery,
  answer: z.strictObject({ attempts: z.array(Attempt), next: z.string().nullable() }),
});

export const attemptNow = endpoint({
  method: 'post',
  path: '/v1/learning/attempts',
  summary: 'Trains now, as every night: the version in force stays unless the new one is better on held-out events.',
  callers: ['operator'],
  answer: Attempt,
  refusals: ['rate_limited'],
});
