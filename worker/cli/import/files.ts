/** The files that a command line names as one feed: files, folders of saved pages, patterns. */
import { existsSync, globSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../command.ts';

export interface FeedFile {
  path: string;
  name: string;
  bytes: number;
}

/** In the order named, folders and patterns by name. @throws UsageError for what does not exist or holds no page. */
export function findFeedFiles(named: readonly string[]): FeedFile[] {
  const files = [...new Set(named.flatMap(filesOf))];
  const names = files.map((file) => path.basename(file));
  const isUnique = new Set(names).size === names.length;
  return files.map((file, at) => ({ path: file, name: isUnique ? (names[at] ?? file) : file, bytes: statSync(file).size }));
}

function filesOf(named: string): string[] {
  if (!existsSync(named)) {
    const matched = /[*?{[]/.test(named) ? globSync(named).filter((file) => statSync(file).isFile()) : [];
    if (matched.length === 0) throw new UsageError(`there is no file ${named}`);
    return matched.sort();
  }
  if (!statSync(named).isDirectory()) return [named];
  const pages = readdirSync(named)
    .filter((file) => /\.html?$/i.test(file))
    .sort();
  if (pages.length === 0) throw new UsageError(`the folder ${named} holds no saved page (.html)`);
  return pages.map((file) => path.join(named, file));
}
