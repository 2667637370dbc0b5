import type { Served } from '../base/serve.ts';
export const catalogue: readonly Served[] = [];
