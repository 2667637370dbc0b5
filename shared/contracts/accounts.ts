/** Who there is: creators and brands, their people, sessions, keys, verified handles and domains. */
import * as z from 'zod';
import { platforms } from '../platforms.ts';
import { endpoint, roles, scopes } from './endpoint.ts';
import { cursorQuery, httpsUrl, idOf, line, timeMs } from './fields.ts';

export const tenantKinds = ['creator', 'brand', 'operator'] as const;
export type TenantKind = (typeof tenantKinds)[number];

/** `link` is there only on one machine (ENVIRONMENT local or test), where no mail is sent; never in production. */
const LinkSent = z.strictObject({ sent: z.literal(true), link: z.string().optional() });

export const signUp = endpoint({
  method: 'post',
  path: '/v1/accounts/sign-up',
  summary: 'Opens a creator or a brand and sends its first person a one-time sign-in link. The answer is the same for a known address.',
  callers: ['anyone'],
  body: z.strictObject({ kind: z.enum(['creator', 'brand']), name: line(100), email: z.email().max(200) }),
  answer: LinkSent,
  refusals: ['rate_limited', 'unavailable'],
});

export const requestSignIn = endpoint({
  method: 'post',
  path: '/v1/accounts/sign-in/request',
  summary: 'Sends a one-time sign-in link (15 minutes). The answer is the same whether the address is known or not.',
  callers: ['anyone'],
  body: z.strictObject({ email: z.email().max(200) }),
  answer: LinkSent,
  refusals: ['rate_limited', 'unavailable'],
});

export const confirmSignIn = endpoint({
  method: 'post',
  path: '/v1/accounts/sign-in/confirm',
  summary:
    'Spends the one-time code of a link and opens a session (cookie). By POST, because mail scanners follow links; in the browser that asked for it.',
  callers: ['anyone'],
  body: z.strictObject({ code: z.string().min(20).max(100) }),
  answer: z.strictObject({ signedIn: z.literal(true), tenant: z.enum(tenantKinds) }),
  refusals: ['gone', 'forbidden', 'rate_limited'],
});

export const signOut = endpoint({
  method: 'post',
  path: '/v1/accounts/sign-out',
  summary: 'Ends this session.',
  callers: ['signed_in'],
  answer: z.strictObject({ signedOut: z.literal(true) }),
});

export const Handle = z.strictObject({
  id: idOf('han'),
  platform: z.enum(platforms),
  handle: z.string(),
  /** Put this text where `evidence` says, then verify. */
  code: z.string(),
  evidence: z.string(),
  verifiedAt: timeMs.nullable(),
});
export type Handle = z.output<typeof Handle>;
export const Domain = z.strictObject({
  id: idOf('dom'),
  host: z.string(),
  code: z.string(),
  evidence: z.string(),
  verifiedAt: timeMs.nullable(),
});
export type Domain = z.output<typeof Domain>;
export const Me = z.strictObject({
  user: z.strictObject({ id: idOf('usr'), email: z.string() }),
  tenant: z.strictObject({ kind: z.enum(tenantKinds), id: z.string(), name: z.string() }),
  role: z.enum(roles),
  handles: z.array(Handle),
  domains: z.array(Domain),
});
export type Me = z.output<typeof Me>;

export const getMe = endpoint({
  method: 'get',
  path: '/v1/accounts/me',
  summary: 'Who is signed in, for whom, with which verified handles (creator) or domains (brand).',
  callers: ['signed_in'],
  answer: Me,
});

export const addHandle = endpoint({
  method: 'post',
  path: '/v1/accounts/handles',
  summary: 'Claims a handle on a platform. It counts once verified.',
  callers: ['creator'],
  roles: ['owner', 'admin'],
  body: z.strictObject({ platform: z.enum(platforms), handle: line(100) }),
  answer: Handle,
  refusals: ['conflict', 'unprocessable'],
});

export const verifyHandle = endpoint({
  method: 'post',
  path: '/v1/accounts/handles/{handleId}/verify',
  summary: 'Looks for the code at the place of evidence. Handles of platform `web` are verified by https://<host>/.well-known/gloss.txt.',
  callers: ['creator'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ handleId: idOf('han') }),
  answer: Handle,
  refusals: ['not_found', 'unprocessable', 'conflict'],
});

export const approveHandle = endpoint({
  method: 'post',
  path: '/v1/accounts/handles/{handleId}/approve',
  summary: 'The operator has seen the code on the profile and verifies the handle by hand, with a reason that is kept.',
  callers: ['operator'],
  params: z.strictObject({ handleId: idOf('han') }),
  body: z.strictObject({ reason: line(300) }),
  answer: Handle,
  refusals: ['not_found', 'conflict'],
});

