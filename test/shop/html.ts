/** HTML as a value: what is put into a template is escaped, unless it is HTML already. */
export interface Html {
  html: string;
}
type Part = Html | string | number | undefined | readonly Part[];

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.map((text, at) => text + (at < parts.length ? render(parts[at]) : '')).join('') };
}

/** For text that is safe as it stands: our own styles, pictures, and JSON for a script element. */
export const raw = (text: string): Html => ({ html: text });

/** JSON that cannot end its script element. */
export const jsonScript = (value: unknown): Html => raw(JSON.stringify(value, null, 1).replaceAll('<', '\\u003c'));

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'object') return 'html' in part ? part.html : part.map(render).join('');
  return escaped(String(part));
}
