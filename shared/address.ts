/** The one judgement of web addresses: products, feeds and the click redirect ask here, so that no spelling is safe in one place and not in another. */

const addressLengthMax = 2048;

/**
 * The address, if it is spelled plainly: https, an ASCII host name with a dot, no user name, no backslash, no blank or invisible characters.
 * Plain http, bare IP addresses and single names are taken only for hosts (`host:port`) in `localHosts`. Undefined for everything else.
 */
export function plainHttpsUrl(text: string, { localHosts }: { localHosts: readonly string[] }): URL | undefined {
  if (text.length > addressLengthMax || unplain.test(text)) return undefined;
  const authority = /^https?:\/\/([^/?#]+)(?:[/?#]|$)/i.exec(text)?.[1];
  // Anything beyond these letters (user names, escapes, other scripts) makes the host something else than it looks like.
  if (authority === undefined || !/^[a-z0-9.:-]+$/i.test(authority)) return undefined;
  const url = URL.parse(text);
  if (!url || url.username || url.password) return undefined;
  if (localHosts.includes(url.host)) return url;
  return url.protocol === 'https:' && isPublicName(url.hostname) ? url : undefined;
}

/** Is this exact host (with its port, where it names one) in the list? A subdomain is another host. */
export const hostListed = (url: URL, hosts: readonly string[]): boolean => hosts.includes(url.host);

/**
 * What two addresses of the same page have in common: host without `www.`, path without trailing slash, no query, no fragment.
 * Undefined when the text is no http address.
 */
export function addressKey(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const path = url.pathname.replace(/\/+$/, '').replaceAll(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
  return `${url.host.replace(/^www\./, '')}${path}`;
}

/** Blanks, control, format (bidi, zero width), private and unpaired characters, and the backslash that browsers read as a slash. */
const unplain = /[\s\\\p{C}\p{Z}]/u;

function isPublicName(hostname: string): boolean {
  const labels = hostname.split('.');
  return (
    labels.length >= 2 &&
    hostname.length <= 253 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    !/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '')
  );
}
