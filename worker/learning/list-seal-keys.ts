import type { Out } from '#shared/contracts/endpoint.ts';
import type { listSealKeys as contract } from '#shared/contracts/learning.ts';
import type { Call } from '../base/call.ts';
import { sealKeys } from './seal.ts';

export const listSealKeys = async (call: Call): Promise<Out<typeof contract>> => ({ keys: await sealKeys(call.env) });
