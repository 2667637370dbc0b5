/** Where the notes stand and in which light, from what the page shows. Narrow windows get a sheet at the bottom, by notes.css. */

export type Side = 'left' | 'right';
export type Theme = 'light' | 'dark';

/** The margin where a line of the page ends. */
export const sideOf = (direction: string): Side => (direction === 'rtl' ? 'left' : 'right');

/**
 * The theme of the page's own background: the topmost opaque colour decides by its luminance. A page without one stands on the
 * browser's canvas, which is dark only when the page says that it can be and the person prefers it.
 */
export function themeOf({
  backgrounds,
  colorScheme,
  prefersDark,
}: {
  backgrounds: readonly string[];
  colorScheme: string;
  prefersDark: boolean;
}): Theme {
  for (const background of backgrounds) {
    const light = lightnessOf(background);
    if (light !== undefined) return light < 0.36 ? 'dark' : 'light';
  }
  const canBeDark = /\bdark\b/.test(colorScheme);
  return canBeDark && (prefersDark || !/\blight\b/.test(colorScheme)) ? 'dark' : 'light';
}

/** Perceived lightness 0 to 1 of a computed colour; undefined where it lets something else shine through. */
function lightnessOf(color: string): number | undefined {
  const numbers = color.match(/[\d.]+%?/g)?.map((part) => Number.parseFloat(part) / (part.endsWith('%') ? 100 : 1)) ?? [];
  const [first = 0, green = 0, blue = 0, alpha = 1] = numbers;
  if (numbers.length < 3 || alpha < 0.5) return undefined;
  if (color.startsWith('rgb')) return (0.2126 * first + 0.7152 * green + 0.0722 * blue) / 255;
  if (/^(?:ok)?l(?:ab|ch)/.test(color)) return first > 1 ? first / 100 : first;
  // color(srgb r g b / a)
  return 0.2126 * first + 0.7152 * green + 0.0722 * blue;
}
