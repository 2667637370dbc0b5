import type { Served } from '#worker/model/next-item/open.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A small model by test/harness/next-item.ts, its files in base64. */
    nextItem: { served: Served; network: string; counts: string };
  }
}
