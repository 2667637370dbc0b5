/** What an address says by itself: its host, its parameters, the destinations that it carries along. */
import type { Signals } from './packs/form.ts';

/** @param pattern `awin1.com`: that host and all below; `ebay.*`: that name under an ending of one or two parts. */
export function isHost(host: string, pattern: string): boolean {
  const plain = pattern.endsWith('.*') ? pattern.slice(0, -2) : undefined;
  if (plain === undefined) return host === pattern || host.endsWith(`.${pattern}`);
  const [before = '', ending, ...more] = `.${host}`.split(`.${plain}.`);
  return (
    more.length === 0 && ending !== undefined && /^[a-z]{2,6}(\.[a-z]{2,3})?$/.test(ending) && (before === '' || before.startsWith('.'))
  );
}

export const hasHost = (address: string, patterns: readonly string[] | undefined): boolean => {
  const host = hostOf(address);
  return host !== undefined && (patterns ?? []).some((pattern) => isHost(host, pattern));
};

export function hostOf(address: string): string | undefined {
  return URL.parse(address)?.hostname.toLowerCase().replace(/\.$/, '') || undefined;
}

/** Whether the address shows one of the signals. */
export function shows(address: string, { hosts, parameters, on, paths }: Signals): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  return (
    hasHost(address, hosts) ||
    hasParameter(url, parameters) ||
    (on !== undefined && hasHost(address, on.hosts) && hasParameter(url, on.parameters)) ||
    (paths ?? []).some((path) => new RegExp(`^${path.replaceAll('#', '\\d+')}(/|$)`).test(url.pathname))
  );
}

/** `awc` by name, `utm_source=aw` by name and value; large and small letters alike. */
export function hasParameter(url: URL, wanted: readonly string[] | undefined): boolean {
  if (!wanted || wanted.length === 0) return false;
  const given = [...url.searchParams].map(([name, value]) => ({ name: name.toLowerCase(), value: value.toLowerCase() }));
  return wanted.some((one) => {
    const [name = '', value] = one.toLowerCase().split('=');
    return given.some((parameter) => parameter.name === name && (value === undefined || parameter.value === value));
  });
}

/** The address itself, then those that it carries in parameters, as redirects do. */
export function destinationsOf(address: string): string[] {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return [];
  const carried = [...url.searchParams.values()].map((value) => decoded(value));
  return [address, ...carried.filter((value) => /^https?:\/\//.test(value))];
}

/** Redirects encode their destination once or twice; text that is no encoding stays as it is. */
export function decoded(text: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}
