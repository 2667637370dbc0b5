/** Where content lives. `web` is any site without a reader of its own: its creator's handle is the host. */
export const platforms = ['youtube', 'tiktok', 'instagram', 'xiaohongshu', 'bilibili', 'pinterest', 'reddit', 'web'] as const;
export type Platform = (typeof platforms)[number];

export const contentKinds = ['video', 'short', 'live', 'article', 'product', 'post', 'profile', 'page'] as const;
export type ContentKind = (typeof contentKinds)[number];

/** What content does, in the trade's words: `trial` tried one thing for a while, `haul` shows what was bought, `deal` lists offers. */
export const contentForms = [
  'review',
  'trial',
  'unboxing',
  'tutorial',
  'haul',
  'comparison',
  'guide',
  'deal',
  'announcement',
  'vlog',
  'recipe',
] as const;
export type ContentForm = (typeof contentForms)[number];

/** The platform whose page this is; its creators are never those of an open web page. */
export function platformOf(url: URL): Platform {
  const host = url.hostname.toLowerCase();
  for (const [platform, hosts] of hostsOf) if (hosts.test(host)) return platform;
  return 'web';
}

const hostsOf: readonly (readonly [Platform, RegExp])[] = [
  ['youtube', /(?:^|\.)(?:youtube\.com|youtu\.be|youtube-nocookie\.com)$/],
  ['tiktok', /(?:^|\.)tiktok\.com$/],
  ['instagram', /(?:^|\.)instagram\.com$/],
  ['xiaohongshu', /(?:^|\.)(?:xiaohongshu\.com|rednote\.com|xhslink\.com)$/],
  ['bilibili', /(?:^|\.)(?:bilibili\.com|b23\.tv)$/],
  ['pinterest', /(?:^|\.)(?:pinterest\.[a-z]{2,3}(?:\.[a-z]{2})?|pin\.it)$/],
  ['reddit', /(?:^|\.)(?:reddit\.com|redd\.it)$/],
];

/** One spelling for a handle: no leading @, lower case, no trailing slash or `www.`; so that a page's and an account's compare. */
export function handleKey(platform: Platform, handle: string): string {
  const plain = handle.normalize('NFKC').trim().toLowerCase().replace(/^@/, '').replace(/\/+$/, '');
  return platform === 'web' ? plain.replace(/^www\./, '') : plain;
}
