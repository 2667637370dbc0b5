/** What the build decided; the values come from flavour.ts through wxt.config.ts. */
export const workerOrigin: string = import.meta.env.GLOSS_ORIGIN ?? 'http://localhost:8787';
export const rootMode: 'open' | 'closed' = import.meta.env.GLOSS_ROOT_MODE ?? 'closed';
export const sitesOn: readonly string[] = (import.meta.env.GLOSS_SITES_ON ?? '').split(' ').filter(Boolean);
