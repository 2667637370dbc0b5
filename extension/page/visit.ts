import type { Look } from './look.ts';
import { pause, settled } from './settle.ts';
import type { Desk, Shown } from './show-notes.ts';
import { world } from './world.ts';

/** Pages fill themselves in after loading: looked at again, this long after the look before, while there is nothing to show. */
const looksAfterMs = [0, 1500, 4000];

/**
 * One visit to one page: look, ask, show. Everything that it starts ends with `leave`. Returns what is shown, nothing, or that Gloss is
 * off here.
 */
export async function visit({
  document,
  look,
  desk,
  leave,
}: {
  document: Document;
  look: Look;
  desk: Desk;
  leave: AbortController;
}): Promise<Shown | 'off' | undefined> {
  const { signal } = leave;
  let before = '';
  for (const afterMs of looksAfterMs) {
    if (!(await pause(afterMs, signal)) || !(await settled(document, signal))) return undefined;
    const looked = await look(document, signal);
    if (!looked) return undefined;
    if (looked.mark === before) continue;
    before = looked.mark;
    const answer = await looked.tell();
    if (signal.aborted) return undefined;
    if (answer.kind === 'leave') return 'off';
    if (answer.kind === 'notes') return world.glossShow?.({ document, answer, desk, leave });
  }
  return undefined;
}
