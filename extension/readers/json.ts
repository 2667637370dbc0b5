import { readerLimits } from './limits.ts';
import { mendedJson } from './mended-json.ts';
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
  return strict(mendedJson(text)) ?? (/&(?:quot|#34|#x22);/i.test(text) ? strict(mendedJson(decodeEntities(text))) : undefined);
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
