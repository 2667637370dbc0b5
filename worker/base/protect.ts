/** Headers of every answer, and the refusal of state changes that another site's page asks for. */
import { fail } from '#shared/errors.ts';
import type { Call } from './call.ts';

/** Browsers say where a request comes from; a cookie may only be used from our own pages. */
export function crossSite(call: Call): void {
  const { method, headers } = call.request;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || !headers.has('cookie')) return;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if ((origin !== null && origin !== call.settings.PUBLIC_ORIGIN) || (site !== null && site !== 'same-origin' && site !== 'none')) {
    fail('forbidden', 'This request was started by another site.');
  }
}

const fixed: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

export function secureHeaders(headers: Headers, call: Call): void {
  for (const [name, value] of Object.entries(fixed)) if (!headers.has(name)) headers.set(name, value);
  headers.set('X-Request-Id', call.requestId);
}
