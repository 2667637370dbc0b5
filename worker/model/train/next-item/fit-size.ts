import { fail } from '#shared/errors.ts';
import { countsBytesLeast, networkBytes } from '../../next-item/artefact.ts';
import { shapeFor, standardWidth } from '../../next-item/shape.ts';

/** Networks of a model, and numbers an item in each. */
export interface Size {
  members: number;
  width: number;
}

/** What an artefact may take, and of it what counts take at least: a hundred thousand of them. */
export const artefactBytesMax = 3_000_000 - 40_000;
const countsLeast = 300_000;
/** Several networks of these widths are tried before one that is wider: on validation two of 48 were better than one of 64 (docs/MODEL.md). */
const wideEnough = [standardWidth, 56, 48];
const alone = [...wideEnough, 40, 32, 24, 16];

/** The largest of the wished networks that fit into an artefact beside counts. Refuses a file with more items than any fits. */
export function sizeThatFits(itemCount: number, membersMax: number): Size {
  const several = Array.from({ length: membersMax - 1 }, (_, less) => membersMax - less);
  const sizes = [
    ...several.flatMap((members) => wideEnough.map((width) => ({ members, width }))),
    ...alone.map((width) => ({ members: 1, width })),
  ];
  const left = artefactBytesMax - countsBytesLeast(itemCount) - countsLeast;
  const fitting = sizes.find(({ members, width }) => members * networkBytes(shapeFor(itemCount, width)) <= left);
  return (
    fitting ?? fail('too_large', `The file has ${itemCount} items: no network of them fits into ${artefactBytesMax} bytes.`, { itemCount })
  );
}
