/** The worker that rows are sent to, and the key they are sent with. */
import { type Client, makeClient } from '#shared/client.ts';
import { UsageError } from '../command.ts';
import { localGloss, originOf } from '../origin.ts';

export interface Target {
  origin: string;
  client: Client;
}

/** @throws UsageError when the origin is none or no key is at hand. */
export function targetOf({ to, key }: { to: string | undefined; key: string | undefined }): Target {
  const origin = originOf(to);
  // The demo brand's key is for the Gloss that made it, and for no other.
  const demoKey = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(origin) ? localGloss().key : undefined;
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
