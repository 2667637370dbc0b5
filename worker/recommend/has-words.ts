import { kindOf, type PageWords, type Term } from '#worker/model/index.ts';

/** Enough to rank by? A page that names products itself always has; else its title and text need a few words that tell something. */
export function hasWords({ headline, text, names }: PageWords): boolean {
  if (names.length > 0) return true;
  const telling = new Set<Term>();
  for (const { terms } of [headline, text]) {
    for (const term of terms) {
      if (kindOf(term) !== 'common') telling.add(term);
      if (telling.size >= tellingMin) return true;
    }
  }
  return false;
}
const tellingMin = 3;
