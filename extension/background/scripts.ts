/** Which of our scripts runs on which pages: one for the open web, and one for each platform that has a reader of its own. */
import { patternsOf } from '#extension/base/sites.ts';
import { type Platform, platformOf } from '#shared/platforms.ts';

/** Named like the platform and its script in entrypoints/. */
export const platformScripts = [
  'youtube',
  'tiktok',
  'instagram',
  'xiaohongshu',
  'bilibili',
  'pinterest',
  'reddit',
] as const satisfies readonly Platform[];
type PlatformScript = (typeof platformScripts)[number];

export interface PageScript {
  /** Of its file, without the ending. */
  name: 'page' | PlatformScript;
  /** Match patterns. */
  matches: string[];
  excludeMatches: string[];
}

/** The scripts for these sites, exactly one on every page of them. */
export function scriptsFor(sites: readonly string[]): PageScript[] {
  const names = ['page', ...platformScripts] as const;
  const matches = new Map(names.map((name) => [name, sites.filter((site) => scriptOf(site) === name).flatMap(patternsOf)]));
  // A site may stand for hosts of a platform too: `co.uk` for that of a platform in Britain.
  const ofPlatforms = platformScripts.flatMap((name) => matches.get(name) ?? []);
  return names
    .map((name) => ({ name, matches: matches.get(name) ?? [], excludeMatches: name === 'page' ? ofPlatforms : [] }))
    .filter((script) => script.matches.length > 0);
}

function scriptOf(site: string): PageScript['name'] {
  const url = URL.parse(`https://${site}`);
  const platform = url && platformOf(url);
  return platformScripts.find((name) => name === platform) ?? 'page';
}
