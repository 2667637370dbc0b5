/** How a person came to an address, as far as addresses tell. */
import { hasHost, hasParameter, partsOf } from './address.ts';
import { packsOf } from './detect.ts';
import type { Step } from './evidence.ts';
import type { PackSet, ReferrerClass } from './packs/form.ts';
import { sameSite } from './same-site.ts';

const paidSearch = [
  ...['gclid', 'gbraid', 'wbraid', 'gad_source', 'gad_campaignid', 'gclsrc', 'msclkid', 'yclid', 'bd_vid', 'qhclickid', 'sogou_vid'],
  ...['cpc', 'ppc', 'sem', 'paidsearch', 'paid_search', 'paid-search', 'cpm', 'shopping'].map((medium) => `utm_medium=${medium}`),
];
const social = [
  ...['fbclid', 'igsh', 'igshid', 'ttclid', 'twclid', 'epik', 'li_fat_id', 'ScCid', 'rdt_cid', 'xhsshare'],
  ...['social', 'social-media', 'social_media', 'paid_social', 'paidsocial', 'paid-social'].map((medium) => `utm_medium=${medium}`),
];
const socialHosts = [
  ...['facebook.com', 'instagram.com', 'tiktok.com', 'douyin.com', 'twitter.com', 'x.com', 't.co', 'pinterest.*', 'reddit.com'],
  ...['youtube.com', 'youtu.be', 'linkedin.com', 'snapchat.com', 'threads.net', 'weibo.com', 'weibo.cn', 'xiaohongshu.com', 'xhslink.com'],
  ...['rednote.com', 'bilibili.com', 'b23.tv', 'zhihu.com', 'vk.com', 't.me', 'discord.com', 'tumblr.com', 'bsky.app'],
];
const searchHosts = [
  ...['google.*', 'bing.com', 'duckduckgo.com', 'search.yahoo.com', 'yahoo.co.jp', 'ecosia.org', 'qwant.com', 'startpage.com'],
  ...['search.brave.com', 'yandex.*', 'ya.ru', 'baidu.com', 'sogou.com', 'so.com', 'sm.cn', 'naver.com', 'seznam.cz', 'kagi.com'],
];
/** Carried by what our own click opens. */
const receiptParameter = 'gloss';

/** Parameters that say how somebody came; with the packs' signals, all that an address needs to keep. */
export const tellingParameters: readonly string[] = [...paidSearch, ...social, receiptParameter];

/** The first that fits. A marketing parameter says more than where the browser came from. */
export function referrerClassOf({ address, via = [], did }: Step, packs: PackSet): ReferrerClass {
  const all = [address, ...via];
  if (all.some((each) => packsOf(each, packs).length > 0)) return 'affiliate';
  const shown = all.map((each) => partsOf(each)?.parameters ?? []);
  if (did === 'opened' || hasParameter(shown[0] ?? [], [receiptParameter])) return 'gloss';
  if (shown.some((each) => hasParameter(each, paidSearch))) return 'paid_search';
  if (shown.some((each) => hasParameter(each, social)) || via.some((each) => hasHost(each, socialHosts))) return 'social';
  const elsewhere = via.filter((each) => !sameSite(each, address));
  if (elsewhere.length === 0) return via.some((each) => each !== address) ? 'own_site' : 'direct';
  return elsewhere.every((each) => hasHost(each, searchHosts)) ? 'organic' : 'referral';
}
