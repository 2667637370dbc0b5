/** Numbers and names of makers: what is one, and what merely fills the column. */
import { gtin14 } from '#shared/gtin.ts';
import { cut } from './plain-text.ts';

/** The digits of a GTIN, or '' with a note why not. A row is worth keeping without it; a wrong number would name another product. */
export function gtinOf(text: string): { gtin: string; note?: string } {
  const source = text.trim().replace(/^'/, '');
  if (isPlaceholder(source)) return { gtin: '' };
  const digits = source.replaceAll(/[\s-]/g, '');
  // Spreadsheets eat a leading zero.
  const whole = /^\d{11}$/.test(digits) ? `0${digits}` : digits;
  const number = gtin14(whole);
  if (number === undefined) return { gtin: '', note: `gtin ${JSON.stringify(cut(source, 40))} ${gtinProblem(digits)} and was left out` };
  if (/^0(?:2|02|04)/.test(number)) return { gtin: '', note: `gtin ${digits} is a number for use within one shop and was left out` };
  return { gtin: whole };
}

export const isPlaceholder = (text: string): boolean => placeholders.has(text.trim().toLowerCase());

const placeholders: ReadonlySet<string> = new Set([
  ...[
    '',
    '-',
    '--',
    '.',
    '0',
    'n/a',
    'na',
    'n.a.',
    'none',
    'null',
    'undefined',
    'nil',
    'unknown',
    'does not apply',
    'not applicable',
    'tbd',
  ],
]);

function gtinProblem(digits: string): string {
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(digits)) return 'was shortened by a spreadsheet (format the column as text)';
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return 'is not a number of 8, 12, 13 or 14 digits';
  return 'has a wrong check digit';
}
