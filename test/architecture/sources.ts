/** Every source file with its imports, read once for the laws. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

export interface Import {
  /** As written. */
  from: string;
  /** Path from the root where it is a file of ours, else the package's specifier. */
  target: string;
  typesOnly: boolean;
}
export interface Source {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
  lines: number;
  imports: Import[];
}

export const root = path.resolve(import.meta.dirname, '../..');

const folders = ['shared', 'extension', 'worker', 'test'];
const isTest = /\.test\.tsx?$/;

export function readSources(): Source[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }))
    .filter((file) => !file.endsWith('.d.ts'))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      return { path: file, text, lines: text.split('\n').length - 1, imports: importsOf(file, text) };
    });
}

export const isShipped = (file: string): boolean => !file.startsWith('test/') && !isTest.test(file);

function importsOf(file: string, text: string): Import[] {
  const { module } = parseSync(file, text);
  const fixed = module.staticImports.map((entry) => ({
    from: entry.moduleRequest.value,
    typesOnly: entry.entries.length > 0 && entry.entries.every((name) => name.isType),
  }));
  const again = module.staticExports.flatMap((entry) =>
    entry.entries.flatMap((name) => (name.moduleRequest ? [{ from: name.moduleRequest.value, typesOnly: name.isType }] : [])),
  );
  const late = module.dynamicImports.map((entry) => ({
    from: text.slice(entry.moduleRequest.start, entry.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    typesOnly: false,
  }));
  return [...fixed, ...again, ...late].map((entry) => ({ ...entry, target: targetOf(file, entry.from) }));
}

function targetOf(file: string, from: string): string {
  const plain = from.replace(/\?.*$/, '');
  if (plain.startsWith('#')) return plain.slice(1);
  return plain.startsWith('.') ? path.posix.join(path.posix.dirname(file), plain) : plain;
}
