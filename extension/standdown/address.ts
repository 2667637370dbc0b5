/** What an address says by itself: its host, its parameters, the destinations that it carries along. */
import type { Signals } from './packs/form.ts';

/** An address taken apart once, because many rules look at it. */
export interface Parts {
  /** In small letters, without a dot at the end. */
  host: string;
  path: string;
  /** Names and values in small letters. */
  parameters: readonly (readonly [name: string, value: string])[];
}

export function partsOf(address: string): Parts | undefined {
  const url = URL.parse(address);
  const host = url?.hostname.toLowerCase().replace(/\.$/, '');
  if (!url || !host) return undefined;
  const parameters =
    url.search === '' ? [] : [...url.searchParams].map(([name, value]) => [name.toLowerCase(), value.toLowerCase()] as const);
  return { host, path: url.pathname, parameters };
}

export const hostOf = (address: string): string | undefined => partsOf(address)?.host;

/** @param pattern `awin1.com`: that host and all below; `ebay.*`: that name under an ending of one or two parts. */
export function isHost(host: string, pattern: string): boolean {
  const plain = pattern.endsWith('.*') ? pattern.slice(0, -2) : undefined;
  if (plain === undefined) return host === pattern || host.endsWith(`.${pattern}`);
  const [before = '', ending, ...more] = `.${host}`.split(`.${plain}.`);
  return (
    more.length === 0 && ending !== undefined && /^[a-z]{2,6}(\.[a-z]{2,3})?$/.test(ending) && (before === '' || before.startsWith('.'))
  );
}

export const isOneOf = (host: string, patterns: readonly string[] | undefined): boolean =>
  patterns?.some((pattern) => isHost(host, pattern)) ?? false;

export function hasHost(address: string, patterns: readonly string[] | undefined): boolean {
  const host = hostOf(address);
  return host !== undefined && isOneOf(host, patterns);
}

/** Whether the address shows one of the signals. */
export function shows({ host, path, parameters }: Parts, signals: Signals): boolean {
  const { hosts, on, paths } = signals;
  return (
    isOneOf(host, hosts) ||
    hasParameter(parameters, signals.parameters) ||
    (on !== undefined && isOneOf(host, on.hosts) && hasParameter(parameters, on.parameters)) ||
    (paths?.some((one) => new RegExp(`^${one.replaceAll('#', '\\d+')}(/|$)`).test(path)) ?? false)
  );
}

/** `awc` by name, `utm_source=aw` by name and value; large and small letters alike. */
export function hasParameter(given: Parts['parameters'], wanted: readonly string[] | undefined): boolean {
  if (!wanted || given.length === 0) return false;
  return wanted.some((one) => {
    const [name = '', value] = one.toLowerCase().split('=');
    return given.some((parameter) => parameter[0] === name && (value === undefined || parameter[1] === value));
  });
}

/** The address itself, then those that it carries in parameters, as redirects do. */
export function destinationsOf(address: string): string[] {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return [];
  if (url.search === '') return [address];
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