export const addDomain = endpoint({
  method: 'post',
  path: '/v1/accounts/domains',
  summary: "Claims a shop's domain. Products and clicks may lead only to verified domains.",
  callers: ['brand'],
  roles: ['owner', 'admin'],
  body: z.strictObject({ host: line(253) }),
  answer: Domain,
  refusals: ['conflict', 'unprocessable'],
});

export const verifyDomain = endpoint({
  method: 'post',
  path: '/v1/accounts/domains/{domainId}/verify',
  summary: 'Fetches https://<host>/.well-known/gloss.txt and looks for the code.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ domainId: idOf('dom') }),
  answer: Domain,
  refusals: ['not_found', 'unprocessable', 'conflict'],
});

export const approveDomain = endpoint({
  method: 'post',
  path: '/v1/accounts/domains/{domainId}/approve',
  summary: 'The operator has seen proof of ownership and verifies the domain by hand, with a reason that is kept.',
  callers: ['operator'],
  params: z.strictObject({ domainId: idOf('dom') }),
  body: z.strictObject({ reason: line(300) }),
  answer: Domain,
  refusals: ['not_found', 'conflict'],
});

/** A handle or domain that waits for its proof. */
export const Claim = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('handle'), claimedBy: z.string(), claimedAt: timeMs, claim: Handle }),
  z.strictObject({ kind: z.literal('domain'), claimedBy: z.string(), claimedAt: timeMs, claim: Domain }),
]);
export type Claim = z.output<typeof Claim>;

export const listClaims = endpoint({
  method: 'get',
  path: '/v1/accounts/claims',
  summary: 'Handles or domains that wait for their proof, oldest first, each with the code to look for and where.',
  callers: ['operator'],
  query: cursorQuery.extend({ kind: z.enum(['handle', 'domain']) }),
  answer: z.strictObject({ claims: z.array(Claim), next: z.string().nullable() }),
});

export const Person = z.strictObject({ id: idOf('usr'), email: z.string(), role: z.enum(roles), addedAt: timeMs, isYou: z.boolean() });
export type Person = z.output<typeof Person>;
export const peopleMax = 50;

export const listPeople = endpoint({
  method: 'get',
  path: '/v1/accounts/people',
  summary: 'Who may sign in for this brand, in which role.',
  callers: ['brand'],
  answer: z.strictObject({ people: z.array(Person) }),
});

export const addPerson = endpoint({
  method: 'post',
  path: '/v1/accounts/people',
  summary:
    'Lets another person sign in for this brand: payouts and large adjustments need two. They ask for a link with their own address.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  body: z.strictObject({ email: z.email().max(200), role: z.enum(roles) }),
  answer: Person,
  refusals: ['conflict', 'forbidden'],
});

export const removePerson = endpoint({
  method: 'delete',
  path: '/v1/accounts/people/{userId}',
  summary: 'Ends all sessions of a person and lets them in no more. The last owner stays.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ userId: idOf('usr') }),
  answer: Person,
  refusals: ['not_found', 'conflict', 'forbidden'],
});

export const Key = z.strictObject({
  id: idOf('key'),
  name: z.string(),
  /** The first characters, to recognise it by. */
  start: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: timeMs,
  lastUsedAt: timeMs.nullable(),
  revokedAt: timeMs.nullable(),
});

export type Key = z.output<typeof Key>;

/** Two, so that one can be changed for the other without a gap. */
export const liveKeysMax = 2;

export const addKey = endpoint({
  method: 'post',
  path: '/v1/accounts/keys',
  summary: 'Makes an API key. The secret is in this answer and nowhere else.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  body: z.strictObject({ name: line(60), scopes: z.array(z.enum(scopes)).min(1).max(scopes.length) }),
  answer: z.strictObject({ key: Key, secret: z.string() }),
  refusals: ['conflict'],
});

export const listKeys = endpoint({
  method: 'get',
  path: '/v1/accounts/keys',
  summary: 'The API keys, without their secrets.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  answer: z.strictObject({ keys: z.array(Key) }),
});

export const revokeKey = endpoint({
  method: 'delete',
  path: '/v1/accounts/keys/{keyId}',
  summary: 'Revokes an API key at once.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ keyId: idOf('key') }),
  answer: Key,
  refusals: ['not_found'],
});

export const getWebhookSecret = endpoint({
  method: 'get',
  path: '/v1/accounts/webhook-secret',
  summary: 'The secret that signs the order webhooks of this brand (Standard Webhooks, `whsec_…`), and the address to send them to.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  answer: z.strictObject({ secret: z.string(), url: httpsUrl, version: z.int() }),
});

export const rotateWebhookSecret = endpoint({
  method: 'post',
  path: '/v1/accounts/webhook-secret/rotate',
  summary: 'Makes a new webhook secret. The one before stays valid for 24 hours.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  answer: z.strictObject({ secret: z.string(), url: httpsUrl, version: z.int() }),
});
