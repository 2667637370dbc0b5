/** Shops that run a programme of their own. */
import { toVerify } from './citing.ts';
import type { Never, Pack } from './form.ts';
import { asBaseline } from './networks.ts';

const amazonTerms = toVerify(
  'Amazon Associates: Program Policies, Participation Requirements',
  'special links in software',
  'https://affiliate-program.amazon.com/help/operating/policies',
);
const amazonTags = ['tag', 'linkCode', 'linkId', 'ascsubtag', 'camp', 'creative', 'creativeASIN'];

export const shops: readonly Pack[] = [
  {
    id: 'amazon',
    network: 'Amazon Associates',
    signals: {
      hosts: ['amzn.to', 'amzn.eu', 'amzn.asia'],
      on: { hosts: ['amazon.*'], parameters: ['tag', 'linkCode', 'ascsubtag'] },
    },
    // The programme counts a session as 24 hours.
    standDown: { session: true, idleMinutes: 60, minimumMinutes: 24 * 60 },
    citations: [amazonTerms],
  },
  {
    id: 'ebay',
    network: 'eBay Partner Network',
    signals: {
      hosts: ['rover.ebay.com', 'ebay.us'],
      on: { hosts: ['ebay.*'], parameters: ['campid', 'pubid', 'mkevt', 'mkcid', 'mkrid'] },
    },
    standDown: asBaseline,
    merchants: { hosts: ['ebay.*', 'ebay.us'], referrers: ['own_site', 'organic', 'direct', 'gloss'], promptsMax: 2 },
    citations: [
      toVerify('eBay Partner Network: Browser Extension Policy', 'activation', 'https://partnernetwork.ebay.com/browser-extension-policy'),
    ],
  },
  {
    id: 'aliexpress',
    network: 'AliExpress',
    signals: {
      hosts: ['s.click.aliexpress.com', 'a.aliexpress.com'],
      parameters: ['aff_fcid', 'aff_fsk', 'aff_platform', 'aff_trace_key'],
    },
    standDown: asBaseline,
    citations: [toVerify('AliExpress Portals: affiliate agreement', 'prohibited promotion', 'https://portals.aliexpress.com/')],
  },
  {
    id: 'taobao',
    network: 'Taobao',
    signals: {
      hosts: ['s.click.taobao.com', 's.click.tmall.com', 'uland.taobao.com', 's.tb.cn', 'm.tb.cn'],
      on: { hosts: ['taobao.com', 'tmall.com', 'tmall.hk'], parameters: ['ali_trackid', 'union_lens', 'pid'] },
    },
    standDown: asBaseline,
    citations: [toVerify('Alimama: Taobao Alliance rules', 'promotion by plug-ins', 'https://rule.alimama.com/')],
  },
  {
    id: 'jd',
    network: 'JD',
    signals: {
      hosts: ['union-click.jd.com', 'u.jd.com', 'jingfen.jd.com'],
      on: { hosts: ['jd.com', 'jd.hk'], parameters: ['unionId', 'utm_medium=tuiguang', 'utm_medium=jingfen'] },
    },
    standDown: asBaseline,
    citations: [toVerify('JD Union: platform rules', 'promotion by plug-ins', 'https://union.jd.com/')],
  },
  {
    id: 'pinduoduo',
    network: 'Pinduoduo',
    signals: {
      hosts: ['p.pinduoduo.com'],
      on: { hosts: ['pinduoduo.com', 'yangkeduo.com'], parameters: ['cpsSign', 'authDuoId', 'duoduo_type', 'pid'] },
    },
    standDown: asBaseline,
    citations: [toVerify('Duoduo Jinbao: promotion rules', 'promotion by plug-ins', 'https://jinbao.pinduoduo.com/')],
  },
];

export const never: readonly Never[] = [
  {
    merchant: 'Amazon',
    hosts: ['amazon.*', 'amzn.to', 'amzn.eu', 'amzn.asia', 'amzn.com', 'a.co'],
    tags: amazonTags,
    citations: [amazonTerms],
  },
];
