import { expect, test } from 'vitest';
import { sideOf, themeOf } from './place.ts';

test.each([
  ['ltr', 'right'],
  ['rtl', 'left'],
  ['', 'right'],
])('a page written %s has its notes on the %s', (direction, side) => {
  expect(sideOf(direction)).toBe(side);
});

const clear = 'rgba(0, 0, 0, 0)';
test.each([
  ['white', ['rgb(255, 255, 255)'], 'normal', true, 'light'],
  ['near black', ['rgb(15, 15, 15)'], 'normal', false, 'dark'],
  ['a dark blue', ['rgb(21, 32, 43)'], 'normal', false, 'dark'],
  ['a mid grey', ['rgb(128, 128, 128)'], 'normal', true, 'light'],
  ['clear over dark', [clear, 'rgb(0, 0, 0)'], 'normal', false, 'dark'],
  ['half clear', ['rgba(0, 0, 0, 0.4)', 'rgb(250, 250, 250)'], 'normal', false, 'light'],
  ['oklch', ['oklch(0.21 0.03 260)'], 'normal', false, 'dark'],
  ['lab in percent', ['lab(95% 0 0)'], 'normal', true, 'light'],
  ['color()', ['color(srgb 0.06 0.06 0.06)'], 'normal', false, 'dark'],
  ['nothing, and the page knows light only', [clear, clear], 'normal', true, 'light'],
  ['nothing, both schemes, dark preferred', [clear, clear], 'light dark', true, 'dark'],
  ['nothing, both schemes, light preferred', [clear, clear], 'light dark', false, 'light'],
  ['nothing, dark only', [], 'dark', false, 'dark'],
] as const)('on %s the notes follow the page', (_, backgrounds, colorScheme, prefersDark, theme) => {
  expect(themeOf({ backgrounds, colorScheme, prefersDark })).toBe(theme);
});
