/** Sites as people switch them: a host without `www.`, which takes its subdomains along. */

export interface SiteSwitch {
  on: boolean;
  at: number;
}
export type Sites = Readonly<Record<string, SiteSwitch>>;

/** The site of a web address, or undefined where no content script can run (browser pages, files, our own pages). */
export function siteOf(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  return url.hostname.replace(/^www\./, '').replace(/\.$/, '') || undefined;
}

/** What a person types into "add a site": a host or an address. */
export function siteTyped(text: string): string | undefined {
  const plain = text.trim();
  if (plain === '' || /\s/.test(plain)) return undefined;
  const site = siteOf(/^[a-z]+:\/\//i.test(plain) ? plain : `https://${plain}`);
  return site && (site.includes('.') || site === 'localhost') ? site : undefined;
}

/** The most exact switch that covers this site. */
export function switchOf(sites: Sites, site: string): (SiteSwitch & { site: string }) | undefined {
  for (let name = site; name !== ''; name = name.includes('.') ? name.slice(name.indexOf('.') + 1) : '') {
    const found = Object.hasOwn(sites, name) ? sites[name] : undefined;
    if (found) return { ...found, site: name };
  }
  return undefined;
}

export const isOn = (sites: Sites, site: string): boolean => switchOf(sites, site)?.on ?? false;

/** Match patterns for the permission and the content script of a site. */
export function patternsOf(site: string): string[] {
  const host = isAddress(site) || !site.includes('.') ? site : `*.${site}`;
  return [`https://${host}/*`, `http://${host}/*`];
}

const isAddress = (site: string): boolean => /^[\d.]+$/.test(site) || site.startsWith('[');
