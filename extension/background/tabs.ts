import type { Ask, TabState } from '#extension/base/messages.ts';
import { patternsOf, siteOf, switchOf } from '#extension/base/sites.ts';
import { items, type Visit } from '#extension/base/storage.ts';
import { standingAt } from '#extension/standdown/earn.ts';
import type { Call } from './call.ts';
import { tongueOf } from './language.ts';
import { notesOf } from './notes-of.ts';
import { isAgreed } from './settings.ts';

/** The state of one tab, as the popup says it in a sentence. */
export async function tabState(call: Call, { tabId, address }: Ask<'tab.state'>): Promise<TabState> {
  const site = siteOf(address);
  if (!site) return { kind: 'no_site' };
  if (!(await isAgreed(call))) return { kind: 'not_agreed' };
  const choices = await call.store.read(items.choices);
  if (!choices.notes && !choices.stats) return { kind: 'notes_off' };
  const set = switchOf(await call.store.read(items.sites), site);
  if (!set) return { kind: 'permission_missing', site };
  if (!set.on) return { kind: 'site_off', site };
  if (!(await call.platform.areGranted(patternsOf(set.site)))) return { kind: 'permission_missing', site };
  const visit = (await call.store.read(items.visits))[String(tabId)];
  if (!visit || !isSamePage(visit.address, address)) return { kind: 'reading', site };
  return await visitState(call, site, visit);
}

async function visitState(call: Call, site: string, visit: Visit): Promise<TabState> {
  const choices = await call.store.read(items.choices);
  const chain = await call.store.read(items.arrivals);
  const { notes } = notesOf(visit, {
    choices,
    language: tongueOf(choices.language, call.platform.uiLanguage()).language,
    dismissed: await call.store.read(items.dismissed),
    kept: [],
    prices: [],
    chain,
    now: call.now,
    workerOrigin: call.workerOrigin,
    // Only counted here.
    taste: { isOn: false, signals: [] },
  });
  const standing = standingAt({ chain, address: visit.address, now: call.now });
  if (standing) return { kind: 'standing_down', site, notes: notes.length, network: standing.network, until: standing.until };
  if (!choices.notes) return { kind: 'nothing', site, why: 'numbers_only' };
  if (visit.set === null)
    return { ...whyNone(site, visit.why ?? 'empty'), ...(visit.presence?.creator && { creatorKnown: true as const }) };
  return notes.length > 0 ? { kind: 'found', site, notes: notes.length } : { kind: 'nothing', site, why: visit.why ?? 'all_hidden' };
}

function whyNone(site: string, why: string): TabState {
  if (why === 'offline') return { kind: 'offline', site };
  if (why === 'unsupported' || why === 'not_content') return { kind: 'unsupported', site, why };
  if (['empty', 'no_product', 'failed'].includes(why)) return { kind: 'nothing', site, why };
  return { kind: 'refused', site, why };
}

const isSamePage = (one: string, other: string): boolean => one.replace(/#.*$/s, '') === other.replace(/#.*$/s, '');
