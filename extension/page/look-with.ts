import { ask } from '#extension/base/ask.ts';
import { statesInPieces } from '#extension/readers/embedded-state.ts';
import { readWith } from '#extension/readers/read-page.ts';
import type { Reader } from '#extension/readers/reader.ts';
import { hereIn } from './here.ts';
import type { Look } from './look.ts';
import { inPieces } from './settle.ts';

/** A platform's page is read where it stands: what its scripts hold is too much to send, and it is parsed in pieces before it is read. */
export function lookWith(reader: Reader): Look {
  return async (document, signal) => {
    const states = await inPieces(document, signal, statesInPieces(document, reader.states?.(new URL(document.location.href)) ?? []));
    if (!states) return undefined;
    // The page may have moved on meanwhile; readers tell by the states' own ids whether they are about this address.
    const here = hereIn(document);
    const { reader: name = 'none', snapshot = null, why = null } = readWith([reader], { document, url: new URL(here.address), states });
    return {
      mark: JSON.stringify(snapshot ?? why),
      tell: () => ask('page.read', { ...here, reader: name, snapshot, why }),
    };
  };
}
