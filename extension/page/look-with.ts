import { ask } from '#extension/base/ask.ts';
import { readWith } from '#extension/readers/read-page.ts';
import type { Reader } from '#extension/readers/reader.ts';
import { hereIn } from './here.ts';
import type { Look } from './look.ts';

/** A platform's page is read where it stands: what its scripts hold is too much to send. */
export function lookWith(reader: Reader): Look {
  return async (document) => {
    const here = hereIn(document);
    const { reader: name = 'none', snapshot = null, why = null } = readWith([reader], { document, url: new URL(here.address) });
    return {
      mark: JSON.stringify(snapshot ?? why),
      tell: () => ask('page.read', { ...here, reader: name, snapshot, why }),
    };
  };
}
