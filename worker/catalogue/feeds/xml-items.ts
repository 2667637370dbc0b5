/** The items of an RSS or Atom feed, one by one, from streamed text. An item that is broken is refused alone; declared entities are never read. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type Piece, pieces, type Splitter } from './pieces.ts';
import { decodeEntities } from './plain-text.ts';

/** An item's elements by their local names, with all values of each, in order. Only elements without a prefix or with Google's. */
export type XmlItem = ReadonlyMap<string, readonly string[]>;

export async function* xmlItems(
  text: AsyncIterable<string>,
): AsyncGenerator<{ line: number; item: XmlItem } | { line: number; reason: string }> {
  const splitter = itemSplitter();
  for await (const found of pieces(text, splitter)) {
    if ('reason' in found) yield found;
    else yield { line: found.line, ...readItem(found.value, splitter.prefix) };
  }
}

interface ItemSplitter extends Splitter<string> {
  /** What the feed calls Google's namespace. */
  prefix: string;
}

const tag = /<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>/y;
const itemStart = /<(item|entry)(?=[\s/>])/y;

function itemSplitter(): ItemSplitter {
  const splitter: ItemSplitter = {
    prefix: 'g',
    next: (text, at, ended) => {
      const open = text.indexOf('<', at);
      if (open < 0) return { take: text.length - at };
      if (text.length - open < longestMark && !ended) return undefined;
      const skip = open - at;
      if (text.startsWith('<!--', open)) return through(text, at, '-->');
      if (text.startsWith('<![CDATA[', open)) return through(text, at, ']]>');
      if (text.startsWith('<?', open)) return through(text, at, '?>');
      if (text.startsWith('<!', open)) return { take: skip + 1, skip, fatal: declares };
      itemStart.lastIndex = open;
      const start = itemStart.exec(text);
      if (start) return itemPiece(text, { at, open, name: start[1] ?? 'item' });
      tag.lastIndex = open;
      const other = tag.exec(text)?.[0];
      if (other === undefined) return text.includes('<', open + 1) ? { take: skip + 1 } : undefined;
      splitter.prefix = /\sxmlns:([\w.-]+)\s*=\s*["']https?:\/\/base\.google\.com\/ns\/1\.0\/?["']/.exec(other)?.[1] ?? splitter.prefix;
      return { take: skip + other.length };
    },
    giveUp: (text, at) => {
      const open = Math.max(0, text.indexOf('<', at) - at);
      return { take: open + 1, skip: open, reason: 'what begins here does not end: it is not well-formed XML' };
    },
  };
  return splitter;
}

const longestMark = '<![CDATA['.length;
const declares = 'it declares a document type or entities (<!DOCTYPE …>), which are never read: leave the declaration out';

function through(text: string, at: number, mark: string): Piece<string> | undefined {
  const end = text.indexOf(mark, at);
  return end < 0 ? undefined : { take: end + mark.length - at };
}

/** Ends at the first end tag. One that stands within CDATA ends it too: better one item refused than two made into one. */
function itemPiece(text: string, { at, open, name }: { at: number; open: number; name: string }): Piece<string> | undefined {
  const skip = open - at;
  tag.lastIndex = open;
  const opening = tag.exec(text)?.[0];
  if (opening?.endsWith('/>')) return { take: skip + opening.length, skip, reason: `the <${name}> is empty` };
  const close = text.indexOf(`</${name}`, open);
  const end = close < 0 ? -1 : text.indexOf('>', close);
  const body = text.slice(open + 1, close < 0 ? text.length : close);
  const nested = body.search(name === 'item' ? /<item[\s/>]/ : /<entry[\s/>]/);
  if (nested >= 0) return { take: skip + 1 + nested, skip, reason: `the <${name}> is not closed before the next one begins` };
  if (end < 0) return undefined;
  return { take: end + 1 - at, skip, value: text.slice(open, end + 1) };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
});

function readItem(xml: string, prefix: string): { item: XmlItem } | { reason: string } {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return { reason: declares };
  // A bare & is no reason to lose a product; whatever else is not well-formed is.
  const wellFormed = XMLValidator.validate(xml.replaceAll(/&(?!#?\w{1,10};)/g, '&amp;'));
  if (wellFormed !== true)
    return { reason: `the item is not well-formed XML (${wellFormed.err.msg.replaceAll(/\s+/g, ' ').slice(0, 200)})` };
  let root: unknown;
  try {
    root = Object.values(parser.parse(xml) as Record<string, unknown>)[0];
  } catch (error) {
    return { reason: `the item cannot be read (${error instanceof Error ? error.message.slice(0, 200) : 'XML'})` };
  }
  return { item: elementsOf(root, prefix) };
}

function elementsOf(root: unknown, prefix: string): XmlItem {
  const plain = new Map<string, string[]>();
  const google = new Map<string, string[]>();
  for (const [tagName, node] of Object.entries(typeof root === 'object' && root !== null ? root : {})) {
    const [before, local] = tagName.includes(':')
      ? [tagName.slice(0, tagName.indexOf(':')), tagName.slice(tagName.indexOf(':') + 1)]
      : ['', tagName];
    if (local.startsWith('@') || local.startsWith('#') || (before !== '' && before !== prefix)) continue;
    const values = (Array.isArray(node) ? node : [node]).map(textOf).filter((value) => value !== '');
    if (values.length > 0) (before === '' ? plain : google).set(local, values);
  }
  return new Map([...plain, ...google]);
}

/** Text, CDATA, or the address of an Atom link. */
function textOf(node: unknown): string {
  if (typeof node === 'string') return decodeEntities(node.trim());
  if (typeof node !== 'object' || node === null) return '';
  const { '#text': text, '#cdata': cdata, '@href': href, '@rel': rel } = node as Record<string, unknown>;
  if (typeof href === 'string') return rel === undefined || rel === 'alternate' ? decodeEntities(href) : '';
  const raw = Array.isArray(cdata) ? cdata.join('') : cdata;
  return `${typeof text === 'string' ? decodeEntities(text) : ''}${typeof raw === 'string' ? raw : ''}`.trim();
}
