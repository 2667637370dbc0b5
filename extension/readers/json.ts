import { readerLimits } from './limits.ts';
import { decodeEntities } from './words.ts';

/**
 * JSON as pages really write it: inside comments or CDATA, HTML-escaped, with raw line breaks and bare quotes in strings, comments,
 * trailing commas, or cut off. Returns undefined when nothing can be made of it; never throws.
 */
export function looseJson(source: string): unknown {
  const text = unwrapped(source);
  if (!text) return undefined;
  const whole = strict(text);
  if (whole !== undefined || text.length > readerLimits.mendedBytes) return whole;
  return strict(repaired(text)) ?? (/&(?:quot|#34|#x22);/i.test(text) ? strict(repaired(decodeEntities(text))) : undefined);
}

/** The JSON value that starts at the first bracket at or after `from`, as text; undefined when it is not closed within `lengthMax`. */
export function jsonAt(text: string, from: number, lengthMax: number): string | undefined {
  const start = nextBracket(text, from);
  if (start < 0) return undefined;
  const end = Math.min(text.length, start + lengthMax);
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at, end);
    else if (code === CURLY || code === SQUARE) depth += 1;
    else if (code === CURLY_END || code === SQUARE_END) {
      depth -= 1;
      if (depth === 0) return text.slice(start, at + 1);
    }
  }
  return undefined;
}

const QUOTE = 34;
const BACKSLASH = 92;
const CURLY = 123;
const CURLY_END = 125;
const SQUARE = 91;
const SQUARE_END = 93;

function strict(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function unwrapped(source: string): string {
  const text = source.includes('CDATA[') ? source.replace(/<!\[CDATA\[|\]\]>/g, '') : source;
  const start = nextBracket(text, 0);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  return start < 0 ? '' : text.slice(start, end > start ? end : undefined);
}

function nextBracket(text: string, from: number): number {
  const curly = text.indexOf('{', from);
  const square = text.indexOf('[', from);
  return curly < 0 || (square >= 0 && square < curly) ? square : curly;
}

function stringEnd(text: string, from: number, end: number): number {
  let at = from + 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    at += code === BACKSLASH ? 2 : 1;
  }
  return end;
}

/** One pass that copies the text and mends what strict JSON refuses. */
function repaired(text: string): string {
  const out: string[] = [];
  const open: string[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '"') {
      const end = looseStringEnd(text, at);
      out.push(mendedString(text.slice(at + 1, end)));
      at = end + 1;
      continue;
    }
    if (char === '/' && (text[at + 1] === '*' || text[at + 1] === '/')) {
      at = commentEnd(text, at);
      continue;
    }
    if (char === '{' || char === '[') open.push(char === '{' ? '}' : ']');
    if (char === '}' || char === ']') {
      dropComma(out);
      if (open.pop() === undefined) break;
    }
    out.push(char);
    at += 1;
    if (open.length === 0) break;
  }
  dropComma(out);
  return out.join('') + open.reverse().join('');
}

/** A quote ends the string only where a string can end, so that `27" monitor` stays whole. */
function looseStringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE && /^\s*(?:[:}\]]|\/[/*]|,\s*(?:["{[\]}\d-]|true|false|null|\/\/|\/\*)|$)/.test(text.slice(at + 1, at + 40)))
      return at;
    at += code === BACKSLASH ? 2 : 1;
  }
  return text.length;
}

function mendedString(inner: string): string {
  const mended = inner
    .replace(/\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/g, '')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/(?<!\\)((?:\\\\)*)"/g, '$1\\"');
  return `"${mended}"`;
}

function commentEnd(text: string, at: number): number {
  const end = text[at + 1] === '*' ? text.indexOf('*/', at) + 2 : text.indexOf('\n', at) + 1;
  return end > at ? end : text.length;
}

function dropComma(out: string[]): void {
  while (out.length > 0 && /^[\s,]$/.test(out[out.length - 1] ?? '')) out.pop();
}
