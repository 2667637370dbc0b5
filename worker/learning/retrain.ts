/** One training on what was shown: reads, lets `judgeVersion` decide, writes the version, its force and the record of the attempt at once. */
import type { Attempt } from '#shared/contracts/learning.ts';
import { modelIdOf } from '#shared/ranking/model.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { dayMs } from '#shared/time.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import { judgeVersion, type ShownCard } from './judge-version.ts';
import { type EventRow, forgetEventsBefore, keepAttempt, listEventRows } from './store.ts';
import { versionRow } from './version-view.ts';
import { type VersionInForce, versionInForce } from './versions.ts';

export const keptDays = 90;
/** The newest; more would not fit into one run. */
const shownMax = 20_000;
const pageRows = 2000;

export async function retrain(env: Env, { id, now }: { id: string; now: number }): Promise<Attempt> {
  const base = await versionInForce({ env, now });
  try {
    await forgetEventsBefore(env, Math.floor(now / dayMs) - keptDays);
    return await judged(env, { id, now, base });
  } catch (error) {
    return failed(env, { id, now, base, error: errorKind(error) });
  }
}

/** For a night whose training was cut off again and again: it is written down, and the next night comes. */
export async function giveUp(env: Env, { id, now }: { id: string; now: number }): Promise<void> {
  await failed(env, { id, now, base: await versionInForce({ env, now }), error: 'cut off every time' });
}

async function failed(
  env: Env,
  { id, now, base, error }: { id: string; now: number; base: VersionInForce; error: string },
): Promise<Attempt> {
  log('learning.training_failed', { eventId: id, error });
  const attempt: Attempt = { id, at: now, outcome: 'failed', base: base.id, candidate: null, metrics: { error: error.slice(0, 300) } };
  await keepAttempt(env, attempt);
  return attempt;
}

async function judged(env: Env, { id, now, base }: { id: string; now: number; base: VersionInForce }): Promise<Attempt> {
  const { outcome, candidate, metrics } = judgeVersion(await shownCards(env, base), base.model);
  const candidateId = candidate && modelIdOf(candidate, sha256Hex);
  const attempt: Attempt = { id, at: now, outcome, base: base.id, candidate: candidateId ?? null, metrics };
  if (!candidate || candidateId === undefined) await keepAttempt(env, attempt);
  else {
    const version = versionRow(candidateId, candidate, { origin: 'nightly', note: `attempt ${id}`, madeAt: now, metrics });
    const force = { version: candidateId, from: now, by: 'nightly', reason: 'better on held-out events' };
    await keepAttempt(env, attempt, outcome === 'replaced' ? { version, force } : { version });
  }
  return attempt;
}

/** Of today's features only: values of other features would say something else. */
async function shownCards(env: Env, { model }: VersionInForce): Promise<ShownCard[]> {
  const names = JSON.stringify(model.features);
  const found: ShownCard[] = [];
  let after: { at: number; id: string } | undefined;
  while (found.length < shownMax) {
    const page: EventRow[] = await listEventRows(env, { after, limit: pageRows, order: 'newest' });
    for (const { cardId, values, place, clicked, features } of page)
      if (JSON.stringify(features) === names) found.push({ cardId, values, place, opened: clicked });
    const last = page.at(-1);
    if (page.length < pageRows || !last) break;
    after = { at: last.day, id: last.cardId };
  }
  // In one order, whatever came first: the same events give the same version.
  return found.slice(0, shownMax).sort((a, b) => (a.cardId < b.cardId ? -1 : 1));
}
