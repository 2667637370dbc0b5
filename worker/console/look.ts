/** What a person chose about how things look, kept in this browser. public/first.js reads the same keys before the first paint. */
import { computed, effect, signal } from '@preact/signals';
import { en, type Words } from './words/en.ts';
import { zh } from './words/zh.ts';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const language = signal<Language>(firstLanguage());
export const theme = signal<Theme>(firstTheme());
export const words = computed<Words>(() => (language.value === 'zh' ? zh : en));
/** For `Intl`: English as the words are written, with day before month. */
export const locale = computed(() => (language.value === 'zh' ? 'zh-CN' : 'en-GB'));

/** Writes choices to the page and keeps them; called once. */
export function applyLook(): void {
  effect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  });
  effect(() => {
    if (theme.value === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme.value;
  });
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  keep('gloss.language', chosen);
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  keep('gloss.theme', chosen);
}

function firstLanguage(): Language {
  return (kept('gloss.language') ?? navigator.language).startsWith('zh') ? 'zh' : 'en';
}

function firstTheme(): Theme {
  const found = kept('gloss.theme');
  return themes.find((one) => one === found) ?? 'auto';
}

// A browser may refuse storage to a page; the choice then lasts as long as the page.
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch (error) {
    console.info(`This browser keeps no settings for this page (${String(error)}).`);
  }
}
