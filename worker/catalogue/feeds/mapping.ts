/** The small file that says which column or path of a plain CSV or JSON feed is what. docs/FEEDS.md has worked examples. */
import * as z from 'zod';
import { availabilities } from '#shared/contracts/catalogue.ts';
import { currency } from '#shared/contracts/fields.ts';
import { Refusal } from '#shared/errors.ts';
import { amountStyles } from './price.ts';
import { type LooseField, looseFields } from './product.ts';

const name = z.string().min(1).max(200);
/** A column or path; several: the first that is not empty; with `split`: the first part of it. */
const Source = z.union([
  name,
  z.array(name).min(1).max(10),
  z.strictObject({ from: z.union([name, z.array(name).min(1).max(10)]), split: z.string().min(1).max(10) }),
]);
type Source = z.output<typeof Source>;

export const Mapping = z.strictObject({
  fields: z.partialRecord(z.enum(looseFields), Source).refine((fields) => ['sku', 'title', 'url'].every((field) => field in fields), {
    error: 'sku, title and url must be there',
  }),
  /** Values that every row has. */
  constants: z.partialRecord(z.enum(looseFields), z.string().max(300)).optional(),
  amounts: z.enum(amountStyles).optional(),
  /** Sign to ISO 4217 code. */
  currencies: z.record(z.string().min(1).max(10), currency).optional(),
  /** The feed's word for stock to ours. */
  availability: z.record(z.string().max(100), z.enum(availabilities)).optional(),
  /** CSV: what parts columns; found by itself when left out. */
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  /** JSON: where the list of products is, such as `data.products`; left out: the whole file is the list. */
  items: name.optional(),
});
export type Mapping = z.output<typeof Mapping>;

/** @throws Refusal `invalid_request` with what is wrong, in words. */
export function parseMapping(text: string): Mapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal('invalid_request', `The mapping is not valid JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const parsed = Mapping.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '));
  throw new Refusal('invalid_request', `The mapping cannot be used: ${issues.join('; ')}`);
}

/** A row's fields by the mapping; `read` gives a column's or path's text, '' where there is none. */
export function mappedFields(mapping: Mapping, read: (name: string) => string): Partial<Record<LooseField, string>> {
  const values = Object.entries(mapping.fields).map(([field, source]) => [field, told(source, read)] as const);
  return { ...mapping.constants, ...Object.fromEntries(values.filter(([, value]) => value !== '')) };
}

/** Every column or path that a mapping names. */
export const mappedNames = (mapping: Mapping): string[] => Object.values(mapping.fields).flatMap(namesOf);

function namesOf(source: Source): string[] {
  if (typeof source === 'string') return [source];
  return Array.isArray(source) ? source : namesOf(source.from);
}

function told(source: Source, read: (name: string) => string): string {
  const value =
    namesOf(source)
      .map((one) => read(one).trim())
      .find((text) => text !== '') ?? '';
  const isSplit = typeof source === 'object' && !Array.isArray(source);
  return isSplit ? (value.split(source.split)[0]?.trim() ?? '') : value;
}
