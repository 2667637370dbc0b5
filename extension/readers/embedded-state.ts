import { jsonAt, looseJson } from './json.ts';
import { readerLimits as limits } from './limits.ts';
import type { PageDocument } from './reader.ts';

/**
 * What an inline script assigns to a name (`window.name = {...}`): JSON, an object literal with bare `undefined`, or either as a quoted
 * string. undefined where no script does, or where it is too big or broken.
 */
export function embeddedState(document: PageDocument, name: string): unknown {
  const scripts = document.querySelectorAll('script');
  for (let index = 0; index < scripts.length && index < 200; index += 1) {
    const text = scripts[index]?.textContent ?? '';
    const found = text.includes(name) && text.length <= limits.stateBytes ? assigned(text, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function assigned(script: string, name: string): unknown {
  const match = new RegExp(`${name}["'\\]]{0,2}\\s*=\\s*(?:JSON\\.parse\\(\\s*)?(?=[{"'])`).exec(script);
  if (!match) return undefined;
  const start = match.index + match[0].length;
  if (script[start] === '{') return literal(jsonAt(script, start, limits.stateBytes));
  return literal(unquoted(script, start));
}

/** JSON, or else what is JSON but for `undefined` in place of values. */
function literal(text: string | undefined): unknown {
  if (!text) return undefined;
  return looseJson(/[:[,]\s*undefined\s*[,}\]]/.test(text) ? text.replace(/([:[,]\s*)undefined(?=\s*[,}\]])/g, '$1null') : text);
}

/** The text that a quoted string of a script stands for; phones get YouTube's state as `'\x7b\x22...'`. */
function unquoted(script: string, start: number): string | undefined {
  const quote = script[start];
  let end = start + 1;
  while (end < script.length && script[end] !== quote) end += script[end] === '\\' ? 2 : 1;
  if (end >= script.length) return undefined;
  return script.slice(start + 1, end).replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gis, (_, x: string, u: string, char: string) => {
    if (x || u) return String.fromCharCode(Number.parseInt(x || u, 16));
    return PLAIN_ESCAPES[char] ?? char;
  });
}

const PLAIN_ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The JSON of the first script that a selector finds; undefined where there is none, or where it is too big or broken. */
export function scriptJson(document: PageDocument, selector: string): unknown {
  const text = document.querySelector(selector)?.textContent ?? '';
  return text && text.length <= limits.stateBytes ? looseJson(text) : undefined;
}
