/** Networks between merchants and publishers. */
import { seen, toVerify } from './citing.ts';
import type { Duration, Pack } from './form.ts';

/** Where a network publishes no length of its own, the baseline's. */
export const asBaseline: Duration = { session: true, idleMinutes: 60, minimumMinutes: 90 };
/** Networks that say "session, at least half an hour". */
const halfHour: Duration = { session: true, idleMinutes: 30, minimumMinutes: 30 };

export const networks: readonly Pack[] = [
  {
    id: 'awin',
    network: 'Awin',
    signals: {
      hosts: ['awin1.com', 'zenaps.com', 'tidd.ly', 'zanox.com', 'affili.net', 'webmasterplan.com'],
      parameters: ['awc', 'utm_source=aw', 'source=aw', 'utm_source=awin'],
    },
    standDown: asBaseline,
    citations: [
      toVerify(
        'Awin: Downloadable Software Guidelines',
        'stand-down',
        'https://success.awin.com/s/article/Downloadable-Software-Guidelines',
      ),
    ],
  },
  {
    id: 'shareasale',
    network: 'ShareASale',
    signals: { hosts: ['shareasale.com', 'shareasale-analytics.com', 'shrsl.com'], parameters: ['sscid'] },
    standDown: asBaseline,
    citations: [
      toVerify(
        'Awin: Downloadable Software Guidelines',
        'stand-down',
        'https://success.awin.com/s/article/Downloadable-Software-Guidelines',
      ),
    ],
  },
  {
    id: 'cj',
    network: 'CJ',
    signals: {
      hosts: [
        'anrdoezrs.net',
        'apmebf.com',
        'afcyhf.com',
        'awltovhc.com',
        'commission-junction.com',
        'dpbolvw.net',
        'emjcd.com',
        'ftjcfx.com',
        'jdoqocy.com',
        'kqzyfj.com',
        'kqzyfj.net',
        'lduhtrp.net',
        'qksrv.net',
        'qksz.net',
        'tkqlhce.com',
        'tqlkg.com',
        'yceml.net',
      ],
      parameters: ['cjevent', 'cjdata', 'utm_source=cj', 'sf_cs=cj'],
    },
    // Published as 30 minutes; software that follows it in practice waits 60, and the baseline is longer still.
    standDown: { session: true, idleMinutes: 60, minimumMinutes: 60 },
    citations: [toVerify('CJ: Software Policy', 'stand-down', 'https://www.cj.com/legal/software-policy')],
  },
  {
    id: 'rakuten',
    network: 'Rakuten',
    signals: {
      hosts: ['linksynergy.com', 'linksynergy.walmart.com', 'jrs5.com'],
      parameters: ['ranMID', 'ranEAID', 'ranSiteID', 'siteID'],
    },
    standDown: asBaseline,
    citations: [toVerify('Rakuten: Publisher Standdown SDK', 'signals', 'https://github.com/rakutenrewards/PublisherStandown-SDK')],
  },
  {
    id: 'impact',
    network: 'impact',
    signals: {
      hosts: ['sjv.io', 'pxf.io', 'evyy.net', 'ojrq.net', '7eer.net', 'bn5x.net', 'igl5.net', 'i384100.net'],
      parameters: ['irclickid', 'irgwc', 'im_rewards', 'utm_source=impact', 'utm_source=impactradius'],
      paths: ['/c/#/#/#'],
    },
    standDown: halfHour,
    citations: [
      seen(
        'impact.com: Stand-Down Policy Explained',
        'How it works',
        'https://help.impact.com/brand/platform-features/tracking/stand-down-policy-explained',
      ),
      toVerify('impact.com: Stand-Down Policy', 'length', 'https://impact.com/stand-down-policy.ihtml'),
    ],
  },
  {
    id: 'partnerize',
    network: 'Partnerize',
    signals: { hosts: ['prf.hn', 'partnerize.com'], parameters: ['clickref', 'utm_source=partnerize'] },
    standDown: asBaseline,
    citations: [toVerify('Partnerize: Terms and Conditions', 'software', 'https://partnerize.com/legal/terms-and-conditions/')],
  },
  {
    id: 'ascend',
    network: 'Ascend (Pepperjam)',
    signals: {
      hosts: ['gopjn.com', 'pepperjamnetwork.com', 'pjatr.com', 'pjtra.com', 'pntra.com', 'pntrac.com', 'pntrs.com'],
      parameters: ['utm_source=pepperjam', 'utm_source=ascend'],
    },
    standDown: asBaseline,
    citations: [toVerify('Partnerize: Terms and Conditions', 'software', 'https://partnerize.com/legal/terms-and-conditions/')],
  },
  {
    id: 'webgains',
    network: 'Webgains',
    signals: { hosts: ['webgains.com'], parameters: ['wgu', 'wgexpiry', 'utm_source=webgains'] },
    standDown: asBaseline,
    citations: [toVerify('Webgains: publisher terms', 'software', 'https://www.webgains.com/public/en/terms/')],
  },
  {
    id: 'tradedoubler',
    network: 'Tradedoubler',
    signals: {
      hosts: ['tradedoubler.com'],
      parameters: ['tduid', 'utm_source=tradedoubler'],
    },
    standDown: asBaseline,
    citations: [toVerify('Tradedoubler: publisher terms', 'software', 'https://www.tradedoubler.com/en/publisher-terms/')],
  },
  {
    id: 'tradetracker',
    network: 'TradeTracker',
    signals: { hosts: ['tradetracker.net'], parameters: ['utm_source=tradetracker'] },
    standDown: asBaseline,
    citations: [toVerify('TradeTracker: affiliate terms', 'software', 'https://tradetracker.com/terms-conditions/')],
  },
  {
    id: 'daisycon',
    network: 'Daisycon',
    signals: {
      hosts: ['ds1.nl', 'lt45.net', 'jf79.net', 'ndt5.net', 'glp8.net', 'rkn3.net', 'daisycon.net'],
      parameters: ['utm_source=daisycon'],
    },
    standDown: asBaseline,
    citations: [toVerify('Daisycon: publisher terms', 'software', 'https://www.daisycon.com/en/terms-conditions/')],
  },
  {
    id: 'admitad',
    network: 'Admitad',
    signals: { hosts: ['admitad.com', 'alitems.com', 'alitems.co'], parameters: ['admitad_uid', 'tagtag_uid', 'utm_source=admitad'] },
    standDown: asBaseline,
    citations: [toVerify('Admitad: publisher rules', 'browser extensions', 'https://www.admitad.com/en/rules/')],
  },
  {
    id: 'flexoffers',
    network: 'FlexOffers',
    signals: {
      hosts: ['flexlinks.com', 'flexlinkspro.com', 'flexoffers.com'],
      parameters: ['utm_source=flexoffers'],
    },
    standDown: asBaseline,
    citations: [toVerify('FlexOffers: publisher terms', 'software', 'https://www.flexoffers.com/terms-conditions/')],
  },
  {
    id: 'partnerstack',
    network: 'PartnerStack',
    signals: { hosts: ['grsm.io', 'partnerlinks.io'], parameters: ['ps_partner_key', 'ps_xid', 'gspk', 'gsxid'] },
    standDown: asBaseline,
    citations: [toVerify('PartnerStack: partner terms', 'prohibited methods', 'https://partnerstack.com/policies/network-terms')],
  },
  {
    id: 'dub',
    network: 'Dub',
    signals: { parameters: ['dub_id'] },
    // "Session or at least 60 minutes, whichever is longer"; its signal is a cookie, which is not read: the parameter of the same name is.
    standDown: { session: true, idleMinutes: 60, minimumMinutes: 60 },
    citations: [toVerify('Dub: partner terms', 'stand-down', 'https://dub.co/legal/partners')],
  },
];
