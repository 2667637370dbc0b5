/** Google Merchant feeds in RSS 2.0 and Atom, with the `g:` namespace. */
import type { FeedFormat } from './feed.ts';
import { googleFields } from './google-fields.ts';
import { productReader } from './product.ts';
import { xmlItems } from './xml-items.ts';

export const googleXml: FeedFormat = {
  name: 'google-xml',
  title: 'Google Merchant XML (RSS 2.0 or Atom)',
  recognises: (head) => /^\s*<(?:\?xml|rss|feed|rdf:RDF|channel|item|entry|!--)/.test(head) && !/<(?:!doctype\s+)?html[\s>]/i.test(head),
  async *read(text, options) {
    const read = productReader(options);
    for await (const found of xmlItems(text)) {
      if ('reason' in found) yield found;
      else yield { line: found.line, ...read(googleFields((attribute) => found.item.get(attribute)?.[0] ?? '')) };
    }
  },
};
