import { kindOf, type PageWords } from '#worker/model/index.ts';

/** Enough to rank by? A page that names products itself always has; else its title and text need a few words that tell something. */
export function hasWords({ headline, text, names }: PageWords): boolean {
  if (names.length > 0) return true;
  const telling = new Set([...headline.terms, ...text.terms].filter((term) => kindOf(term) !== 'common'));
  return telling.size >= tellingMin;
}
const tellingMin = 3;
