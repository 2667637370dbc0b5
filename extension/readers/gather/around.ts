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
      found.add(objectAround(script, at));
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

/** The text of the innermost object that holds the position, cut at the fragment limit on both sides. */
function objectAround(script: string, at: number): string {
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
  if (script[start] !== '{') return '';
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
  return script.slice(start, end + 1);
}
