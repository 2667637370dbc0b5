/**
 * Takes out of our libraries what can turn text into markup or code, and stops a build in which any of it is left. We never use those
 * parts; a reviewer of a store, or a page that finds a way to reach them, should not find them either.
 */
interface Cut {
  /** End of the module's path. */
  file: RegExp;
  find: RegExp;
  put: string;
}

const cuts: readonly Cut[] = [
  // Preact's `dangerouslySetInnerHTML`.
  { file: /\/preact\/dist\/preact\.m?js$/, find: /\(\w+\.innerHTML=\w+\.__html\)/g, put: '(void 0)' },
  // zod compiles schemas where it may; `jitless` forbids it, and now there is nothing to forbid.
  { file: /\/zod\/v4\/core\/(?:util|doc|compile)\.js$/, find: /const F = Function;/g, put: 'const F = undefined;' },
];

/** What no file of a build may hold. */
const forbidden: readonly [name: string, pattern: RegExp][] = [
  ['markup from text', /\.(?:innerHTML|outerHTML)\s*=[^=]|\binsertAdjacentHTML\b|\bdocument\.write(?:ln)?\(/],
  ['code from text', /\beval\(|\bnew Function\b|[=(,:]\s*Function\s*[;,)(]|\bset(?:Timeout|Interval)\(\s*["'`]/],
  ['code from elsewhere', /\bimport\(\s*["'`](?:https?:)?\/\/|\bimportScripts\(/],
];

/** Names of what a built script holds that it may not. */
export function findForbidden(script: string): string[] {
  return forbidden.filter(([, pattern]) => pattern.test(script)).map(([name]) => name);
}

/** A module with its dangerous parts taken out, or undefined where there is nothing to take. Throws when a library has changed its shape. */
export function harden(code: string, id: string): string | undefined {
  const here = cuts.filter(({ file }) => file.test(id.replace(/\?.*$/, '').replaceAll('\\', '/')));
  if (here.length === 0) return undefined;
  return here.reduce((text, { find, put }) => {
    const cut = text.replaceAll(find, put);
    if (cut === text && findForbidden(text).length > 0) throw new Error(`${id} has changed: extension/hardened.ts finds nothing to cut`);
    return cut;
  }, code);
}

/** The same as a plugin of the build. */
export function hardened() {
  return {
    name: 'gloss-hardened',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      const cut = harden(code, id);
      return cut === undefined ? undefined : { code: cut, map: null };
    },
    generateBundle(_: unknown, bundle: Record<string, { type: string; code?: string }>) {
      for (const [file, { code }] of Object.entries(bundle)) {
        const found = code === undefined ? [] : findForbidden(code);
        if (found.length > 0) throw new Error(`${file} holds ${found.join(' and ')}: see extension/hardened.ts`);
      }
    },
  };
}
