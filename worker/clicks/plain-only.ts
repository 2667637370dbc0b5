/** Shops whose rules allow no earning link in a browser extension: their products get cards, but only ever the plain link. */
export function isPlainOnly(address: string): boolean {
  const host = URL.parse(address)?.hostname.toLowerCase().replace(/\.$/, '');
  return host !== undefined && plainOnlyHosts.some((pattern) => pattern.test(host));
}

/** Amazon's shops in all countries, and the short addresses that lead there. */
const plainOnlyHosts = [/(?:^|\.)amazon\.(?:com|co)?\.?[a-z]{2,3}$/, /(?:^|\.)amzn\.(?:to|eu|asia|com)$/, /^a\.co$/];
