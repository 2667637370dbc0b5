import type { Out } from '#shared/contracts/endpoint.ts';
import type { recommendHealth as recommendHealthEndpoint } from '#shared/contracts/recommend.ts';
import { encoderId, modelId } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { loadedState } from './loaded-index.ts';

export function recommendHealth(call: Call): Promise<Out<typeof recommendHealthEndpoint>> {
  return Promise.resolve({ model: modelId, encoder: encoderId, ...loadedState(call) });
}
