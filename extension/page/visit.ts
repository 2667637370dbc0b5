import type { Ask, PageAnswer } from '#extension/base/messages.ts';
import { readPage } from '#extension/readers/registry.ts';
import { pause, settled } from './settle.ts';
import type { Desk, Shown } from './show-notes.ts';
import { world } from './world.ts';

export interface PageDesk extends Desk {
  read: (seen: Ask<'page.read'>) => Promise<PageAnswer>;
}

const addressMax = 4096;
/** Pages fill themselves in after loading: looked at again, this long after the look before, while there is nothing to show. */
const looksAfterMs = [0, 1500, 4000];

/**
 * One visit to one page: read, ask, show. Everything that it starts ends with `leave`. Returns what is shown, nothing, or that Gloss is
 * off here.
 */
export async function visit({
  document,
  desk,
  leave,
}: {
  document: Document;
  desk: PageDesk;
  leave: AbortController;
}): Promise<Shown | 'off' | undefined> {
  const { signal } = leave;
  let before = '';
  for (const afterMs of looksAfterMs) {
    if (!(await pause(afterMs, signal)) || !(await settled(document, signal))) return undefined;
    const seen = look(document);
    const now = JSON.stringify(seen.snapshot ?? seen.why);
    if (now === before) continue;
    before = now;
    const answer = await desk.read(seen);
    if (signal.aborted) return undefined;
    if (answer.kind === 'leave') return 'off';
    if (answer.kind === 'notes') return world.glossShow?.({ document, answer, desk, leave });
  }
  return undefined;
}

function look(document: Document): Ask<'page.read'> {
  const address = document.location.href;
  const { reader = 'none', snapshot = null, why = null } = readPage(document, new URL(address));
  return { address, reader, snapshot, why, came: cameTo(document), canDraw: world.glossShow !== undefined };
}

/** A page may shorten its address before anybody looks; the browser remembers what was loaded. Later pages of the same document came from it. */
function cameTo({ location, referrer }: Document): NonNullable<Ask<'page.read'>['came']> {
  const loaded = performance.getEntriesByType('navigation')[0]?.name ?? '';
  const isFirst = URL.parse(loaded)?.pathname === location.pathname;
  const of = (address: string) => (address.length <= addressMax ? address : '');
  return isFirst ? { referrer: of(referrer), loaded: of(loaded) } : { referrer: location.origin, loaded: '' };
}
