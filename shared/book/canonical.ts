/** One spelling of a value: JSON without spaces, keys in code-unit order. What is hashed and compared is always this text. */

/** A key whose value is undefined is left out, as JSON does. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const held = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(held).sort()) {
    const part = held[key];
    if (part !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonical(part)}`;
  }
  return `{${text}}`;
}

export interface FieldDifference {
  /** Such as `lines.0.netMinor`; empty when the values as a whole differ in kind. */
  path: string;
  left: unknown;
  right: unknown;
}

/** Where two JSON values first differ, in key order; undefined when they are the same. */
export function firstDifference(left: unknown, right: unknown, path = ''): FieldDifference | undefined {
  if (left === right) return undefined;
  if (!isHolder(left) || !isHolder(right) || Array.isArray(left) !== Array.isArray(right)) return { path, left, right };
  for (const key of keysOfBoth(left, right)) {
    const found = firstDifference(left[key], right[key], path === '' ? key : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

type Holder = Readonly<Record<string, unknown>>;
const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

function keysOfBoth(left: Holder, right: Holder): string[] {
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  // The places of a list are numbers: 2 stands before 10.
  return Array.isArray(left) ? keys.sort((a, b) => Number(a) - Number(b)) : keys.sort();
}
