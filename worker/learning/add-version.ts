import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { addVersion as contract } from '#shared/contracts/learning.ts';
import { fail } from '#shared/errors.ts';
import { modelIdOf, modelProblem } from '#shared/ranking/model.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { unknownFeature } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { countVersions, findVersion, keepVersion } from './store.ts';
import { versionRow, versionView } from './version-view.ts';
import { versionInForce } from './versions.ts';

/** They are small and kept for ever; one a night for centuries. */
const versionsMax = 100_000;

export async function addVersion(call: Call, { model, note }: In<typeof contract>): Promise<Out<typeof contract>> {
  const problem = modelProblem(model) ?? missing(unknownFeature(model));
  if (problem) return fail('unprocessable', `This is no model that could serve here: ${problem}.`);
  const id = modelIdOf(model, sha256Hex);
  if ((await countVersions(call.env)) >= versionsMax) return fail('conflict', `There are ${versionsMax} versions.`, { versionsMax });
  await keepVersion(call.env, versionRow(id, model, { origin: 'uploaded', note, madeAt: call.now }));
  const kept = await findVersion(call.env, id);
  if (!kept) throw new Error('broken promise: a version that was kept is found');
  return versionView(kept, (await versionInForce(call)).id);
}

const missing = (feature: string | undefined): string | undefined => feature && `this program has no feature named ${feature}`;
