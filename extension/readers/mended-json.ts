/** What stood last outside of strings: a value, or what may come before one. */
type Last = 'value' | 'colon' | 'other';

interface Mending {
  text: string;
  at: number;
  out: string[];
  /** The closing brackets that are owed. */
  open: string[];
  last: Last;
}

/**
 * JSON as text, mended where strict JSON refuses what pages write: bare and single quotes, raw line breaks, comments, commas too many or too
 * few, missing values, bare words, decimal commas, an end that is missing. Several values after one another become a list. One pass.
 */
export function mendedJson(text: string): string {
  const values: string[] = [];
  const mending: Mending = { text, at: 0, out: [], open: [], last: 'other' };
  while (mending.at < text.length && values.length < VALUES_MAX) {
    step(mending);
    if (mending.open.length > 0 || mending.out.length === 0) continue;
    values.push(mending.out.join(''));
    mending.out = [];
    mending.last = 'other';
    mending.at = nextOpening(text, mending.at);
  }
  if (mending.out.length > 0) values.push(closed(mending));
  return values.length === 1 ? (values[0] ?? '') : values.length > 1 ? `[${values.join(',')}]` : '';
}

const VALUES_MAX = 40;

function step(mending: Mending): void {
  const { text, at } = mending;
  const char = text[at] ?? '';
  if (char === '"' || (char === "'" && mending.open.length > 0)) takeString(mending, char);
  else if (char === '/' && (text[at + 1] === '*' || text[at + 1] === '/')) mending.at = commentEnd(text, at);
  else if (char === '{' || char === '[') {
    separate(mending);
    mending.open.push(char === '{' ? '}' : ']');
    put(mending, char, 'other');
  } else if (char === '}' || char === ']') takeEnd(mending, char);
  else if (char === ',' || char === ':') takeMark(mending, char);
  else if (/[\p{L}\p{N}_$.+-]/u.test(char)) takeBare(mending);
  else put(mending, /\s/.test(char) ? char : '', mending.last);
}

function put(mending: Mending, text: string, last: Last, length = 1): void {
  if (text) mending.out.push(text);
  mending.at += length;
  mending.last = last;
}

/** Two values in a row lack a comma. */
function separate(mending: Mending): void {
  if (mending.last === 'value') mending.out.push(',');
}

function takeString(mending: Mending, quote: string): void {
  const { text, at } = mending;
  const end = stringEnd(text, at, quote);
  separate(mending);
  put(mending, mendedString(text.slice(at + 1, end)), 'value', end + 1 - at);
}

/** A bracket that was never opened is no part of the value; one too few before it is closed with it. */
function takeEnd(mending: Mending, char: string): void {
  dropComma(mending.out);
  if (mending.last === 'colon') mending.out.push('null');
  if (mending.open.at(-1) !== char && mending.open.includes(char)) mending.out.push(mending.open.pop() ?? '');
  if (mending.open.at(-1) === char) {
    mending.open.pop();
    put(mending, char, 'value');
  } else put(mending, '', 'value');
}

function takeMark(mending: Mending, char: string): void {
  if (char === ',' && mending.last === 'colon') mending.out.push('null');
  const isDoubled = char === ',' && mending.last === 'other';
  put(mending, isDoubled ? '' : char, char === ':' ? 'colon' : 'other');
}

/** Numbers, words of JSON, keys without quotes, and values that lost theirs. */
function takeBare(mending: Mending): void {
  const rest = mending.text.slice(mending.at, mending.at + 300);
  separate(mending);
  const [json, length] = bareValue(rest, mending.last === 'colon');
  put(mending, json, 'value', length);
}

/** What stands there as JSON, and how long it was. */
function bareValue(rest: string, isAfterColon: boolean): [json: string, length: number] {
  const decimal = isAfterColon ? /^-?[\d.]+,\d{1,2}(?=\s*[,}\]])/.exec(rest)?.[0] : undefined;
  if (decimal) return [JSON.stringify(decimal), decimal.length];
  const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*(?:[,}\]:"]|\/|$))/.exec(rest)?.[0];
  const word = number ?? /^(?:true|false|null)(?![\p{L}\p{N}_])/u.exec(rest)?.[0];
  if (word) return [word, word.length];
  const nothing = /^(?:undefined|NaN|None|-?Infinity)(?![\p{L}\p{N}_])/u.exec(rest)?.[0];
  if (nothing) return ['null', nothing.length];
  const bare = (isAfterColon ? /^[^,}\]\n"]+/ : /^[\p{L}\p{N}_$@.+-]+/u).exec(rest)?.[0] ?? rest[0] ?? '';
  return [JSON.stringify(bare.trim()), bare.length];
}

function closed({ out, open, last }: Mending): string {
  dropComma(out);
  return out.join('') + (last === 'colon' ? 'null' : '') + [...open].reverse().join('');
}

function nextOpening(text: string, from: number): number {
  const next = text.slice(from).search(/[{[]/);
  return next < 0 ? text.length : from + next;
}

/** A quote ends the string only where a string can end, so that `27" monitor` stays whole. */
function stringEnd(text: string, from: number, quote: string): number {
  const ends =
    quote === '"'
      ? /^\s*(?:[:}\]]|\/[/*]|,\s*(?:["'{[\]}\d-]|true|false|null|\/\/|\/\*)|[\r\n]\s*"[^"\n]{1,40}"\s*:|$)/
      : /^\s*(?:[:}\]]|,\s*(?:['"{[\]}\d-]|true|false|null)|$)/;
  for (let at = from + 1; at < text.length; at += text[at] === '\\' ? 2 : 1)
    if (text[at] === quote && ends.test(text.slice(at + 1, at + 80))) return at;
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
