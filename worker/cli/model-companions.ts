/** `gloss model companions`: which artefact of a running Gloss says what is often bought together. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '#shared/client.ts';
import { type Artefact, addArtefact, artefactLimits, listArtefacts, useArtefact } from '#shared/contracts/companions.ts';
import { type Id, isId } from '#shared/ids.ts';
import { type Manifest, readArtefact } from '#worker/model/train/next-item/manifest.ts';
import { type Io, UsageError } from './command.ts';
import { fileBytes } from './file.ts';

export const companionsHelp: readonly string[] = [
  'gloss model companions list | add <folder> --products <file> [--reason <words>] | use <artefact> --reason <words> | off --reason <words>',
  'add <folder>       keeps what `gloss train next-item` wrote there, with the products that its items are',
  '--products <file>  lines of: item product   as `gloss export baskets` writes them; other items are never shown',
  'use <artefact>     puts it in force within two seconds, an older one too; the first letters of its name are enough',
  'off                shows nothing that is often bought together',
];

interface Asked {
  what: string | undefined;
  products: string | undefined;
  reason: string | undefined;
  isJson: boolean;
}
type Step = (client: Client, asked: Asked, io: Io) => Promise<void>;

export async function modelCompanions(name: string | undefined, client: Client, asked: Asked, io: Io): Promise<void> {
  const step = name !== undefined && Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!step) throw new UsageError(`say one of: companions ${Object.keys(steps).join(', companions ')}`);
  await step(client, asked, io);
}

const steps: Readonly<Record<string, Step>> = {
  list: async (client, { isJson }, io) => {
    const answer = await client(listArtefacts, {});
    if (isJson) return io.out(JSON.stringify(answer, null, 2));
    if (answer.artefacts.length === 0) io.out('There is none yet: gloss model companions add <folder> --products <file>');
    for (const artefact of answer.artefacts) io.out(artefactLine(artefact));
    if (answer.inForce.length > 0) io.out('\nin force since');
    for (const { artefact, from, by, reason } of answer.inForce)
      io.out(`${at(from)}  ${artefact?.slice(0, 12) ?? 'none'.padEnd(12)}  ${by}: ${reason}`);
  },
  add: async (client, { what, products, reason, isJson }, io) => {
    if (what === undefined || products === undefined)
      throw new UsageError('name the folder of a trained model, and --products <file>, which says what its items are');
    const { manifest, files } = readArtefact(what);
    checkSizes(manifest, files);
    const list = await productsOf(products, manifest, io);
    const { kind, version, layout, hashes, samples } = manifest;
    const artefact = await client(addArtefact, {
      // What is written down as lists stays as it is.
      manifest: JSON.parse(JSON.stringify({ kind, version, layout, hashes, samples })),
      files: { network: inBase64(files.network), counts: inBase64(files.counts) },
      products: list,
      note: reason ?? `${path.basename(what)}: learnt from ${manifest.part}, seed ${manifest.seed}`.slice(0, 300),
    });
    if (isJson) return io.out(JSON.stringify(artefact, null, 2));
    io.out(`${artefact.id} is kept: ${artefact.products} products of ${artefact.items} items, ${artefact.bytes} bytes.`);
    io.out(`gloss model companions use ${artefact.id.slice(0, 12)} --reason <words> puts it in force.`);
  },
  use: async (client, { what, reason, isJson }, io) => {
    if (reason === undefined) throw new UsageError('say why with --reason: it is kept beside the artefact');
    const answer = await client(useArtefact, { artefact: await fullName(client, what), reason });
    io.out(isJson ? JSON.stringify(answer, null, 2) : `${answer.artefact} is in force.`);
  },
  off: async (client, { reason, isJson }, io) => {
    if (reason === undefined) throw new UsageError('say why with --reason');
    const answer = await client(useArtefact, { artefact: null, reason });
    io.out(isJson ? JSON.stringify(answer, null, 2) : 'None is in force.');
  },
};

function checkSizes({ layout }: Manifest, { network, counts }: { network: Uint8Array; counts: Uint8Array }): void {
  const { itemsMax, networkBytesMax, countsBytesMax } = artefactLimits;
  const sizes = [
    ['items', layout.shape.itemCount, itemsMax],
    ['bytes of networks', network.length, networkBytesMax],
    ['bytes of counts', counts.length, countsBytesMax],
  ] as const;
  for (const [what, size, most] of sizes) if (size > most) throw new Error(`the model has ${size} ${what}, and the worker takes ${most}`);
}

const fileBytesMax = 64 * 1024 * 1024;

/** Of each item row which product it is. Items of the file are those of the sequences that were learnt from. */
async function productsOf(file: string, { layout, itemIds }: Manifest, io: Io): Promise<(Id<'prd'> | null)[]> {
  const bytes = await fileBytes(file);
  if (bytes === undefined) throw new UsageError(`there is no file ${file}`);
  if (bytes > fileBytesMax) throw new Error(`${file} has ${bytes} bytes: no list of products is that long`);
  const rows = new Map(itemIds?.map((id, row) => [id, row]));
  const rowOf = (item: number): number | undefined => (itemIds ? rows.get(item) : item <= layout.shape.itemCount ? item - 1 : undefined);
  const products = Array.from({ length: layout.shape.itemCount }, (): Id<'prd'> | null => null);
  const taken = new Set<string>();
  let others = 0;
  for (const [at, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    const [item = '', product, more] = text.trim().split(/\s+/);
    if (item === '') continue;
    const where = `${file}, line ${at + 1}`;
    if (!/^[1-9]\d{0,15}$/.test(item) || more !== undefined)
      throw new Error(`${where}: write "item product", not "${text.trim().slice(0, 80)}"`);
    if (!isId('prd', product)) throw new Error(`${where}: "${String(product).slice(0, 80)}" is no id of a product`);
    if (taken.has(item) || taken.has(product))
      throw new Error(`${where}: ${taken.has(item) ? `item ${item}` : product} stands there twice`);
    taken.add(item).add(product);
    const row = rowOf(Number(item));
    if (row === undefined) others += 1;
    else products[row] = product;
  }
  if (others > 0) io.err(`${others} items of ${file} are not in the model: baskets have come since it was trained`);
  return products;
}

async function fullName(client: Client, start: string | undefined): Promise<string> {
  if (start === undefined || !/^[0-9a-f]{1,64}$/.test(start))
    throw new UsageError('name an artefact by its hash, or the first letters of it');
  const { artefacts } = await client(listArtefacts, {});
  const [found, other] = artefacts.filter(({ id }) => id.startsWith(start));
  if (!found) throw new Error(`there is no artefact ${start}; "gloss model companions list" names them`);
  if (other) throw new Error(`${start} begins the names of several artefacts: say more of it`);
  return found.id;
}

const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
const at = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
const artefactLine = ({ id, note, items, products, networks, bytes, addedAt, isInForce }: Artefact): string =>
  `${isInForce ? '*' : ' '} ${id.slice(0, 12)}  ${at(addedAt)}  ${products} of ${items} items, ${networks} networks, ${bytes} bytes  ${note}`;
