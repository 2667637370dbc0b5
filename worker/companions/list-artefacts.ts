import type { listArtefacts as contract } from '#shared/contracts/companions.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import type { Call } from '../base/call.ts';
import { artefactView } from './artefact-view.ts';
import { listArtefactRows, listForce } from './store.ts';

const listedMax = 500;

export async function listArtefacts({ env }: Call): Promise<Out<typeof contract>> {
  const [artefacts, inForce] = [await listArtefactRows(env, listedMax), await listForce(env, listedMax)];
  return { artefacts: artefacts.map((row) => artefactView(row, inForce[0]?.artefact ?? null)), inForce };
}
