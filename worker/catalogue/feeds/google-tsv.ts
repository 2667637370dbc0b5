/** Google Merchant feeds as tables: tab-separated as Google writes them, or with commas as other shops do. */
import type { FeedFormat } from './feed.ts';
import { googleFields } from './google-fields.ts';
import { productReader } from './product.ts';
import { headerOf, tableRecords } from './table.ts';

const required = ['id', 'title', 'link'];
const columnName = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replace(/^g:/, '')
    .replaceAll(/[\s-]+/g, '_');

export const googleTsv: FeedFormat = {
  name: 'google-tsv',
  title: 'Google Merchant table (TSV or CSV with the columns id, title, link, …)',
  recognises: (head) => {
    const header = headerOf(head).map(columnName);
    return required.every((name) => header.includes(name));
  },
  async *read(text, options) {
    const read = productReader(options);
    for await (const found of tableRecords(text, { columnName, required })) {
      if ('reason' in found) yield found;
      else yield { line: found.line, ...read(googleFields((attribute) => found.get(attribute).trim())) };
    }
  },
};
