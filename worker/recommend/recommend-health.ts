import type { Out } from '#shared/contracts/endpoint.ts';
import type { recommendHealth as recommendHealthEndpoint } from '#shared/contracts/recommend.ts';
import { encoderId, runsOn } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { companionsInForce } from '../companions/index.ts';
import { versionInForce } from '../learning/index.ts';
import { loadedState } from './loaded-index.ts';

export async function recommendHealth(call: Call): Promise<Out<typeof recommendHealthEndpoint>> {
  const { id, is } = await versionInForce(call);
  const { artefact, serves, reason } = await companionsInForce(call);
  return { model: id, modelIs: is, encoder: encoderId, network: runsOn(), ...loadedState(call), companions: { artefact, serves, reason } };
}
