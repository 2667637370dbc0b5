import type { listKeys as contract } from '#shared/contracts/accounts.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import { brandOf, type Call } from '../base/call.ts';
import { keyView } from './key-view.ts';
import { listKeyRows } from './store.ts';

export async function listKeys(call: Call): Promise<Out<typeof contract>> {
  return { keys: (await listKeyRows(call, brandOf(call))).map(keyView) };
}
