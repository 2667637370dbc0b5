/**
 * Learning: versions of the ranker, which of them judges, the seal on what each ranking leaves to be replayed, and what versions learn from.
 * Promises that a version never changes and is never lost, that a worse one never takes the place of a better one by itself, and that rolling back
 * is one call. Never keeps anything about who looked, and never sees money.
 */
import * as contract from '#shared/contracts/learning.ts';
import { type Served, serve } from '../base/serve.ts';
import { addVersion } from './add-version.ts';
import { attemptNow } from './attempt-now.ts';
import { getVersion } from './get-version.ts';
import { listAttempts } from './list-attempts.ts';
import { listEvents } from './list-events.ts';
import { listSealKeys } from './list-seal-keys.ts';
import { listVersions } from './list-versions.ts';
import { tellEvents } from './tell-events.ts';
import { useVersion } from './use-version.ts';

export const learning: readonly Served[] = [
  serve(contract.listSealKeys, listSealKeys),
  serve(contract.listVersions, listVersions),
  serve(contract.getVersion, getVersion),
  serve(contract.addVersion, addVersion),
  serve(contract.useVersion, useVersion),
  serve(contract.tellEvents, tellEvents),
  serve(contract.listEvents, listEvents),
  serve(contract.listAttempts, listAttempts),
  serve(contract.attemptNow, attemptNow),
];

export { NightlyObject } from './nightly.ts';
export { noteOrders } from './note-orders.ts';
export { sealed } from './seal.ts';
export { cardsBeside } from './store.ts';
export { type VersionInForce, versionInForce } from './versions.ts';
