import type { Language } from '#extension/base/note.ts';
import type { Choices } from '#extension/base/storage.ts';

export interface Tongue {
  language: Language;
  /** How this person's browser spells dates and amounts in that language. */
  locale: string;
}

export function tongueOf(choice: Choices['language'], uiLanguage: string): Tongue {
  const language = choice === 'auto' ? (/^zh\b/i.test(uiLanguage) ? 'zh-CN' : 'en') : choice;
  const isSame = uiLanguage.slice(0, 2).toLowerCase() === language.slice(0, 2);
  return { language, locale: isSame && isLocale(uiLanguage) ? uiLanguage : language };
}

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    // A tag that is none is not a reason to show nothing.
    return false;
  }
}
