/** The value at a path inside data of unknown shape; undefined as soon as a step is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = Reflect.get(here, step);
  }
  return here;
}

/** The same, when it is a text that is not empty. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found.trim() ? found : undefined;
}

/** All values under the given keys, anywhere, by key and in document order; `nodesMax` bounds the search, `foundMax` what one key gives. */
export function allUnder<Key extends string>(
  value: unknown,
  keys: readonly Key[],
  { nodesMax, foundMax }: { nodesMax: number; foundMax: number },
): Record<Key, unknown[]> {
  const found = Object.fromEntries(keys.map((key): [string, unknown[]] => [key, []])) as Record<Key, unknown[]>;
  const wanted = new Map<string, unknown[]>(Object.entries(found));
  const open: unknown[] = [value];
  for (let seen = 0; open.length > 0 && seen < nodesMax; seen += 1) {
    const here = open.pop();
    if (typeof here !== 'object' || here === null) continue;
    const entries: [string, unknown][] = Object.entries(here);
    for (const [key, inner] of entries) {
      const list = wanted.get(key);
      if (list && list.length < foundMax) list.push(inner);
    }
    for (let last = entries.length - 1; last >= 0; last -= 1) {
      const inner = entries[last]?.[1];
      if (typeof inner === 'object' && inner !== null) open.push(inner);
    }
  }
  return found;
}
