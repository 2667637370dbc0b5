import { allAtOnce, type Pieces } from './gather/pieces.ts';
import { jsonAt, looseJson } from './json.ts';
import { readerLimits as limits } from './limits.ts';
import type { Page, PageDocument } from './reader.ts';

/**
 * What an inline script assigns to a name (`window.name = {...}`): JSON, an object literal with bare `undefined`, or either as a quoted
 * string. undefined where no script does, or where it is too big or broken.
 */
export function embeddedState({ document, states }: Pick<Page, 'document' | 'states'>, name: string): unknown {
  return states?.has(name) ? states.get(name) : allAtOnce(stateInPieces(document, name));
}

/** The states of these names, to be handed to a reader as `Page.states`. */
export function* statesInPieces(document: PageDocument, names: readonly string[]): Pieces<Map<string, unknown>> {
  const states = new Map<string, unknown>();
  for (const name of names) states.set(name, yield* stateInPieces(document, name));
  return states;
}

function* stateInPieces(document: PageDocument, name: string): Pieces<unknown> {
  const scripts = document.querySelectorAll('script');
  for (let index = 0; index < scripts.length && index < 200; index += 1) {
    const text = scripts[index]?.textContent ?? '';
    const found = text.includes(name) && text.length <= limits.stateBytes ? yield* assigned(text, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Finding the end, mending and parsing take some milliseconds each where the state is a megabyte. */
function* assigned(script: string, name: string): Pieces<unknown> {
  const match = new RegExp(`${name}["'\\]]{0,2}\\s*=\\s*(?:JSON\\.parse\\(\\s*)?(?=[{"'])`).exec(script);
  if (!match) return undefined;
  const start = match.index + match[0].length;
  const text = script[start] === '{' ? jsonAt(script, start, limits.stateBytes) : unquoted(script, start);
  yield;
  if (!text) return undefined;
  const json = withNulls(text);
  yield;
  const state = looseJson(json);
  yield;
  return state;
}

/** JSON out of what is JSON but for `undefined` in place of values. */
function withNulls(text: string): string {
  return /[:[,]\s*undefined\s*[,}\]]/.test(text) ? text.replace(/([:[,]\s*)undefined(?=\s*[,}\]])/g, '$1null') : text;
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
