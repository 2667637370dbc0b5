/** The feed formats, in the order in which they are recognised, and the one way to read a feed. */
import { importFeedBytesMax } from '#shared/contracts/catalogue.ts';
import { fail, Refusal } from '#shared/errors.ts';
import { csv } from './csv.ts';
import { decoded, within } from './decode.ts';
import { type FeedEntry, type FeedFormat, type FeedOptions, isRefusal } from './feed.ts';
import { googleTsv } from './google-tsv.ts';
import { googleXml } from './google-xml.ts';
import { json } from './json.ts';
import { schemaOrg } from './schema-org.ts';
import { shopifyCsv } from './shopify-csv.ts';

export { type FeedEntry, type FeedOptions, isRefusal } from './feed.ts';
export { parseMapping } from './mapping.ts';

export const feedFormats: readonly FeedFormat[] = [googleXml, schemaOrg, json, shopifyCsv, googleTsv, csv];

export interface FeedSource {
  bytes: AsyncIterable<Uint8Array>;
  options: FeedOptions;
  /** Taken as it is, whatever the feed looks like. */
  format?: FeedFormat | undefined;
  /** SKUs that other files of the same feed told already, and where. It grows by those of this one. */
  seen?: Map<string, string>;
  /** How messages speak of this file among several. */
  name?: string;
  /** Called once, before the first row. */
  onFormat?: (format: FeedFormat) => void;
}

/**
 * Reads a feed row by row, in flat memory.
 * @throws Refusal `invalid_request` where an option is missing, `unprocessable` or `too_large` where the rest cannot be read; rows that came before stay good.
 */
export async function* readFeed(source: FeedSource): AsyncGenerator<FeedEntry> {
  const seen = source.seen ?? new Map<string, string>();
  let rows = 0;
  let keptRows = 0;
  try {
    for await (const entry of entriesOf(source)) {
      rows += 1;
      const repeated = isRefusal(entry) ? undefined : seen.get(entry.product.sku);
      if (isRefusal(entry)) yield entry;
      else if (repeated !== undefined)
        yield { line: entry.line, reason: `id ${entry.product.sku} stood already ${repeated}: only the first was taken` };
      else {
        seen.set(entry.product.sku, source.name === undefined ? `on line ${entry.line}` : `in ${source.name}`);
        keptRows += 1;
        yield entry;
      }
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'invalid_request') throw error;
    const whatIsKept = rows === 0 ? 'Nothing was read.' : `The ${rows} rows before are read, ${keptRows} of them good; the rest is not.`;
    const advice = error.code === 'too_large' ? ' Split the feed into smaller files.' : '';
    throw new Refusal(error.code, `The feed cannot be read to its end: ${error.message}. ${whatIsKept}${advice}`, {
      ...error.facts,
      rows,
      keptRows,
    });
  }
}

async function* entriesOf({ bytes, options, format: given, onFormat }: FeedSource): AsyncGenerator<FeedEntry> {
  const chunks = decoded(within(bytes, importFeedBytesMax))[Symbol.asyncIterator]();
  const { head, text } = await withHead(chunks);
  if (head.trim() === '') fail('unprocessable', 'it is empty');
  const format = given ?? formatOf(head, options);
  format.needs?.(options, head);
  onFormat?.(format);
  yield* format.read(text, options);
}

/** @throws Refusal `invalid_request` with what to do when no format fits. */
function formatOf(head: string, { mapping }: FeedOptions): FeedFormat {
  const mapped = [json, csv];
  const found = (mapping ? mapped : feedFormats).find((format) => format.recognises(head));
  if (found) return found;
  return fail(
    'invalid_request',
    `This is no feed that is known here. Known are: ${feedFormats.map(({ name, title }) => `${name}: ${title}`).join('; ')}.`,
  );
}

const headCharsMin = 8192;

/** The first characters, and the whole text with them. */
async function withHead(chunks: AsyncIterator<string>): Promise<{ head: string; text: AsyncIterable<string> }> {
  const read: string[] = [];
  let length = 0;
  let failure: unknown;
  while (length < headCharsMin) {
    const next = await chunks.next().catch((error: unknown) => {
      failure = error;
      return { done: true as const, value: undefined };
    });
    if (next.done) break;
    read.push(next.value);
    length += next.value.length;
  }
  async function* text(): AsyncGenerator<string> {
    try {
      yield* read;
      if (failure !== undefined) throw failure;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  return { head: read.join('').slice(0, headCharsMin), text: text() };
}
