import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { type DayRoot, dayBegins } from '#shared/book/day-root.ts';
import { isHash } from '#shared/book/merkle.ts';
import { verifyProof } from '#shared/book/proof.ts';
import { DayRoot as DayRootForm, InclusionProof } from '#shared/contracts/books.ts';
import { printAmount } from '#shared/money.ts';
import { type Io, UsageError } from './command.ts';
import { fileBytes } from './file.ts';

/** A root for each day of a century; a proof is far shorter. */
const bytesMax = 20_000_000;

/** @returns the exit code */
export async function verifyProofFile(file: string, io: Io, { root, json }: { root: string | undefined; json: boolean }): Promise<number> {
  if (root !== undefined && !isHash(root)) throw new UsageError('a root is 64 hex digits');
  const read = z.union([InclusionProof, z.object({ proof: InclusionProof })]).safeParse(await jsonOf(file));
  if (!read.success) throw new UsageError(`${file} is no proof: what GET /v1/creators/proof answered, or the file that the console saves`);
  const proof = 'proof' in read.data ? read.data.proof : read.data;
  const { differences, touch } = verifyProof(proof, root);
  if (json) io.out(JSON.stringify({ brandId: proof.brandId, seq: proof.seq, root: proof.root, differences, touch }, null, 2));
  else if (differences.length > 0) for (const what of differences) io.out(what);
  else {
    const { day, root: dayRoot } = proof.root;
    if (touch)
      io.out(
        `Click ${touch.clickId} of ${touch.creatorId}, ${new Date(touch.clickedAt).toISOString()}, ${touch.traffic}, on ${touch.sku}.`,
      );
    if (proof.credit) {
      const { id, amountMinor, currency } = proof.credit;
      io.out(`Credit ${id}: ${printAmount(amountMinor, currency)} ${currency}, as the book says; the proof is of its order.`);
    }
    io.out(`${proof.brandId}: event ${proof.seq} is in the root of ${day}, ${dayRoot}.`);
    if (root === undefined) io.out('Compare this root with the one that the brand sees for that day, or give it as --root.');
  }
  return differences.length === 0 ? 0 : 1;
}

/** What GET /v1/books/roots answered. @returns oldest first */
export async function rootsIn(file: string): Promise<DayRoot[]> {
  const read = z.object({ roots: z.array(DayRootForm) }).safeParse(await jsonOf(file));
  if (!read.success) throw new UsageError(`${file} holds no roots: give what GET /v1/books/roots answered`);
  return read.data.roots.sort((a, b) => dayBegins(a.day) - dayBegins(b.day));
}

async function jsonOf(file: string): Promise<unknown> {
  const bytes = await fileBytes(file);
  if (bytes === undefined) throw new UsageError(`there is no file ${file}`);
  if (bytes > bytesMax) throw new UsageError(`${file} is too long`);
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}
