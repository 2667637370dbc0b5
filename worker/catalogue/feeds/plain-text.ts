/** What merchants write in feeds, as plain text: no tags, no entities, no control or steering characters, blanks folded. */

/** HTML or text, down to one line of text of at most `lengthMax` characters. */
export function plainText(source: string, lengthMax = Number.POSITIVE_INFINITY): string {
  let text = decodeEntities(withoutTags(source));
  // Escaped twice on its way here: what was hidden in the first round are tags, not words.
  if (knownTag.test(text)) text = decodeEntities(withoutTags(text));
  return cut(
    text
      .replaceAll(/[\p{Cc}\u00ad\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .toWellFormed()
      .trim(),
    lengthMax,
  );
}

/** Named entities of Latin-1 and of print, and numbers; what is not known stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,7}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code >= 0x80 && code <= 0x9f ? western(code) : code) : whole;
  });
}

/** At most so many UTF-16 units, never half a character. */
export function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const last = text.charCodeAt(lengthMax - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? lengthMax - 1 : lengthMax).trimEnd();
}

const knownTag = /<\/?(?:p|br|div|span|b|i|u|em|strong|ul|ol|li|h[1-6]|a|img|table|tr|td|font|script|style)\b[^<>]*>/i;

/** One pass without backtracking: a feed may hold a hundred thousand tags that never end. */
function withoutTags(source: string): string {
  if (!source.includes('<')) return source;
  const out: string[] = [];
  let at = 0;
  for (let open = source.indexOf('<'); open >= 0; open = source.indexOf('<', at)) {
    const end = markupEnd(source, open);
    if (end === undefined) {
      out.push(source.slice(at, open + 1));
      at = open + 1;
      continue;
    }
    out.push(source.slice(at, open), ' ');
    at = end;
  }
  out.push(source.slice(at));
  return out.join('');
}

/** Where the tag, comment or script that opens here ends; undefined when it is a mere less-than sign. */
function markupEnd(source: string, open: number): number | undefined {
  if (source.startsWith('<!--', open)) return after(source, '-->', open + 4);
  const name = /^<[a-z!/?][a-z0-9]*/i.exec(source.slice(open, open + 12))?.[0].toLowerCase();
  if (name === undefined) return undefined;
  if (name === '<script' || name === '<style') return after(source, `</${name.slice(1)}>`, open + 1);
  const close = source.indexOf('>', open);
  return close < 0 ? source.length : close + 1;
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

/** Numbers 128 to 159 mean Windows-1252 to every browser. */
const western = (code: number): number => new TextDecoder('windows-1252').decode(new Uint8Array([code])).codePointAt(0) ?? code;

const latin =
  `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot
  cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave
  Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute
  acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml
  divide oslash ugrave uacute ucirc uuml yacute thorn yuml`.split(/\s+/);
const printed = `amp:& lt:< gt:> quot:" apos:' ndash:\u2013 mdash:\u2014 lsquo:\u2018 rsquo:\u2019 sbquo:\u201a ldquo:\u201c rdquo:\u201d
  bdquo:\u201e hellip:\u2026 bull:\u2022 trade:\u2122 euro:\u20ac permil:\u2030 prime:\u2032 Prime:\u2033 lsaquo:\u2039 rsaquo:\u203a
  OElig:\u0152 oelig:\u0153 Scaron:\u0160 scaron:\u0161 Yuml:\u0178 fnof:\u0192 dagger:\u2020 minus:\u2212 frasl:\u2044 le:\u2264
  ge:\u2265 ne:\u2260 infin:\u221e rarr:\u2192 larr:\u2190 hearts:\u2665 star:\u2606 check:\u2713 num:# excl:! percnt:% lpar:( rpar:)
  comma:, period:. colon:: semi:; sol:/ commat:@ plus:+ equals:= lowbar:_ ast:*`.split(/\s+/);
const entities: ReadonlyMap<string, string> = new Map([
  ...latin.map((name, at): [string, string] => [name, String.fromCharCode(160 + at)]),
  ...printed.map((pair): [string, string] => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
  ...['ensp', 'emsp', 'thinsp'].map((name): [string, string] => [name, ' ']),
]);
