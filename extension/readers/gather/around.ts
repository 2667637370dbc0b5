import { readerLimits as limits } from '../limits.ts';
import type { PageDocument } from '../reader.ts';
import type { Pieces } from './pieces.ts';

/** What a page's scripts say around a name: the innermost objects that hold it, as text. Pages keep there what they do not declare. */
export function* objectsAround(document: PageDocument, name: string): Pieces<string[]> {
  const needle = needleOf(name);
  const found = new Set<string>();
  const scripts = document.querySelectorAll('script');
  let looked = 0;
  for (let index = 0; index < scripts.length && index < limits.scripts; index += 1) {
    const type = (scripts[index]?.getAttribute('type') ?? '').toLowerCase();
    const script = scripts[index]?.textContent ?? '';
    yield;
    if (script.length <= 60 || script.length > limits.scriptBytes || !isCode(type)) continue;
    for (
      let at = script.indexOf(needle);
      at >= 0 && looked < limits.fragments;
      at = script.indexOf(needle, at + limits.fragmentLength / 4)
    ) {
      looked += 1;
      found.add(objectsAt(script, at));
      yield;
    }
  }
  found.delete('');
  return [...found];
}

const isCode = (type: string): boolean => !type || (/json|javascript|module/.test(type) && !/ld\+json/.test(type));

/** Up to the first character that scripts may escape in one way or another. */
function needleOf(name: string): string {
  return /^[^"'&/<>\\\u0080-\uffff]{8,40}/.exec(name)?.[0] ?? JSON.stringify(name.slice(0, 40)).slice(1, -1);
}

/** The text of the innermost object that holds the position, and behind it what those around it say beside their own objects. */
function objectsAt(script: string, at: number): string {
  const inner = spanAround(script, at);
  if (!inner) return '';
  const parts = [script.slice(inner.start, inner.end)];
  for (let span = inner, count = 0; count < OUTER_OBJECTS; count += 1) {
    const outer = spanAround(script, span.start - 1);
    if (!outer) break;
    parts.push(ownWords(script, outer, span));
    span = outer;
  }
  return parts.join('\n').slice(0, 3 * limits.fragmentLength);
}

/** A list's item knows its price, what holds the list its currency, and what holds that, its brand. */
const OUTER_OBJECTS = 2;

interface Span {
  start: number;
  end: number;
}

/** Where the innermost object around a position begins and ends, looked for within the fragment limit on both sides. */
function spanAround(script: string, at: number): Span | undefined {
  let depth = 0;
  let start = at;
  const first = Math.max(0, at - limits.fragmentLength);
  while (start > first) {
    start -= 1;
    const char = script[start];
    if (char === '}') depth += 1;
    else if (char === '{') {
      if (depth === 0) break;
      depth -= 1;
    }
  }
  if (script[start] !== '{') return undefined;
  depth = 0;
  let end = start;
  const last = Math.min(script.length, start + 2 * limits.fragmentLength);
  for (; end < last; end += 1) {
    if (script[end] === '{') depth += 1;
    else if (script[end] === '}') {
      depth -= 1;
      if (depth === 0) break;
    }
  }
  return { start, end: end + 1 };
}

/** An object's text without the objects in it. */
function ownWords(script: string, { start, end }: Span, inner: Span): string {
  let depth = 0;
  let words = '';
  for (let at = start + 1; at < end - 1; at += 1) {
    if (at === inner.start) at = Math.min(inner.end, end - 1);
    const char = script[at] ?? '';
    if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    else if (depth === 0) words += char;
  }
  return words;
}
