import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type PageSection, PageSnapshot, type PublicCount } from '#shared/page.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { openPage, readSaved, type SeenPage } from './page.ts';

/** `gloss read`: what a reader sees in a saved page, and why there would be no card. */
export const readCommand: Command = {
  summary: 'prints what a page reader sees in a saved page, and why no card',
  help: [
    'gloss read <file> [--url <address>] [--json]   |   gloss read --all <folder> [--json]',
    '',
    '<file>            a saved page (.html), or a recorded response of a platform (.json)',
    '--url <address>   where the page was; without it the canonical address that the page states',
    '--all <folder>    every page of a folder with one subfolder per kind, each with a labels.json of { name: { file, url } }',
    '--json            the snapshot as JSON; with --all { "<kind>/<name>": snapshot | { "error": "..." } }',
  ],
  run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { url: { type: 'string' }, all: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    if (values.all !== undefined) {
      if (positionals.length > 0 || values.url !== undefined) throw new UsageError('--all takes a folder and no file or --url');
      return readAll(values.all, values.json, io);
    }
    const [file, more] = positionals;
    if (file === undefined || more !== undefined) throw new UsageError('name one saved page');
    return readOne(file, { address: values.url, isJson: values.json }, io);
  },
};

function readOne(file: string, { address, isJson }: { address: string | undefined; isJson: boolean }, io: Io): number {
  if (address !== undefined && !URL.canParse(address)) throw new UsageError(`"${address}" is no address; write it with https://`);
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const { reading, seen } = readSaved(openPage(file), address === undefined ? undefined : new URL(address));
  if (!seen) {
    io.err(`gloss read: no card: ${sentences[reading.why ?? 'empty']}`);
    if (isJson) io.out(JSON.stringify({ error: reading.why ?? 'empty' }));
    return 1;
  }
  if (isJson) io.out(JSON.stringify(seen, null, 2));
  else for (const line of described(seen, reading.reader ?? '', reading.why)) io.out(line);
  return 0;
}

/** One page of a folder, as `--all` finds it. */
export interface FolderEntry {
  key: string;
  kind: string;
  file: string;
  url?: URL;
}

/** The pages of a folder with one subfolder per kind, in the order of their labels. Throws when there is none. */
export function listPages(folder: string): FolderEntry[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`there is no folder ${folder}`);
  const kinds = readdirSync(folder)
    .filter((kind) => existsSync(path.join(folder, kind, 'labels.json')))
    .sort();
  if (kinds.length === 0) throw new Error(`${folder} has no subfolder with a labels.json`);
  return kinds.flatMap((kind) => {
    const labels = labelsIn(path.join(folder, kind, 'labels.json'));
    return Object.entries(labels).map(([name, { file, url }]) => {
      const entry = { key: `${kind}/${name}`, kind, file: path.join(folder, kind, file ?? `${name}.html`) };
      return url && URL.canParse(url) ? { ...entry, url: new URL(url) } : entry;
    });
  });
}

function labelsIn(file: string): z.output<typeof Labels> {
  try {
    return Labels.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : 'it is not JSON';
    throw new Error(`${file} is no list of labels { "<name>": { "file", "url", … } }: ${why}`, { cause: error });
  }
}

const Labels = z.record(z.string(), z.looseObject({ file: z.string().optional(), url: z.string().nullish() }));

function readAll(folder: string, isJson: boolean, io: Io): number {
  const seen: Record<string, SeenPage | { error: string }> = {};
  for (const entry of listPages(folder)) seen[entry.key] = readEntry(entry);
  if (isJson) io.out(JSON.stringify(seen, null, 1));
  else for (const [key, page] of Object.entries(seen)) io.out('error' in page ? `${key}  ${page.error}` : `${key}  ${summary(page)}`);
  return 0;
}

/** A broken file is an answer about that file, so that the others are still read. */
function readEntry({ file, url }: FolderEntry): SeenPage | { error: string } {
  try {
    const { reading, seen } = readSaved(openPage(file), url);
    if (!seen) return { error: `no card: ${sentences[reading.why ?? 'empty']}` };
    const { error } = PageSnapshot.partial({ url: true }).safeParse(seen);
    return error ? { error: `the snapshot breaks its own schema: ${z.prettifyError(error)}` } : seen;
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const sentences = {
  unsupported: 'no reader takes this address',
  not_content: 'this is no content: a search, a cart, a consent wall or an entrance',
  empty: 'there is nothing to read, or not at this address',
  no_product: 'the page names nothing to buy',
  failed: 'the reader gave up on this page',
} as const;

function summary(page: SeenPage): string {
  return `${page.kind}, ${page.products.length} products, ${page.shopLinks.length} links: ${page.title ?? ''}`;
}

function described(page: SeenPage, reader: string, why: keyof typeof sentences | undefined): string[] {
  const { products, shopLinks, text, creator, counts = {}, sections = [], comments = [], affiliateLinks = [], ...rest } = page;
  const lines = Object.entries(rest).map(([name, value]) => `${name.padEnd(12)} ${value}`);
  const by = creator ? [creator.name, creator.handle, creator.id].filter(Boolean).join(' · ') : creator === null ? 'none' : 'not known';
  return [
    `${'reader'.padEnd(12)} ${reader}`,
    ...lines,
    `${'creator'.padEnd(12)} ${by}`,
    ...products.map(
      (product) =>
        `${'product'.padEnd(12)} ${[product.name, product.brand, product.price && `${product.price.amount} ${product.price.currency}`, product.gtin, product.sku, product.mpn].filter(Boolean).join(' · ')}`,
    ),
    ...shopLinks.map((link) => `${'shop link'.padEnd(12)} ${link}${affiliateLinks.includes(link) ? '  (earns for the author)' : ''}`),
    ...Object.entries(counts).flatMap(([name, count]) => (count ? [`${name.padEnd(12)} ${countText(count)}`] : [])),
    ...sections.map((section) => `${'section'.padEnd(12)} ${sectionText(section)}`),
    ...comments.slice(0, commentsShown).map(({ author, text: said }) => `${'comment'.padEnd(12)} ${author ?? '?'}: ${shortened(said)}`),
    ...(comments.length > commentsShown ? [`${'comment'.padEnd(12)} and ${comments.length - commentsShown} more`] : []),
    `${'text'.padEnd(12)} ${(text ?? '').length} characters: ${shortened(text)}`,
    `${'card'.padEnd(12)} ${why ? `none: ${sentences[why]}` : 'possible'}`,
  ];
}

const commentsShown = 3;

/** `12:05  Heading  words  (2 links)`, of what there is. */
function sectionText({ atSeconds, heading, text, links }: PageSection): string {
  const parts = [
    atSeconds === undefined ? '' : clockOf(atSeconds),
    heading ?? '',
    shortened(text, 80),
    links.length === 0 ? '' : `(${links.length === 1 ? '1 link' : `${links.length} links`})`,
  ];
  return parts.filter(Boolean).join('  ') || '(empty)';
}

const countText = ({ printed, value }: PublicCount): string => `${printed} ${value === null ? '(how many is unsure)' : `= ${value}`}`;

const clockOf = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
};

const shortened = (text: string | undefined, lengthMax = 160): string => (text ?? '').replaceAll(/\s+/g, ' ').slice(0, lengthMax);
