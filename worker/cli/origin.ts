/** Which worker a command speaks to. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './command.ts';

/** The one asked for, else GLOSS_ORIGIN, else the Gloss that was started here, else the usual place. Throws UsageError when it is no origin. */
export function originOf(to: string | undefined): string {
  const origin = (to ?? process.env['GLOSS_ORIGIN'] ?? localGloss().origin ?? 'http://127.0.0.1:8787').replace(/\/$/, '');
  if (!/^https?:\/\/[^/]+$/.test(origin)) throw new UsageError(`--to takes an origin such as https://gloss.example, not ${origin}`);
  return origin;
}

/** What a Gloss that was started here wrote down. */
export function localGloss(): { origin?: string; key?: string } {
  const file = path.resolve(import.meta.dirname, '../../.data/demo.json');
  if (!existsSync(file)) return {};
  try {
    const { origins, brand } = JSON.parse(readFileSync(file, 'utf8')) as { origins?: { worker?: string }; brand?: { key?: string } };
    return { ...(origins?.worker ? { origin: origins.worker } : {}), ...(brand?.key ? { key: brand.key } : {}) };
  } catch {
    return {};
  }
}
