/** A frozen index as one file: a short head that says what it is, then its arrays one after the other, each on a multiple of eight bytes. */
import * as z from 'zod';
import type { Frozen } from './frozen.ts';

/** Of what the arrays are and how they are laid out: change it with every change of them, and files of before are made anew. */
export const layoutId = 'layout-2';
const magic = 0x32584c47;
const numbers = ['brandOf', 'starts', 'terms', 'counts', 'ranks', 'postingStarts', 'uniques', 'names'] as const;
const bytes = ['ids', 'brands', 'rows', 'postings'] as const;
const arrays = [...numbers, ...bytes] as const;
const isBytes = (name: (typeof arrays)[number]): boolean => bytes.some((one) => one === name);

const Head = z.strictObject({
  encoder: z.string(),
  /** Of the catalogue: what came up to here is in it. */
  revision: z.int().min(0),
  /** The product that this revision was of. */
  newest: z.string(),
  /** The file of vectors that belongs to it, and SHA-256 of both, in hex. */
  vectors: z.strictObject({ key: z.string(), sha256: z.string() }),
  sha256: z.string(),
  lengths: z.array(z.int().min(0)).length(arrays.length),
});
export type IndexHead = Omit<z.output<typeof Head>, 'sha256' | 'lengths'>;

export async function indexFile(head: IndexHead, frozen: Frozen): Promise<Uint8Array<ArrayBuffer>> {
  const parts = arrays.map((name) => new Uint8Array(frozen[name].buffer, frozen[name].byteOffset, frozen[name].byteLength));
  const body = new Uint8Array(parts.reduce((sum, { length }) => sum + onEight(length), 0));
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += onEight(part.length);
  }
  const text = JSON.stringify({ ...head, sha256: await sha256(body), lengths: arrays.map((name) => frozen[name].length) });
  const json = new TextEncoder().encode(text);
  const file = new Uint8Array(8 + onEight(json.length) + body.length);
  new DataView(file.buffer).setUint32(0, magic, true);
  new DataView(file.buffer).setUint32(4, json.length, true);
  file.set(json, 8);
  file.set(body, 8 + onEight(json.length));
  return file;
}

/** The arrays are views on the file's own memory. Undefined when it is not whole. */
export async function readIndexFile(file: ArrayBuffer): Promise<{ head: IndexHead; frozen: Frozen } | undefined> {
  const found = headOf(file);
  if (!found) return undefined;
  const { head, from } = found;
  if ((await sha256(new Uint8Array(file, from))) !== head.sha256) return undefined;
  const frozen: Partial<Record<keyof Frozen, Uint8Array | Uint32Array>> = {};
  let at = from;
  for (const [index, name] of arrays.entries()) {
    const length = head.lengths[index] as number;
    const size = isBytes(name) ? length : length * 4;
    if (at + size > file.byteLength) return undefined;
    frozen[name] = isBytes(name) ? new Uint8Array(file, at, length) : new Uint32Array(file, at, length);
    at += onEight(size);
  }
  const { encoder, revision, newest, vectors } = head;
  return { head: { encoder, revision, newest, vectors }, frozen: asFrozen(frozen) };
}

/** Every array was set above. */
const asFrozen = (arrays: Partial<Record<keyof Frozen, unknown>>): Frozen => arrays as unknown as Frozen;

function headOf(file: ArrayBuffer): { head: z.output<typeof Head>; from: number } | undefined {
  if (file.byteLength < 8) return undefined;
  const view = new DataView(file);
  const length = view.getUint32(4, true);
  if (view.getUint32(0, true) !== magic || 8 + onEight(length) > file.byteLength) return undefined;
  try {
    const head = Head.safeParse(JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length))));
    return head.success ? { head: head.data, from: 8 + onEight(length) } : undefined;
  } catch {
    return undefined;
  }
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const onEight = (bytes: number): number => Math.ceil(bytes / 8) * 8;
