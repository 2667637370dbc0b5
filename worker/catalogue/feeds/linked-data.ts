/** Things in JSON-LD as pages really write it: HTML-escaped, in comments, with line breaks in strings and commas too many. */
import type { Thing } from './html-page.ts';
import { decodeEntities } from './plain-text.ts';

/** The value, or undefined when nothing can be made of it. Never throws. */
export function looseJson(source: string): unknown {
  const text = source
    .replaceAll(/(?:\/\*\s{0,20}|\/\/\s{0,20})?(?:<!\[CDATA\[|\]\]>)(?:\s{0,20}\*\/)?/g, '')
    .replace(/^\s*(?:\/\/\s*)?<!--/, '')
    .replace(/(?:\/\/\s{0,20})?-->\s*$/, '')
    .trim()
    .replace(/;$/, '');
  return strict(text) ?? strict(mended(text)) ?? (text.includes('&') ? strict(mended(decodeEntities(text))) : undefined);
}

/** Where things of a page stand within others without being part of them. */
const containers = ['@graph', 'mainEntity', 'itemListElement', 'item', '@list', 'itemOffered'];
const thingsMax = 20_000;

/** All things that a block of JSON-LD is about, in order, each with the places it stands at left behind. */
export function thingsIn(value: unknown): Thing[] {
  const found: Thing[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && found.length < thingsMax) {
    const next = waiting.pop();
    if (Array.isArray(next)) waiting.push(...next.slice(0, thingsMax).reverse());
    else if (isThing(next)) {
      found.push(next);
      for (const key of [...containers].reverse()) if (key in next) waiting.push(next[key]);
    }
  }
  return found;
}

export const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Schema.org types without their prefix. */
export function typesOf(thing: Thing): string[] {
  return listOf(thing['@type']).flatMap((type) => (typeof type === 'string' ? [type.replace(/^.*[/#:]/, '')] : []));
}

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

function strict(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Line ends and tabs within strings become blanks; commas before a closing bracket go. */
function mended(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\[\s\S])*"|,(?=\s*[\]}])/g, (part) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters are what strict JSON refuses
    part === ',' ? '' : part.replaceAll(/[\u0000-\u001f]/g, ' ').replaceAll(/\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/g, ''),
  );
}
