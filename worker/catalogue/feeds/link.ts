/** Links as feeds write them, made plain: https, absolute, without blanks. What cannot be made plain is not followed. */
import { plainHttpsUrl } from '#shared/address.ts';
import { cut, decodeEntities } from './plain-text.ts';

/** Where a product is sold. A link that says http is kept as https, because shoppers are sent nowhere else. */
export function linkOf(text: string, shop: URL | undefined): { href: string; note?: string } | { reason: string } {
  const source = spelled(text);
  if (source === '') return { reason: 'it has no link' };
  const absolute = absoluteOf(source, shop);
  if (absolute === undefined) return { reason: `link ${shown(text)} is relative: say where the shop is with --shop https://…` };
  if (!/^https?:\/\//i.test(absolute)) return { reason: `link ${shown(text)} does not begin with https://` };
  const url = plainOf(absolute);
  if (!url)
    return {
      reason: `link ${shown(text)} is not a plain web address: no user name, no hidden character, the host in its ASCII form (xn--…)`,
    };
  return url.protocol === 'https:' && /^http:/i.test(absolute)
    ? { href: url.href, note: 'its link says http: https is used' }
    : { href: url.href };
}

/** A picture is worth less than its product: one that cannot be shown is left out. */
export function imageOf(text: string, shop: URL | undefined): { href: string; note?: string } {
  const source = spelled(text);
  if (source === '') return { href: '' };
  const absolute = absoluteOf(source, shop);
  const url = absolute === undefined ? undefined : plainOf(absolute);
  return url ? { href: url.href } : { href: '', note: `image link ${shown(text)} is not a plain https address and was left out` };
}

const spelled = (text: string): string => decodeEntities(text.trim()).trim().replaceAll(' ', '%20');

function absoluteOf(source: string, shop: URL | undefined): string | undefined {
  if (source.startsWith('//')) return `https:${source}`;
  if (/^www\./i.test(source)) return `https://${source}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(source)) return source;
  return shop && !/[\\\p{C}]/u.test(source) ? URL.parse(source, shop.href)?.href : undefined;
}

function plainOf(absolute: string): URL | undefined {
  const parsed = URL.parse(absolute);
  const isThisMachine = parsed !== null && /^(?:localhost|127(?:\.\d+){3})$/.test(parsed.hostname);
  if (isThisMachine) return plainHttpsUrl(absolute, { localHosts: [parsed.host] });
  const url = plainHttpsUrl(absolute.replace(/^http:/i, 'https:'), { localHosts: [] });
  return url && url.href.length <= hrefLengthMax ? url : undefined;
}

/** Escaping makes an address longer than it was written. */
const hrefLengthMax = 2048;

const shown = (text: string): string => JSON.stringify(cut(text.trim(), 80));
