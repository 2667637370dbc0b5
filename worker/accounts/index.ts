import type { Actor, Call } from '../base/call.ts';
import type { Served } from '../base/serve.ts';
export const identify = async (_call: Call): Promise<Actor> => ({ kind: 'nobody' });
export const accounts: readonly Served[] = [];
