/** Webhooks out: who wants to hear what happened, and what became of each telling. */
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { cursorQuery, httpsUrl, idOf, timeMs } from './fields.ts';

/** What happened, in the past tense. Who may hear what is told by the two lists below. */
export const eventTypes = [
  'order.credited',
  'order.not_credited',
  'commission.held',
  'commission.released',
  'commission.reversed',
  'commission.rejected',
  'payout.paid',
  'payout.failed',
  'terms.changed',
  'terms.cut_announced',
  'terms.cut_near',
] as const;
export type EventType = (typeof eventTypes)[number];

export const eventTypesOf = {
  brand: eventTypes,
  creator: eventTypes.filter((type) => !type.startsWith('order.')),
} as const satisfies Record<'brand' | 'creator', readonly EventType[]>;

/** Goes to one endpoint, when somebody asks for it, whatever it has chosen to hear. */
export const testEventType = 'endpoint.tested';

export const endpointsMax = 10;
/** Of deliveries and their attempts; what still waits is kept. */
export const logDays = 30;
/** How long a secret still signs after a new one was made. */
export const overlapHours = 24;
/** An endpoint that took nothing for so long, and gave up a message, is switched off. */
export const failingDays = 5;

/** `off` by its owner; `failing` after days without success; `gone` after it answered 410. */
export const endpointStates = ['on', 'off', 'failing', 'gone'] as const;
export type EndpointState = (typeof endpointStates)[number];

export const HookEndpoint = z.strictObject({
  id: idOf('hok'),
  url: z.string(),
  eventTypes: z.array(z.enum(eventTypes)),
  state: z.enum(endpointStates),
  stateAt: timeMs,
  createdAt: timeMs,
  secretVersion: z.int(),
  /** Until then the secret before signs too; null when only one does. */
  overlapUntil: timeMs.nullable(),
  /** Of the log, by state. */
  counts: z.strictObject({ waiting: z.int(), delivered: z.int(), failed: z.int() }),
  /** The endpoint asked for patience until then. */
  pausedUntil: timeMs.nullable(),
});
export type HookEndpoint = z.output<typeof HookEndpoint>;

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why an attempt did not succeed. `off`: it was never tried, because the endpoint was off; `too_many` waited already. */
export const attemptProblems = ['status', 'redirect', 'timeout', 'unreachable', 'not_allowed', 'off', 'too_many'] as const;
export type AttemptProblem = (typeof attemptProblems)[number];

export const Delivery = z.strictObject({
  /** The `webhook-id`: the same at every attempt. */
  eventId: idOf('evt'),
  type: z.enum([...eventTypes, testEventType]),
  happenedAt: timeMs,
  madeAt: timeMs,
  state: z.enum(deliveryStates),
  attempts: z.int(),
  nextAt: timeMs.nullable(),
  lastStatus: z.int().nullable(),
  lastProblem: z.enum(attemptProblems).nullable(),
  lastAt: timeMs.nullable(),
});
export type Delivery = z.output<typeof Delivery>;

export const Attempt = z.strictObject({
  number: z.int(),
  at: timeMs,
  durationMs: z.int(),
  status: z.int().nullable(),
  problem: z.enum(attemptProblems).nullable(),
  /** As they were sent; null when nothing was. */
  headers: z.record(z.string(), z.string()).nullable(),
  /** How the answer began. */
  answer: z.string(),
});
export type Attempt = z.output<typeof Attempt>;

const ofEndpoint = z.strictObject({ endpointId: idOf('hok') });
const ofDelivery = z.strictObject({ endpointId: idOf('hok'), eventId: idOf('evt') });
const chosen = z.array(z.enum(eventTypes)).min(1).max(eventTypes.length);
const tenants = { callers: ['brand', 'creator'], refusals: ['not_found'] } as const;
const changing = { callers: ['brand', 'creator'], roles: ['owner', 'admin'] } as const;
const WithSecret = z.strictObject({ endpoint: HookEndpoint, secret: z.string() });

