import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './sources.ts';

const css = readFileSync(path.join(root, 'shared/theme.css'), 'utf8');
const colours = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
);

const papers = ['paper', 'paper-raised', 'paper-sunk'];
const textOn: [string, string[]][] = [
  ['ink', papers],
  ['ink-soft', papers],
  ['ink-faint', papers],
  ['accent', papers],
  ['accent-strong', [...papers, 'accent-soft']],
  ['accent-ink', ['accent', 'accent-strong']],
  ['money', [...papers, 'money-soft']],
  ['caution', [...papers, 'caution-soft']],
];

test.each(
  (['light', 'dark'] as const).flatMap((theme) =>
    textOn.flatMap(([ink, grounds]) => grounds.map((ground) => [theme, ink, ground] as const)),
  ),
)('in %s, %s on %s reads at AA', (theme, ink, ground) => {
  expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
});

test.each(['light', 'dark'] as const)('in %s, a control’s edge stands out from the paper (3:1)', (theme) => {
  for (const ground of papers) expect(contrast(colour('line-strong', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
});

function colour(name: string, theme: 'light' | 'dark'): string {
  const pair = colours.get(name);
  if (!pair) throw new Error(`no colour --${name}`);
  return pair[theme];
}

/** WCAG 2.2 contrast ratio of two #rrggbb colours. */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
