import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { getVersion as contract } from '#shared/contracts/learning.ts';
import { fail } from '#shared/errors.ts';
import { shippedModel, shippedModelId } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { findVersion } from './store.ts';
import { storedModel } from './versions.ts';

export async function getVersion(call: Call, { version }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = version === shippedModelId ? undefined : await findVersion(call.env, version);
  const model = version === shippedModelId ? shippedModel : found && storedModel(found.id, found.model);
  if (!model) return fail('not_found', 'There is no such version.');
  call.answerHeaders.set('Cache-Control', 'public, max-age=31536000, immutable');
  return { model };
}
