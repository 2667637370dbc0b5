import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { useVersion as contract } from '#shared/contracts/learning.ts';
import { assert, fail } from '#shared/errors.ts';
import { shippedModelId, unknownFeature } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { findVersion, putInForce } from './store.ts';
import { shippedRow, versionView } from './version-view.ts';
import { storedModel } from './versions.ts';

export async function useVersion(call: Call, { version, reason }: In<typeof contract>): Promise<Out<typeof contract>> {
  assert('userId' in call.actor, 'versions are put in force by people');
  const found = version === shippedModelId ? shippedRow(call.now) : await findVersion(call.env, version);
  if (!found) return fail('not_found', 'There is no such version.');
  const model = storedModel(found.id, found.model);
  const unknown = model && unknownFeature(model);
  if (!model || unknown !== undefined)
    return fail('unprocessable', `This version cannot serve here: ${unknown ? `no feature is named ${unknown}` : 'it is damaged'}.`);
  await putInForce(call.env, found, { version, from: call.now, by: call.actor.userId, reason });
  return versionView(found, version);
}
