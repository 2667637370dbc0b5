/** The worker that rows are sent to, and the key they are sent with. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Client, makeClient } from '#shared/client.ts';
import { UsageError } from '../command.ts';

export interface Target {
  origin: string;
  client: Client;
}

/** @throws UsageError when the origin is none or no key is at hand. */
export function targetOf({ to, key }: { to: string | undefined; key: string | undefined }): Target {
  const local = localGloss();
  const origin = (to ?? process.env['GLOSS_ORIGIN'] ?? local.origin ?? 'http://127.0.0.1:8787').replace(/\/$/, '');
  if (!/^https?:\/\/[^/]+$/.test(origin)) throw new UsageError(`--to takes an origin such as https://gloss.example, not ${origin}`);
  // The demo brand's key is for the Gloss that made it, and for no other.
  const demoKey = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(origin) ? local.key : undefined;
  const secret = key ?? process.env['GLOSS_KEY'] ?? demoKey;
  if (!secret)
    throw new UsageError('an API key is missing: --key or GLOSS_KEY. A brand makes one in its settings, with the scope catalogue:write');
  const client = makeClient(async ({ method, path: where, body }) =>
    fetch(`${origin}${where}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
    }),
  );
  return { origin, client };
}

/** What a Gloss that was started here wrote down. */
function localGloss(): { origin?: string; key?: string } {
  const file = path.resolve(import.meta.dirname, '../../../.data/demo.json');
  if (!existsSync(file)) return {};
  try {
    const { origins, brand } = JSON.parse(readFileSync(file, 'utf8')) as { origins?: { worker?: string }; brand?: { key?: string } };
    return { ...(origins?.worker ? { origin: origins.worker } : {}), ...(brand?.key ? { key: brand.key } : {}) };
  } catch {
    return {};
  }
}