export const addEndpoint = endpoint({
  ...changing,
  method: 'post',
  path: '/v1/webhooks/endpoints',
  summary:
    'Adds an address that hears what happens (Standard Webhooks). A brand’s must be on one of its verified domains. The signing secret is in this answer.',
  body: z.strictObject({ url: httpsUrl, eventTypes: chosen }),
  answer: WithSecret,
  refusals: ['conflict', 'unprocessable'],
});

export const listEndpoints = endpoint({
  callers: ['brand', 'creator'],
  method: 'get',
  path: '/v1/webhooks/endpoints',
  summary: 'The addresses that hear what happens, each with its state and how its log stands.',
  answer: z.strictObject({ endpoints: z.array(HookEndpoint).max(endpointsMax) }),
});

export const changeEndpoint = endpoint({
  ...changing,
  method: 'put',
  path: '/v1/webhooks/endpoints/{endpointId}',
  summary: 'Changes where it is and what it hears. What waits goes to the new address.',
  params: ofEndpoint,
  body: z.strictObject({ url: httpsUrl, eventTypes: chosen }),
  answer: HookEndpoint,
  refusals: ['not_found', 'conflict', 'unprocessable'],
});

export const switchEndpoint = endpoint({
  ...changing,
  method: 'post',
  path: '/v1/webhooks/endpoints/{endpointId}/switch',
  summary: 'Switches it on or off. While it is off, what happens is kept in its log as failed, and can be replayed.',
  params: ofEndpoint,
  body: z.strictObject({ to: z.enum(['on', 'off']) }),
  answer: HookEndpoint,
  refusals: ['not_found'],
});

export const rotateSecret = endpoint({
  ...changing,
  method: 'post',
  path: '/v1/webhooks/endpoints/{endpointId}/rotate',
  summary: 'Makes a new signing secret, which is in this answer. For 24 hours both sign.',
  params: ofEndpoint,
  answer: WithSecret,
  refusals: ['not_found'],
});

export const removeEndpoint = endpoint({
  ...changing,
  method: 'delete',
  path: '/v1/webhooks/endpoints/{endpointId}',
  summary: 'Removes it with its log.',
  params: ofEndpoint,
  answer: z.strictObject({ removed: z.literal(true) }),
  refusals: ['not_found'],
});

export const sendTest = endpoint({
  ...changing,
  method: 'post',
  path: '/v1/webhooks/endpoints/{endpointId}/test',
  summary: 'Sends an `endpoint.tested` now and answers with what became of the first attempt, or after 5 s.',
  params: ofEndpoint,
  answer: Delivery,
  refusals: ['not_found', 'conflict', 'rate_limited'],
});

export const listDeliveries = endpoint({
  ...tenants,
  method: 'get',
  path: '/v1/webhooks/endpoints/{endpointId}/deliveries',
  summary: 'The log of one endpoint, newest first.',
  params: ofEndpoint,
  query: cursorQuery.extend({ state: z.enum(deliveryStates).optional() }),
  answer: z.strictObject({ deliveries: z.array(Delivery), next: z.string().nullable() }),
});

export const getDelivery = endpoint({
  ...tenants,
  method: 'get',
  path: '/v1/webhooks/endpoints/{endpointId}/deliveries/{eventId}',
  summary: 'One delivery: the body, and each attempt with the headers as they were sent.',
  params: ofDelivery,
  answer: z.strictObject({ delivery: Delivery, body: z.string(), attempts: z.array(Attempt) }),
});

export const replayDelivery = endpoint({
  ...changing,
  method: 'post',
  path: '/v1/webhooks/endpoints/{endpointId}/deliveries/{eventId}/replay',
  summary: 'Sends it again now, under the same id, and begins its schedule anew.',
  params: ofDelivery,
  answer: Delivery,
  refusals: ['not_found', 'conflict', 'rate_limited'],
});

export const replayFailed = endpoint({
  ...changing,
  method: 'post',
  path: '/v1/webhooks/endpoints/{endpointId}/replay',
  summary: 'Sends again whatever failed and was made since then, each under its own id.',
  params: ofEndpoint,
  body: z.strictObject({ since: timeMs }),
  answer: z.strictObject({ replayed: z.int() }),
  refusals: ['not_found', 'conflict', 'rate_limited'],
});
