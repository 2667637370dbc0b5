/** Where creators want their money: sealed at rest, shown by its last characters only, and not used for three days after a change. */
import { fromBase64Url, toBase64Url } from '#shared/base64.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { type DetailsAsk, freezeHours, type getDetails as getContract, type setDetails as setContract } from '#shared/contracts/payouts.ts';
import { assert } from '#shared/errors.ts';
import { plainIban } from '#shared/iban.ts';
import type { Id } from '#shared/ids.ts';
import { hourMs } from '#shared/time.ts';
import { detailsKey } from '../accounts/index.ts';
import { assertFresh, type Call, creatorOf } from '../base/call.ts';
import { limit } from '../base/rate-limit.ts';
import { type Env, settingsOf } from '../env.ts';
import { personOf } from './actor.ts';
import { addDetails, type DetailsRow, findDetails } from './store.ts';

const changesMax = { timesMax: 10, windowMs: 24 * hourMs };
const ivBytes = 12;

export async function getDetails(call: Call): Promise<Out<typeof getContract>> {
  const [row] = await findDetails(call.env, [creatorOf(call)]);
  return { details: row ? view(row) : null };
}

export async function setDetails(call: Call, { details }: In<typeof setContract>): Promise<Out<typeof setContract>> {
  assertFresh(call);
  const creatorId = creatorOf(call);
  await limit(call, { what: 'payout-details', whom: creatorId, ...changesMax });
  const plain = details.kind === 'iban' ? { ...details, iban: plainIban(details.iban) } : details;
  const [before] = await findDetails(call.env, [creatorId]);
  const version = (before?.version ?? 0) + 1;
  const row: DetailsRow = {
    creatorId,
    version,
    sealed: await sealed(call, plain, { creatorId, version }),
    kind: plain.kind,
    hint: `… ${(plain.kind === 'iban' ? plain.iban : plain.account).slice(-4)}`,
    changedAt: call.now,
    usableAt: call.now + freezeHours * hourMs,
  };
  await addDetails(call.env, row, personOf(call));
  return { details: view(row) };
}

const view = ({ kind, hint, changedAt, usableAt }: DetailsRow) => ({ kind, hint, changedAt, usableAt });

interface Place {
  creatorId: Id<'crt'>;
  version: number;
}

async function sealed(call: Call, details: DetailsAsk, place: Place): Promise<string> {
  const iv = new Uint8Array(call.random(ivBytes));
  const text = new TextEncoder().encode(JSON.stringify(details));
  const box = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: nameOf(place) }, await keyOf(call.env), text),
  );
  return `${toBase64Url(iv)}.${toBase64Url(box)}`;
}

/** Only for what pays it out. */
export async function opened(env: Env, row: DetailsRow): Promise<DetailsAsk> {
  const [iv, box] = row.sealed.split('.').map((part) => fromBase64Url(part));
  assert(iv && box, 'sealed details are two parts');
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: nameOf(row) }, await keyOf(env), box);
  return JSON.parse(new TextDecoder().decode(text)) as DetailsAsk;
}

/** A box that was moved to another creator does not open. */
const nameOf = ({ creatorId, version }: Place): Uint8Array => new TextEncoder().encode(`${creatorId}:${version}`);
const keyOf = async (env: Env): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', await detailsKey(settingsOf(env)), 'AES-GCM', false, ['encrypt', 'decrypt']);
