/** What a call of `gloss import` asks for. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal } from '#shared/errors.ts';
import { isCurrency } from '#shared/money.ts';
import { type FeedOptions, feedFormats, parseMapping } from '#worker/catalogue/feeds/registry.ts';
import { UsageError } from '../command.ts';
import { type FeedFile, findFeedFiles } from './files.ts';

export interface Asked {
  files: FeedFile[];
  options: FeedOptions;
  format: (typeof feedFormats)[number] | undefined;
  isDryRun: boolean;
  isJson: boolean;
  hasProgress: boolean;
  to: string | undefined;
  key: string | undefined;
}

/** @throws UsageError, in words, for a call that cannot be followed. */
export function askedOf(argv: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      progress: { type: 'boolean', default: false },
      format: { type: 'string' },
      map: { type: 'string' },
      shop: { type: 'string' },
      currency: { type: 'string' },
      language: { type: 'string' },
      to: { type: 'string' },
      key: { type: 'string' },
    },
  });
  if (positionals.length === 0) throw new UsageError('name a feed');
  const format = feedFormats.find(({ name }) => name === values.format);
  if (values.format !== undefined && !format)
    throw new UsageError(`there is no format ${values.format}; formats are: ${feedFormats.map(({ name }) => name).join(', ')}`);
  return {
    files: findFeedFiles(positionals),
    options: optionsOf(values),
    format,
    isDryRun: values['dry-run'],
    isJson: values.json,
    hasProgress: values.progress || process.stderr.isTTY === true,
    to: values.to,
    key: values.key,
  };
}

interface Given {
  map?: string | undefined;
  shop?: string | undefined;
  currency?: string | undefined;
  language?: string | undefined;
}

function optionsOf({ map, shop, currency, language }: Given): FeedOptions {
  const shopUrl = shop === undefined ? undefined : (URL.parse(shop) ?? URL.parse(`https://${shop}`));
  if (shop !== undefined && !/^https?:$/.test(shopUrl?.protocol ?? ''))
    throw new UsageError(`--shop takes an address such as https://shop.example, not ${shop}`);
  const code = currency?.toUpperCase();
  if (code !== undefined && !isCurrency(code))
    throw new UsageError(`currency ${currency} is not known here: write an ISO 4217 code such as EUR`);
  return {
    now: Date.now(),
    ...(shopUrl ? { shop: shopUrl } : {}),
    ...(code ? { currency: code } : {}),
    ...(language ? { language } : {}),
    ...(map === undefined ? {} : { mapping: mappingIn(map) }),
  };
}

function mappingIn(file: string): NonNullable<FeedOptions['mapping']> {
  if (!existsSync(file)) throw new UsageError(`there is no mapping file ${file}`);
  try {
    return parseMapping(readFileSync(file, 'utf8'));
  } catch (error) {
    throw error instanceof Refusal ? new UsageError(error.message) : error;
  }
}
