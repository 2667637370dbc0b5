/** The two cookies: the session, and the mark of the browser that asked for a sign-in link. Both are kept from scripts and other hosts. */
import { secondMs } from '#shared/time.ts';
import { secretPattern } from './secrets.ts';

export const sessionCookie = '__Host-gloss';
export const browserCookie = '__Host-gloss-browser';

export const cookieLine = (name: string, value: string, ttlMs: number): string =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${Math.floor(ttlMs / secondMs)}`;

/** The value of a cookie of ours; undefined where it is missing, has another form or comes twice. */
export function cookieOf(request: Request, name: string): string | undefined {
  const values = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && secretPattern.test(value) ? value : undefined;
}
