import type { showNotes } from './show-notes.ts';

/** What our scripts in one page share: a world of their own, which the page's scripts cannot see. */
interface World {
  /** Aborted when Gloss leaves, or when a newer copy of the script takes over. */
  glossStay?: AbortController;
  /** Comes as a second script, only where there are notes to draw, so that all other pages are spared its weight. */
  glossShow?: typeof showNotes;
}

export const world: World = globalThis as World;
