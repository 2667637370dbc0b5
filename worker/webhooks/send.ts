/** One attempt: the address is judged again, the message signed anew, and whatever the other side does ends within 20 s. */
import { type AttemptProblem, overlapHours } from '#shared/contracts/webhooks.ts';
import { Refusal } from '#shared/errors.ts';
import { hourMs, secondMs } from '#shared/time.ts';
import { endpointKey } from '../accounts/index.ts';
import { clock } from '../base/call.ts';
import { type Posted, postOutbound } from '../base/outbound.ts';
import { signedHeaders } from '../base/sign.ts';
import { type Env, type Settings, settingsOf } from '../env.ts';
import { assertAddress } from './address.ts';
import type { Due, Ended } from './log.ts';
import type { EndpointRow } from './store.ts';

const timeoutMs = 20 * secondMs;
const answerBytesMax = 512;

export interface Sent extends Omit<Ended, 'eventId' | 'state' | 'nextAt'> {
  retryAfter: string | null;
}

export async function send(env: Env, endpoint: EndpointRow, { event_id: id, body }: Due): Promise<Sent> {
  const at = clock.now();
  const settings = settingsOf(env);
  const nothing = { at, durationMs: 0, status: null, retryAfter: null, headers: null, answer: '' };
  try {
    await assertAddress(env, endpoint.tenant, endpoint.url);
  } catch (error) {
    if (error instanceof Refusal) return { ...nothing, problem: 'not_allowed', answer: error.message };
    throw error;
  }
  const keys = await keysInForce(settings, endpoint, at);
  const headers = await signedHeaders({ id, timestamp: Math.floor(at / secondMs), body }, keys);
  const posted = await postOutbound(settings, { address: endpoint.url, headers, body, timeoutMs, startBytes: answerBytesMax });
  const durationMs = clock.now() - at;
  if ('silent' in posted) return { ...nothing, durationMs, headers, problem: posted.silent };
  const { status, retryAfter, start: answer } = posted;
  return { at, durationMs, status, retryAfter, headers, answer, problem: problemOf(posted) };
}

/** Newest first; two for a day after a rotation. */
async function keysInForce(settings: Settings, { id, secretVersion, rotatedAt }: EndpointRow, now: number): Promise<Uint8Array[]> {
  const overlaps = rotatedAt !== null && now < rotatedAt + overlapHours * hourMs;
  const versions = overlaps ? [secretVersion, secretVersion - 1] : [secretVersion];
  return Promise.all(versions.map((version) => endpointKey(settings, id, version)));
}

function problemOf({ status }: Extract<Posted, { status: number }>): AttemptProblem | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}
