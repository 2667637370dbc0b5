import type { useArtefact as contract } from '#shared/contracts/companions.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { assert, fail } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { readArtefact } from './files.ts';
import { findArtefact, putInForce } from './store.ts';

/** What cannot be read whole is not put in force; once it is, what is left of it serves. */
export async function useArtefact(call: Call, { artefact, reason }: In<typeof contract>): Promise<Out<typeof contract>> {
  assert('userId' in call.actor, 'artefacts are put in force by people');
  if (artefact !== null) {
    if (!(await findArtefact(call.env, artefact))) fail('not_found', 'There is no such artefact.');
    const read = await readArtefact(call.env, artefact);
    const problem = read.opened ? read.opened.reason : read.reason;
    if (problem !== undefined) fail('unprocessable', `This artefact cannot serve here: ${problem}. Adding it again mends its files.`);
  }
  await putInForce(call.env, { artefact, from: call.now, by: call.actor.userId, reason });
  return { artefact };
}
