import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** One hash over the names and contents of files and folders; tests and hidden files do not count. Missing ones count as empty. */
export function contentHash(root: string, places: readonly string[], { except = [] as readonly string[], also = '' } = {}): string {
  const hash = createHash('sha256').update(also);
  for (const place of places) {
    for (const file of filesOf(
      path.join(root, place),
      except.map((one) => path.join(root, one)),
    ))
      hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(place: string, except: readonly string[]): string[] {
  if (except.includes(place)) return [];
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [place];
  return readdirSync(place)
    .filter((name) => !name.startsWith('.') && name !== 'node_modules' && !/\.test\.tsx?$/.test(name))
    .sort()
    .flatMap((name) => filesOf(path.join(place, name), except));
}
