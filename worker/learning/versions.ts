/** The version of the ranker that judges now: looked up at most every two seconds, and never missing. */
import { RankerModel as RankerModelSchema } from '#shared/contracts/learning.ts';
import { modelIdOf, modelProblem, type RankerModel } from '#shared/ranking/model.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { secondMs } from '#shared/time.ts';
import { shippedModel, shippedModelId, unknownFeature } from '#worker/model/index.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import { findInForce, keepVersion } from './store.ts';
import { shippedRow } from './version-view.ts';

export interface VersionInForce {
  id: string;
  model: RankerModel;
  /** `fallback`: another one is in force, but cannot be read here. */
  is: 'shipped' | 'chosen' | 'fallback';
}

const freshForMs = 2 * secondMs;
const known = new WeakMap<D1Database, { version: VersionInForce; chosen: string | undefined; at: number }>();

export async function versionInForce({ env, now }: { env: Env; now: number }): Promise<VersionInForce> {
  const last = known.get(env.DB);
  if (last && now >= last.at && now - last.at < freshForMs) return last.version;
  if (!last) await keepShipped(env, now);
  const found = await findInForce(env).catch((error: unknown) => {
    log('learning.version_not_read', { error: errorKind(error) });
    return last ? { id: last.chosen, model: undefined } : undefined;
  });
  const version = last && found?.id === last.chosen ? last.version : read(found);
  known.set(env.DB, { version, chosen: found?.id, at: now });
  return version;
}

/** Written down by every program that judges by it, so that its receipts still replay when a later program ships another one. */
async function keepShipped(env: Env, now: number): Promise<void> {
  await keepVersion(env, shippedRow(now)).catch((error: unknown) => log('learning.shipped_not_kept', { error: errorKind(error) }));
}

const shipped = { id: shippedModelId, model: shippedModel } as const;

function read(found: { id: string | undefined; model: string | undefined } | undefined): VersionInForce {
  if (found?.id === undefined) return { ...shipped, is: 'shipped' };
  const model = storedModel(found.id, found.model ?? '');
  if (model && unknownFeature(model) === undefined) return { id: found.id, model, is: 'chosen' };
  log('learning.version_unfit', { eventId: found.id });
  return { ...shipped, is: 'fallback' };
}

/** A stored model, if it is what its name says. */
export function storedModel(id: string, text: string): RankerModel | undefined {
  const model = parsed(text);
  return model && modelProblem(model) === undefined && modelIdOf(model, sha256Hex) === id ? model : undefined;
}

function parsed(text: string): RankerModel | undefined {
  try {
    return RankerModelSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
