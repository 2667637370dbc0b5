import { packs } from './packs/networks.ts';

/** The affiliate network that this address earns for, or undefined. */
export function networkOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url) return undefined;
  const names = new Set([...url.searchParams.keys()].map((name) => name.toLowerCase()));
  const hasAny = (parameters: readonly string[] | undefined) => parameters?.some((name) => names.has(name.toLowerCase())) ?? false;
  const found = packs.find(
    ({ hosts, parameters, on }) =>
      hosts?.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`)) ||
      hasAny(parameters) ||
      (on?.hosts.test(url.hostname) && hasAny(on.parameters)),
  );
  if (found) return found.network;
  return /^affiliates?$/i.test(url.searchParams.get('utm_medium') ?? '') ? 'another affiliate' : undefined;
}

/** Amazon's programme forbids links from extensions: its products are always plain. */
export const isAmazon = (address: string): boolean =>
  /(^|\.)(amazon\.[a-z.]{2,6}|amzn\.to|a\.co)$/.test(URL.parse(address)?.hostname ?? '');
