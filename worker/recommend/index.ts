import type { Served } from '../base/serve.ts';
export const recommend: readonly Served[] = [];
