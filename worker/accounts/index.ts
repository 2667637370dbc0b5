/**
 * Accounts: creators and brands, their people, sessions, API keys, verified handles and domains.
 * Promises that no secret is stored (only hashes, or what derives them) and that a handle or host belongs to one tenant only.
 * Never learns what anybody earns, buys or reads.
 */
import * as contracts from '#shared/contracts/accounts.ts';
import { type Served, serve } from '../base/serve.ts';
import { addDomain } from './add-domain.ts';
import { addHandle } from './add-handle.ts';
import { addKey } from './add-key.ts';
import { approveDomain } from './approve-domain.ts';
import { approveHandle } from './approve-handle.ts';
import { confirmSignIn } from './confirm-sign-in.ts';
import { getMe } from './get-me.ts';
import { listClaims } from './list-claims.ts';
import { listKeys } from './list-keys.ts';
import { addPerson, listPeople, removePerson } from './people.ts';
import { requestSignIn } from './request-sign-in.ts';
import { revokeKey } from './revoke-key.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { verifyDomain } from './verify-domain.ts';
import { verifyHandle } from './verify-handle.ts';
import { getWebhookSecret, rotateWebhookSecret } from './webhook-secret.ts';

export { creatorAsked } from './find-creator.ts';
export { findOwnHandle, type OwnHandle } from './find-own-handle.ts';
export { identify } from './identify.ts';
export { forgetPlaces, tenantsWithEmail } from './places.ts';
export { creatorHashes, creatorPrefixes } from './presence.ts';
export { detailsKey, endpointKey, providerKey } from './secrets.ts';
export { brandsAsked, getBrands, getCreators, getPeople, listHosts, nextBrandId, placesOf } from './store.ts';
export { webhookSecrets } from './webhook-secret.ts';

export const accounts: readonly Served[] = [
  serve(contracts.signUp, signUp),
  serve(contracts.requestSignIn, requestSignIn),
  serve(contracts.confirmSignIn, confirmSignIn),
  serve(contracts.signOut, signOut),
  serve(contracts.getMe, getMe),
  serve(contracts.addHandle, addHandle),
  serve(contracts.verifyHandle, verifyHandle),
  serve(contracts.approveHandle, approveHandle),
  serve(contracts.addDomain, addDomain),
  serve(contracts.verifyDomain, verifyDomain),
  serve(contracts.approveDomain, approveDomain),
  serve(contracts.listClaims, listClaims),
  serve(contracts.listPeople, listPeople),
  serve(contracts.addPerson, addPerson),
  serve(contracts.removePerson, removePerson),
  serve(contracts.addKey, addKey),
  serve(contracts.listKeys, listKeys),
  serve(contracts.revokeKey, revokeKey),
  serve(contracts.getWebhookSecret, getWebhookSecret),
  serve(contracts.rotateWebhookSecret, rotateWebhookSecret),
];
