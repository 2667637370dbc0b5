import type { PublicCount } from '#shared/page.ts';
import { clip, fold } from './words.ts';

/**
 * A public number as a platform prints it: `1.4万+`, `475.8m subscribers`, `4,69 millones`, `1.234.567`, `٣٫٤ ألف`. The value is null where
 * the print can be read in two ways and the language (BCP 47) does not tell: `1.234 K` without one, `1.234` in English, `5 mil` anywhere.
 */
export function publicCount(printed: string, language?: string): PublicCount {
  return { printed: clip(fold(printed.slice(0, 400)), 40), value: numberIn(printed.slice(0, 400), customsOf(language)) ?? null };
}

/** The same of a field of embedded state, which may be a number, a text or missing. */
export function countIn(value: unknown, language?: string): PublicCount | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? { printed: String(value), value } : undefined;
  return typeof value === 'string' && /\p{Nd}/u.test(value) ? publicCount(value, language) : undefined;
}

interface Customs {
  group?: string;
  decimal?: string;
  /** The language's own words and abbreviations for powers of ten. */
  units: ReadonlyMap<string, number>;
}

/** In place of a factor: a unit that has two. */
const UNSURE = 1;

// Units that mean one thing wherever they are printed, and under 0 those that do not; the language's own come from Intl.
const UNITS = new Map(
  Object.entries({
    0: 'mil bil tri tril billion billions bilhão',
    3: 'k tsd tys tis тыс тис rb ribu thousand tausend mille mila duizend tusen tusind nghìn 千 천 ألف آلاف हज़ार พัน',
    4: 'w 万 萬 만 หมื่น',
    5: 'lakh lakhs लाख 十万 แสน',
    6: 'm mn mio mln млн mill jt juta million millions millionen millón millones milhão milhões milione milioni miljoen miljoner millioner milyon triệu مليون ملايين 百万 ล้าน',
    7: 'cr crore crores करोड़ 千万',
    8: '亿 億 억',
    9: 'b bn md mrd mld mia млрд milliard milliards milliarden miljard miliardi milyar tỷ مليار',
  }).flatMap(([power, words]) => words.split(' ').map((word): [string, number] => [unitKey(word), 10 ** Number(power)])),
);

const known = new Map<string, Customs>();

