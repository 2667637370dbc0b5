import { type Side, sideOf, type Theme, themeOf } from '#extension/cards/place.ts';

/** The page's own light and direction, read without changing anything. */
export function lightOf(document: Document): { theme: Theme; side: Side } {
  const { documentElement, body, defaultView: window } = document;
  if (!window) return { theme: 'light', side: 'right' };
  const page = window.getComputedStyle(documentElement);
  const { direction } = window.getComputedStyle(body ?? documentElement);
  const backgrounds = [body, documentElement].filter(Boolean).map((element) => window.getComputedStyle(element).backgroundColor);
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return { theme: themeOf({ backgrounds, colorScheme: page.colorScheme, prefersDark }), side: sideOf(direction) };
}
