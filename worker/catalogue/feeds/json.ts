/** Any JSON list or newline-delimited JSON, by a mapping file that says which path is what. */
import { fail } from '#shared/errors.ts';
import type { FeedFormat } from './feed.ts';
import { type JsonItem, jsonItems } from './json-items.ts';
import { mappedFields, mappedNames } from './mapping.ts';
import { productReader } from './product.ts';

export const json: FeedFormat = {
  name: 'json',
  title: 'any JSON list or newline-delimited JSON, with a mapping file (--map)',
  recognises: (head) => /^\s*[[{]/.test(head),
  needs: ({ mapping }) => {
    if (!mapping)
      fail('invalid_request', 'A JSON feed needs a mapping file that says which path is what: --map mapping.json (docs/FEEDS.md).');
  },
  async *read(text, options) {
    const { mapping } = options;
    if (!mapping) return;
    const read = productReader(options);
    let isFirst = true;
    for await (const found of jsonItems(text, mapping.items ?? '')) {
      if ('reason' in found) {
        yield found;
        continue;
      }
      if (isFirst && mappedNames(mapping).every((path) => valueAt(found.item, path) === undefined))
        fail(
          'unprocessable',
          `its first object has none of the mapped paths; its keys are: ${Object.keys(found.item).join(', ').slice(0, 500)}`,
        );
      isFirst = false;
      yield { line: found.line, ...read(mappedFields(mapping, (path) => textAt(found.item, path))) };
    }
  },
};

/** `offers.0.price`: keys and places in lists, parted by dots. A key that holds a dot itself is tried first. */
function valueAt(item: JsonItem, path: string): unknown {
  if (Object.hasOwn(item, path)) return item[path];
  let value: unknown = item;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Of a list the first entry that says something. */
function textAt(item: JsonItem, path: string): string {
  const value = valueAt(item, path);
  const one = Array.isArray(value) ? value.find((entry) => textOf(entry) !== '') : value;
  return textOf(one);
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