function numberIn(printed: string, { group, decimal, units }: Customs): number | undefined {
  const text = latinDigits(fold(printed.normalize('NFKC')).toLowerCase());
  const match = /\d+(?:[.,'’٬٫]\d+| \d{3}(?!\d))*/.exec(text);
  if (!match) return undefined;
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  if (/\d/.test(after) || /[-−.,]\s*$/.test(before) || /^\s*[%/:]/.test(after)) return undefined;

  const ahead = before.split(' ').find((word) => units.has(word));
  const own = unitAt(after, units) ?? units.get(ahead ?? '');
  const common = unitAt(after, UNITS);
  const unit = own ?? common;
  if (unit === UNSURE || (ahead && unitAt(after, units)) || (!unit && looksLikeUnit(after))) return undefined;

  const amount = plainNumber(match[0], { group, decimal, isCounted: unit !== undefined });
  if (!amount) return undefined;
  // `B` is a thousand in Turkish and a billion on sites that print English everywhere: only the mark before the fraction tells.
  if (own && common && common !== UNSURE && own !== common && amount.mark !== decimal) return undefined;
  const value = Math.round(Number(amount.text) * (unit ?? 1));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Group marks gone, the fraction behind a point; `mark` is the one that stood before the fraction. */
function plainNumber(
  number: string,
  { group, decimal, isCounted }: { group: string | undefined; decimal: string | undefined; isCounted: boolean },
): { text: string; mark?: string } | undefined {
  const digits = number.replace(/(?<=\d)['’٬ ](?=\d{3}(?!\d))/g, '');
  const [mark, ...more] = digits.match(/\D/g) ?? [];
  if (!mark) return { text: digits };
  const last = more.at(-1) ?? mark;
  const [whole = '', fraction = ''] = [digits.slice(0, digits.lastIndexOf(last)), digits.slice(digits.lastIndexOf(last) + 1)];
  const isGrouped = (text: string) => /^[1-9]\d{0,2}(?:(\D)\d{3})(?:\1\d{3})*$|^[1-9]\d?(?:(\D)\d{2})(?:\2\d{2})*\2\d{3}$/.test(text);
  if (more.length > 0 && last === mark) return isGrouped(digits) ? { text: digits.replace(/\D/g, '') } : undefined;
  if (more.length === 0 && last !== '٫' && isGrouped(digits)) {
    // Nobody has a fraction of a follower; with a unit behind it, three digits may be either.
    const isGroup = isCounted ? (last === group ? true : last === decimal ? false : undefined) : last === decimal ? undefined : true;
    if (isGroup === undefined) return undefined;
    if (isGroup) return { text: digits.replace(/\D/g, '') };
  }
  if (!isCounted || (more.length > 0 && !isGrouped(whole))) return undefined;
  return { text: `${whole.replace(/\D/g, '')}.${fraction}`, mark: last };
}

function unitAt(after: string, units: ReadonlyMap<string, number>): number | undefined {
  const text = after.trim();
  for (let length = Math.min(24, text.length); length > 0; length -= 1) {
    const unit = units.get(text.slice(0, length).replace(/\.$/, ''));
    if (unit && (isUnspaced(text[length - 1]) || !/^[\p{L}\p{M}]/u.test(text.slice(length)))) return unit;
  }
  return undefined;
}

/** `12N`, `12 rb`: letters at the number that no table knows. Things that are counted stand apart and have longer names. */
function looksLikeUnit(after: string): boolean {
  const [, space, word] = /^(\s?)([\p{L}\p{M}]+)/u.exec(after) ?? [];
  return word !== undefined && !isUnspaced(word[0]) && (!space || word.length < 3);
}

/** Chinese, Japanese, Korean, Thai and their neighbours write unit and thing in one. */
function isUnspaced(char = ''): boolean {
  return /[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff]/.test(char);
}

function customsOf(language = ''): Customs {
  const found = known.get(language);
  if (found) return found;
  const customs = askedCustoms(language.replaceAll('_', '-'));
  if (known.size < 20) known.set(language, customs);
  return customs;
}

function askedCustoms(language: string): Customs {
  const units = new Map<string, number>();
  try {
    if (!language || Intl.NumberFormat.supportedLocalesOf(language).length === 0) return { units };
  } catch {
    return { units };
  }
  const partsOf = (amount: number, options: Intl.NumberFormatOptions) => {
    const parts = new Intl.NumberFormat(language, { ...options, numberingSystem: 'latn' }).formatToParts(amount);
    return (type: string) => parts.find((part) => part.type === type)?.value;
  };
  const plain = partsOf(1_234_567.8, {});
  for (const compactDisplay of ['short', 'long'] as const)
    for (let power = 3; power < 13; power += 1)
      for (const first of [1, 1.5, 2, 3, 5, 11]) {
        const part = partsOf(first * 10 ** power, { notation: 'compact', compactDisplay, useGrouping: false });
        const [unit, whole] = [part('compact'), part('integer')];
        if (!unit || !whole) continue;
        const [key, factor] = [unitKey(unit), Math.round((first * 10 ** power) / Number(`${whole}.${part('fraction') ?? 0}`))];
        units.set(key, (units.get(key) ?? factor) === factor ? factor : UNSURE);
      }
  const [group, decimal] = [plain('group'), plain('decimal')];
  return { units, ...(group ? { group } : {}), ...(decimal ? { decimal } : {}) };
}

function unitKey(unit: string): string {
  return fold(unit.normalize('NFKC')).toLowerCase().replace(/\.$/, '');
}

/** Digits of any script as 0 to 9: each script has its ten in one row. */
function latinDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    let zero = point;
    while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(point - zero);
  });
}
