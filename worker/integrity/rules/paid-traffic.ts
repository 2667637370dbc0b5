import type { Rule } from '../rule.ts';

export interface AdFacts {
  paidTraffic: 'allowed' | 'forbidden';
  /** Sign of a paid click in the addresses of the click or of the landing, as `paidSign` names it. */
  sign: string | null;
}

export const paidTraffic: Rule<AdFacts> = {
  name: 'paid_traffic',
  version: 1,
  effect: 'held',
  suspicion: 'paid_ads',
  reason: 'fraud_hold',
  finds: 'Clicks that were bought as advertisements where the programme forbids it.',
  threshold: 'terms forbid paid traffic, and an address has a click id of an ad platform or a medium of paid clicks',
  source:
    "the programme's terms; parameters that Google, Microsoft, TikTok, X, LinkedIn and Yandex add to paid clicks; fbclid stands on unpaid ones too and is left out",
  find: ({ paidTraffic: rule, sign }) => (rule === 'forbidden' && sign !== null ? { sign } : undefined),
};

/** Without fbclid and epik: Meta and Pinterest add them to every link that leaves them, paid or not. */
const clickIds = ['gclid', 'gbraid', 'wbraid', 'dclid', 'msclkid', 'ttclid', 'twclid', 'li_fat_id', 'yclid'];
const paidMedia = new Set([
  'cpc',
  'ppc',
  'cpm',
  'cpv',
  'paid',
  'paidsearch',
  'paid_search',
  'paid-search',
  'paidsocial',
  'paid_social',
  'paid-social',
]);

/** The name of the first sign, never its value: a click id names a person's click elsewhere. */
export function paidSign(addresses: readonly (string | null)[]): string | null {
  for (const address of addresses) {
    const parameters = address === null ? undefined : parametersOf(address);
    if (!parameters) continue;
    const id = clickIds.find((name) => parameters.has(name));
    if (id !== undefined) return id;
    const medium = parameters.get('utm_medium')?.toLowerCase();
    if (medium !== undefined && paidMedia.has(medium)) return `utm_medium=${medium}`;
  }
  return null;
}

function parametersOf(address: string): URLSearchParams | undefined {
  try {
    return new URL(address).searchParams;
  } catch {
    return undefined;
  }
}
