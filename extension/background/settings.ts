/** Consent, choices and sites; every change of them changes where the content script runs. */
import type { Ask, Settings } from '#extension/base/messages.ts';
import { isOn, patternsOf, siteTyped } from '#extension/base/sites.ts';
import { consentVersion, items } from '#extension/base/storage.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import { fail } from '#shared/errors.ts';
import type { Call } from './call.ts';
import { tongueOf } from './language.ts';
import { scriptsFor } from './scripts.ts';

/** Consent to what is sent by this version, and the browser's own consent where it keeps one. */
export async function isAgreed(call: Call): Promise<boolean> {
  const consent = await call.store.read(items.consent);
  return consent?.answer === 'given' && consent.version === consentVersion && (await call.platform.isSendingAllowed());
}

export async function getSettings(call: Call): Promise<Settings> {
  const choices = await call.store.read(items.choices);
  const sites = Object.entries(await call.store.read(items.sites)).sort(([a], [b]) => a.localeCompare(b));
  return {
    consent: await call.store.read(items.consent),
    isAgreed: await isAgreed(call),
    creator: choices.own ? ((await call.store.read(items.creator))?.creator?.name ?? null) : null,
    choices,
    ...tongueOf(choices.language, call.platform.uiLanguage()),
    sites: await Promise.all(
      sites.map(async ([site, { on }]) => ({ site, on, granted: await call.platform.areGranted(patternsOf(site)) })),
    ),
    workerOrigin: call.workerOrigin,
    version: call.platform.version,
    packs: shippedPacks.version,
  };
}

export async function answerConsent(call: Call, { given }: Ask<'consent.answer'>): Promise<Settings> {
  await call.store.change(items.consent, () => ({ version: consentVersion, answer: given ? 'given' : 'refused', at: call.now }));
  return await applied(call);
}

export async function setChoices(call: Call, change: Ask<'choices.set'>): Promise<Settings> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  await call.store.change(items.choices, (choices) => ({ ...choices, ...given }));
  // Who it was is forgotten with the choice, and asked for anew with the next.
  if (change.own !== undefined) await call.store.change(items.creator, () => null);
  return await applied(call);
}

export async function setSite(call: Call, { site, on }: Ask<'site.set'>): Promise<Settings> {
  const named = siteTyped(site) ?? fail('invalid_request', `${site} is not the name of a site.`);
  await call.store.change(items.sites, (sites) => ({ ...sites, [named]: { on, at: call.now } }));
  return await applied(call);
}

/** Off, out of the list, and the browser's permission given back. */
export async function forgetSite(call: Call, { site }: Ask<'site.forget'>): Promise<Settings> {
  await call.store.change(items.sites, (sites) => Object.fromEntries(Object.entries(sites).filter(([name]) => name !== site)));
  await call.platform.giveBack(patternsOf(site));
  return await applied(call);
}

/** The sites that this build switches on by itself: none in a release. */
export async function seedSites(call: Call): Promise<void> {
  const seeds = Object.fromEntries(call.sitesOn.map((site) => [site, { on: true, at: call.now }]));
  await call.store.change(items.sites, (sites) => ({ ...seeds, ...sites }));
}

/** Runs our scripts where they may run, and nowhere else. */
export async function syncPages(call: Call): Promise<void> {
  await call.platform.runOn(scriptsFor(await sitesNow(call)));
}

async function sitesNow(call: Call): Promise<string[]> {
  const { notes, stats } = await call.store.read(items.choices);
  if (!(notes || stats) || !(await isAgreed(call))) return [];
  const sites = await call.store.read(items.sites);
  const on = Object.keys(sites).filter((site) => isOn(sites, site));
  const granted = await Promise.all(on.map((site) => call.platform.areGranted(patternsOf(site))));
  return on.filter((_, at) => granted[at]);
}

async function applied(call: Call): Promise<Settings> {
  await syncPages(call);
  return await getSettings(call);
}
