import type { Language } from '#extension/base/note.ts';

/** In which words, spelling and moment a view is drawn. */
export interface Tongue {
  language: Language;
  locale: string;
  now: number;
}
