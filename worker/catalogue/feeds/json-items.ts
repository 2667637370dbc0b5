/** The objects of a JSON list or of newline-delimited JSON, one by one, from streamed text. A broken object is refused alone. */
import { fail } from '#shared/errors.ts';
import { type Piece, pieceCharsMax, pieces, type Splitter } from './pieces.ts';

export type JsonItem = Readonly<Record<string, unknown>>;

/** @param path where the list is within the file, such as `data.products`; '' when the file itself is the list. */
export async function* jsonItems(
  text: AsyncIterable<string>,
  path: string,
): AsyncGenerator<{ line: number; item: JsonItem } | { line: number; reason: string }> {
  const splitter = objectSplitter(path);
  for await (const found of pieces(text, splitter)) {
    if ('reason' in found) yield found;
    else yield { line: found.line, ...readObject(found.value) };
  }
  if (!splitter.isFound()) fail('unprocessable', path === '' ? 'it holds no list of objects' : `it has no list at ${path}`);
}

function readObject(text: string): { item: JsonItem } | { reason: string } {
  try {
    return { item: JSON.parse(text) as JsonItem };
  } catch (error) {
    return { reason: `this object is not valid JSON (${error instanceof Error ? error.message.slice(0, 120) : ''})` };
  }
}

/** `list`: between brackets; `lines`: one object a line. */
type Layout = 'list' | 'lines';

function objectSplitter(path: string): Splitter<string> & { isFound: () => boolean } {
  const seek = path === '' ? seekTop : seekPath(path);
  let layout: Layout | undefined;
  let state: 'fine' | 'lost' | 'mended' | 'over' = 'fine';
  /** How every object begins, learned from the first: where to go on after a broken one. */
  let beginning: RegExp | undefined;

  const broken = (text: string, at: number, reason: string, looked?: number): Piece<string> => {
    if (layout === 'list') state = 'lost';
    return { take: layout === 'list' ? 1 : lineLength(text, at), reason, ...(looked === undefined ? {} : { looked }) };
  };
  const again = (text: string, at: number, ended: boolean): Piece<string> | undefined => {
    const found = beginning === undefined ? -1 : text.slice(at).search(beginning);
    const past = text.length - at - (ended ? 0 : beginningCharsMax);
    if (found < 0) return past > 0 ? { take: past } : undefined;
    state = 'mended';
    return found === 0 ? itemAt(text, at, ended) : { take: found };
  };
  const itemAt = (text: string, at: number, ended: boolean): Piece<string> | undefined => {
    beginning ??= beginningOf(text, at);
    const end = objectEnd(text, at);
    if (typeof end === 'number') return { take: end - at, value: text.slice(at, end) };
    if (end) return broken(text, at, end.reason, end.at - at);
    return ended ? broken(text, at, cutOff) : undefined;
  };
  return {
    isFound: () => layout !== undefined,
    next: (text, at, ended) => {
      if (layout === undefined) {
        const found = seek(text, at);
        layout = found?.layout;
        if (!found || found.take > 0) return found && { take: found.take };
      }
      if (state === 'over') return { take: text.length - at };
      const mark = text[at] ?? '';
      if (/[\s,]/.test(mark)) return { take: /^[\s,]+/.exec(text.slice(at, at + 4096))?.[0].length ?? 1 };
      if (state === 'lost') return again(text, at, ended);
      if (mark === '{') return itemAt(text, at, ended);
      if (mark === ']' && layout === 'list' && state === 'fine') state = 'over';
      if (state === 'mended') state = 'lost';
      return state === 'fine' ? broken(text, at, 'here should stand an object in braces') : { take: 1 };
    },
    giveUp: (text, at) => {
      if (layout === 'lines' && state === 'fine' && beginning && text.length - at >= pieceCharsMax) fail('unprocessable', wrapped);
      return broken(text, at, cutOff);
    },
  };
}

const cutOff = 'what begins here does not end: the JSON is cut off, or a quote or brace is missing';
const wrapped = 'its first object is very long: if the list of products stands inside it, say where with "items" in the mapping';
const beginningCharsMax = 200;

function beginningOf(text: string, at: number): RegExp | undefined {
  const key = /^\{\s{0,40}"([^"\\\n]{1,100})"/.exec(text.slice(at, at + beginningCharsMax))?.[1];
  return key === undefined ? undefined : new RegExp(`\\{\\s{0,40}"${key.replaceAll(/[^\w]/g, '\\$&')}"`);
}

/** Where the object that opens here is closed; undefined when it is not yet. */
function objectEnd(text: string, open: number): number | { reason: string; at: number } | undefined {
  const mark = /["{}[\]]/g;
  mark.lastIndex = open;
  const closers: string[] = [];
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const [sign] = found;
    if (sign === '"') {
      const end = stringEnd(text, found.index);
      if (end === undefined) return undefined;
      if (text.slice(found.index, end).includes('\n')) return { reason: 'a quote is missing in this object', at: end };
      mark.lastIndex = end;
    } else if (sign === '{' || sign === '[') {
      closers.push(sign === '{' ? '}' : ']');
    } else {
      if (closers.pop() !== sign) return { reason: 'brackets do not match in this object', at: found.index };
      if (closers.length === 0) return found.index + 1;
    }
  }
  return undefined;
}

/** Behind the closing quote of the string that opens here. */
function stringEnd(text: string, open: number): number | undefined {
  for (let quote = text.indexOf('"', open + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return undefined;
}

interface Sought {
  take: number;
  layout?: Layout;
}

function seekTop(text: string, at: number): Sought | undefined {
  const start = text.slice(at).search(/\S/);
  if (start < 0) return { take: text.length - at };
  if (start > 0) return { take: start };
  if (text[at] === '[') return { take: 1, layout: 'list' };
  return text[at] === '{' ? { take: 0, layout: 'lines' } : fail('unprocessable', 'it begins with neither [ nor {');
}

/** Walks the file token by token, with the keys that lead to the place, until the list at the path opens. */
function seekPath(path: string): (text: string, at: number) => Sought | undefined {
  const keys: string[] = [];
  let key = '';
  return (text, at) => {
    const mark = text[at];
    if (mark === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      key = text.slice(at + 1, end - 1);
      return { take: end - at };
    }
    if (mark === '[' && [...keys.slice(1), key].join('.') === path) return { take: 1, layout: 'list' };
    if (mark === '{' || mark === '[') keys.push(key);
    if (mark === '}' || mark === ']') key = keys.pop() ?? '';
    const plain = /^[^"{}[\]]+/.exec(text.slice(at, at + 65_536))?.[0].length ?? 1;
    return { take: plain };
  };
}

const lineLength = (text: string, at: number): number => {
  const newline = text.indexOf('\n', at);
  return (newline < 0 ? text.length : newline + 1) - at;
};
