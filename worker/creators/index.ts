import type { Served } from '../base/serve.ts';
export const creators: readonly Served[] = [];
