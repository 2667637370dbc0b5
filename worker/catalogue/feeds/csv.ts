/** Any CSV, by a mapping file that says which column is what. */
import { fail } from '#shared/errors.ts';
import type { FeedFormat } from './feed.ts';
import { mappedFields, mappedNames } from './mapping.ts';
import { productReader } from './product.ts';
import { headerOf, tableRecords } from './table.ts';

export const csv: FeedFormat = {
  name: 'csv',
  title: 'any CSV, with a mapping file (--map)',
  recognises: (head) => headerOf(head).length > 1,
  needs: ({ mapping }, head) => {
    const columns = headerOf(head).join(', ').slice(0, 1000);
    if (!mapping)
      fail(
        'invalid_request',
        `A plain CSV needs a mapping file that says which column is what: --map mapping.json (docs/FEEDS.md). Its columns are: ${columns}`,
      );
  },
  async *read(text, options) {
    const { mapping } = options;
    if (!mapping) return;
    const read = productReader(options);
    const rules = { delimiter: mapping.delimiter, columnName: (header: string) => header.trim(), required: mappedNames(mapping) };
    for await (const found of tableRecords(text, rules)) {
      if ('reason' in found) yield found;
      else yield { line: found.line, ...read(mappedFields(mapping, found.get)) };
    }
  },
};
