import type { Out } from '#shared/contracts/endpoint.ts';
import type { listVersions as contract } from '#shared/contracts/learning.ts';
import { shippedModelId } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { listForce, listVersionRows } from './store.ts';
import { shippedRow, versionView } from './version-view.ts';
import { versionInForce } from './versions.ts';

const listedMax = 500;

export async function listVersions(call: Call): Promise<Out<typeof contract>> {
  const [{ id: judging }, kept, inForce] = await Promise.all([
    versionInForce(call),
    listVersionRows(call.env, listedMax),
    listForce(call.env, listedMax),
  ]);
  const all = kept.some(({ id }) => id === shippedModelId) ? kept : [shippedRow(call.now), ...kept];
  return { versions: all.map((row) => versionView(row, judging)), inForce };
}
