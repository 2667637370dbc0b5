/** Tokens of an HTML page in one pass, whatever state the page is in. Nothing is run, fetched or built. */
import { decodeEntities } from './plain-text.ts';

export type HtmlToken =
  | { kind: 'open'; at: number; name: string; attributes: ReadonlyMap<string, string>; isClosed: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }
  /** What stands within a script, undecoded. */
  | { kind: 'script'; at: number; type: string; text: string }
  | { kind: 'comment'; text: string };

export function* htmlTokens(page: string): Generator<HtmlToken> {
  let at = 0;
  while (at < page.length) {
    const open = page.indexOf('<', at);
    if (open !== at) yield { kind: 'text', text: decodeEntities(page.slice(at, open < 0 ? page.length : open)) };
    if (open < 0) return;
    at = yield* markup(page, open);
  }
}

function* markup(page: string, open: number): Generator<HtmlToken, number> {
  if (page.startsWith('<!--', open)) {
    const end = indexOr(page, '-->', open + 4);
    yield { kind: 'comment', text: page.slice(open + 4, end) };
    return end + 3;
  }
  tagName.lastIndex = open;
  const [whole, slash, name = ''] = tagName.exec(page) ?? [];
  if (whole === undefined) {
    const isDeclaration = page[open + 1] === '!' || page[open + 1] === '?' || page[open + 1] === '/';
    if (!isDeclaration) yield { kind: 'text', text: '<' };
    return isDeclaration ? indexOr(page, '>', open) + 1 : open + 1;
  }
  const tag = name.toLowerCase();
  if (slash) {
    yield { kind: 'close', name: tag };
    return indexOr(page, '>', open) + 1;
  }
  const { attributes, end } = readAttributes(page, open + whole.length);
  const isClosed = voidElements.has(tag) || page[end - 2] === '/';
  if (!rawElements.has(tag)) {
    yield { kind: 'open', at: open, name: tag, attributes, isClosed };
    return end;
  }
  const close = rawEnd(page, tag, end);
  if (tag === 'script') yield { kind: 'script', at: end, type: attributes.get('type') ?? '', text: page.slice(end, close) };
  return indexOr(page, '>', close) + 1;
}

const tagName = /<(\/?)([a-z][a-z0-9:-]*)/iy;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/y;
const voidElements = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const rawElements = new Set(['script', 'style', 'textarea', 'noscript', 'template', 'iframe']);

function readAttributes(page: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  while (at < page.length && page[at] !== '>') {
    attribute.lastIndex = at;
    const [whole, name = '', double, single, bare] = attribute.exec(page) ?? [];
    if (whole === undefined) {
      at += 1;
      continue;
    }
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? bare ?? ''));
    at += whole.length;
  }
  return { attributes, end: Math.min(at + 1, page.length) };
}

function rawEnd(page: string, tag: string, from: number): number {
  const close = new RegExp(`</${tag}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  return close.exec(page)?.index ?? page.length;
}

function indexOr(page: string, mark: string, from: number): number {
  const found = page.indexOf(mark, from);
  return found < 0 ? page.length : found;
}
