/** That one event stands in the root of its day: what a creator is given of a brand's book, and how anybody checks it without seeing the rest. */
import type { Id } from '../ids.ts';
import { sha256Hex } from '../sha256.ts';
import { canonical } from './canonical.ts';
import { nextHash } from './chain.ts';
import type { Credit } from './credit.ts';
import { type DayRoot, dayRootHash, eventLeaf } from './day-root.ts';
import type { TouchRecorded } from './events.ts';
import { isHash, rootFrom } from './merkle.ts';

export interface InclusionProof {
  gloss: 'proof';
  version: 1;
  brandId: Id<'brd'>;
  root: DayRoot;
  /** The event's place in the log, and its hash in the chain. */
  seq: number;
  hash: string;
  /** From its leaf up to the tree's root. */
  path: string[];
  /** The creator's own click whole, with the hash before it: together they give `hash`. Null for an order, which is not the creator's to read. */
  touch: { prevHash: string; text: string } | null;
  /** What the book gave the creator for that order. It follows from the order; its hash does not hold it. */
  credit: Credit | null;
}

export interface ProofVerdict {
  /** In words; none: the proof holds. */
  differences: string[];
  /** The click, once its text was found to give the hash. */
  touch: TouchRecorded | null;
}

/** @param expectedRoot the root that the brand shows for that day */
export function verifyProof(proof: Omit<InclusionProof, 'credit'>, expectedRoot?: string): ProofVerdict {
  const differences: string[] = [];
  const { root, seq, hash, path } = proof;
  const touch = proof.touch ? readTouch(proof, proof.touch, differences) : null;
  if (![hash, root.merkleRoot, root.chainRoot, root.root, ...path].every(isHash)) differences.push('A hash of this proof is not one.');
  else {
    const found = rootFrom({ leaf: eventLeaf(hash), at: seq - root.firstSeq, count: root.lastSeq - root.firstSeq + 1, path });
    if (found === undefined) differences.push(`The path is not that of event ${seq} among events ${root.firstSeq} to ${root.lastSeq}.`);
    else if (found !== root.merkleRoot) differences.push(`Event ${seq} is not in the tree of ${root.day}: its path leads to another root.`);
    if (dayRootHash(proof.brandId, root) !== root.root) differences.push(`The root of ${root.day} is not that of its parts.`);
  }
  if (expectedRoot !== undefined && expectedRoot !== root.root)
    differences.push(`The proof is for the root ${root.root}, not for ${expectedRoot}.`);
  return { differences, touch: differences.length === 0 ? touch : null };
}

function readTouch(
  { seq, hash }: Pick<InclusionProof, 'seq' | 'hash'>,
  { prevHash, text }: { prevHash: string; text: string },
  differences: string[],
) {
  if (!isHash(prevHash) || nextHash(prevHash, seq, text, sha256Hex) !== hash) {
    differences.push(`The click does not give the hash of event ${seq}: its text was changed.`);
    return null;
  }
  try {
    const event = JSON.parse(text) as TouchRecorded;
    if (event.type === 'touch.recorded' && canonical(event) === text) return event;
  } catch {
    // Said below.
  }
  differences.push(`Event ${seq} is not a click.`);
  return null;
}
