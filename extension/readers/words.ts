/** Page text as one line: white space folded, soft hyphens, zero-width and control characters gone. */
export function fold(text: string | null | undefined): string {
  if (!text) return '';
  return text
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** A name out of data: entities decoded (once or twice escaped), tags dropped, one line. */
export function plain(text: string): string {
  const decoded = text.includes('&') ? decodeEntities(decodeEntities(text)) : text;
  return fold(decoded.includes('<') ? decoded.replace(/<\/?[a-z!][^<>]{0,500}>/gi, ' ') : decoded);
}

/** At most `lengthMax` code units, never half of a surrogate pair. */
export function clip(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const last = text.charCodeAt(lengthMax - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? lengthMax - 1 : lengthMax).trimEnd();
}

/** The letters and digits only, without case or accents: how two spellings of one name are compared. */
export function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The words of a text, spelled as `letters` does. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** How much of the shorter text's words the other has: 0 to 1. Texts without spaces are compared as a whole. */
export function overlap(one: string, other: string): number {
  const [a, b] = [letters(one), letters(other)];
  if (!a || !b) return 0;
  if (a.includes(b) || b.includes(a)) return Math.min(a.length, b.length) > 2 || a === b ? 1 : 0;
  const [short, long] = [new Set(wordsOf(one)), new Set(wordsOf(other))].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  let shared = 0;
  for (const word of short) if (long.has(word)) shared += 1;
  return shared / short.size;
}

const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  trade: '™',
  reg: '®',
  copy: '©',
  deg: '°',
  middot: '·',
  euro: '€',
  pound: '£',
  yen: '¥',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
};

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex: string, decimal: string, name: string) => {
    if (name) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
