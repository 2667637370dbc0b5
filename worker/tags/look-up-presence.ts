import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { lookUpPresence as contract } from '#shared/contracts/tags.ts';
import { bucketOf, bucketStep, entriesMax } from '#shared/presence.ts';
import { dayMs, secondMs } from '#shared/time.ts';
import { creatorHashes } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { derivedHex } from '../base/derived.ts';
import { makePace, takeTurn } from '../base/pace.ts';
import { contentHashes } from './store.ts';

const pace = makePace({ burst: 120, perSecond: 4, callersMax: 10_000 });
const cachedSecondsMax = 300;

/** Nothing but the prefix is looked at, and nothing is kept: what was meant by it is known where it was asked. */
export async function lookUpPresence(call: Call, { prefix }: In<typeof contract>): Promise<Out<typeof contract>> {
  takeTurn(call, pace);
  const knownMax = entriesMax - bucketStep;
  const [contents, creators] = await Promise.all([contentHashes(call, prefix, knownMax), creatorHashes(call, prefix, knownMax)]);
  const day = new Date(call.now).toISOString().slice(0, 10);
  const restOfDay = Math.floor((dayMs - (call.now % dayMs)) / secondMs);
  call.answerHeaders.set('Cache-Control', `public, max-age=${Math.min(cachedSecondsMax, restOfDay)}`);
  const { entries } = bucketOf({
    day,
    hashes: [...contents, ...creators],
    decoySeed: await derivedHex(call.settings, `presence:${day}:${prefix}`),
  });
  return { day, entries: [...entries] };
}
