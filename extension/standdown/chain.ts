/** What is kept of how addresses followed each other: as little as the judgement needs, and never less. */
import { dayMs, minuteMs } from '#shared/time.ts';
import { decoded, destinationsOf, hasHost } from './address.ts';
import { packsOf } from './detect.ts';
import type { Step } from './evidence.ts';
import type { PackSet } from './packs/form.ts';
import { shippedPacks } from './packs/set.ts';
import { referrerClassOf, tellingParameters } from './referrer.ts';
import { merchantOf, merchantsOf, sameSite } from './same-site.ts';
import { silentMerchants } from './session.ts';

export const stepsMax = 400;
const keptMs = dayMs;
/** Well below any pack's idle time: between two visits that are this close, a third adds nothing. */
const closeMs = 20 * minuteMs;

/** The address without what no rule looks at: other parameters, values that are only an identifier, fragments. */
export function trimmedAddress(address: string, packs: PackSet = shippedPacks): string {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return '';
  const named = signalsOf(packs);
  const kept = new URLSearchParams();
  for (const [name, value] of url.searchParams) {
    const carried = URL.parse(decoded(value));
    if (carried && /^https?:$/.test(carried.protocol)) kept.append(name, `${carried.origin}/`);
    else if (named.values.has(`${name}=${value}`.toLowerCase())) kept.append(name, value);
    else if (named.names.has(name.toLowerCase())) kept.append(name, '');
  }
  const query = kept.size > 0 ? `?${kept}` : '';
  return `${url.origin}${url.pathname}${query}`;
}

/** A step as it is kept. Where the page before is of the same site, its parameters are of no account: they were judged when it was read. */
export function trimmedStep({ address, at, via = [], did }: Step, packs: PackSet = shippedPacks): Step {
  const before = via
    .filter((each) => each !== address)
    .map((each) => (isPageBefore(each, address) ? bare(each) : trimmedAddress(each, packs)));
  return { address: trimmedAddress(address, packs), at, via: [...new Set(before.filter((each) => each !== ''))], ...(did && { did }) };
}

const isPageBefore = (one: string, address: string): boolean =>
  sameSite(one, address) && URL.parse(one)?.pathname !== URL.parse(address)?.pathname;
const bare = (address: string): string => address.replace(/[?#].*$/s, '');

/** The chain with one step more. What a later step makes needless goes; what could still silence stays. */
export function withStep(chain: readonly Step[], step: Step, packs: PackSet = shippedPacks): Step[] {
  const spare = step.did === 'offered' ? sameOffer(chain, step, packs) : needless(chain, step, packs);
  const next = [...chain.filter((each) => each !== spare), step];
  const isOld = (each: Step) => step.at - each.at >= keptMs;
  if (next.length <= stepsMax && !next.some(isOld)) return next;
  const silent = silentMerchants(next, step.at, packs);
  const isSilent = (each: Step) => merchantsOf(each.address, packs).some((merchant) => silent.has(merchant));
  const fresh = next.filter((each) => !isOld(each) || isSilent(each));
  // Those that hold nothing go first; of those that do, the oldest.
  const over = [...fresh.filter((each) => !isSilent(each)), ...fresh.filter(isSilent)].slice(0, Math.max(0, fresh.length - stepsMax));
  return fresh.filter((each) => !over.includes(each));
}

/** The last visit to the same merchant, if this one shows all that it showed and the one before it is close, too. */
function needless(chain: readonly Step[], step: Step, packs: PackSet): Step | undefined {
  const merchant = merchantOf(step.address, packs);
  const [last, before] = chain
    .filter((each) => each.did !== 'offered' && merchantOf(each.address, packs) === merchant)
    .sort((a, b) => b.at - a.at);
  if (!last || last.at > step.at || step.at - (before ?? last).at >= closeMs || destinationsOf(last.address).length > 1) return undefined;
  const shown = marksOf(step, packs);
  return marksOf(last, packs).every((mark) => shown.includes(mark)) ? last : undefined;
}

const marksOf = (step: Step, packs: PackSet): string[] => [
  referrerClassOf(step, packs),
  ...[step.address, ...(step.via ?? [])].flatMap((address) => packsOf(address, packs).map(({ id }) => id)),
];

const sameOffer = (chain: readonly Step[], step: Step, packs: PackSet): Step | undefined =>
  chain.find(
    (each) =>
      each.did === 'offered' &&
      each.at <= step.at &&
      each.via?.[0] === step.via?.[0] &&
      merchantOf(each.address, packs) === merchantOf(step.address, packs),
  );

/** The steps that a judgement of these two addresses can depend on. */
export function concerning(chain: readonly Step[], addresses: readonly string[], packs: PackSet = shippedPacks): Step[] {
  const merchants = addresses.map((address) => merchantOf(address, packs));
  return chain.filter(({ address }) => merchantsOf(address, packs).some((merchant) => merchants.includes(merchant)));
}

/** Whether offers for this merchant are counted at all. */
export const countsOffers = (address: string, { packs }: PackSet = shippedPacks): boolean =>
  packs.some(({ merchants }) => hasHost(address, merchants?.hosts));

function signalsOf({ packs }: PackSet): { names: Set<string>; values: Set<string> } {
  const all = [...tellingParameters, ...packs.flatMap(({ signals }) => [...(signals.parameters ?? []), ...(signals.on?.parameters ?? [])])];
  const lower = all.map((one) => one.toLowerCase());
  return { names: new Set(lower.filter((one) => !one.includes('='))), values: new Set(lower.filter((one) => one.includes('='))) };
}
