/** How a web address shows that somebody already earns from it. Data only: hosts by ending, parameters by name. */
export interface Pack {
  network: string;
  /** Redirect hosts: an address there is an affiliate link whatever its parameters. */
  hosts?: readonly string[];
  /** Parameters on any host. */
  parameters?: readonly string[];
  /** Parameters that mean something on these hosts only. */
  on?: { hosts: RegExp; parameters: readonly string[] };
}

export const packs: readonly Pack[] = [
  {
    network: 'Amazon Associates',
    hosts: ['amzn.to'],
    on: { hosts: /(^|\.)amazon\.[a-z.]{2,6}$/, parameters: ['tag', 'linkCode', 'ascsubtag'] },
  },
  { network: 'Awin', hosts: ['awin1.com', 'zenaps.com', 'shareasale.com', 'shareasale-analytics.com'], parameters: ['awc', 'sscid'] },
  {
    network: 'CJ',
    hosts: ['anrdoezrs.net', 'dpbolvw.net', 'jdoqocy.com', 'kqzyfj.com', 'tkqlhce.com', 'emjcd.com'],
    parameters: ['cjevent', 'cjdata'],
  },
  { network: 'Rakuten', hosts: ['linksynergy.com'], parameters: ['ranMID', 'ranEAID', 'ranSiteID'] },
  { network: 'impact', hosts: ['sjv.io', 'pxf.io', 'evyy.net', 'ojrq.net', '7eer.net'], parameters: ['irclickid', 'irgwc'] },
  { network: 'Partnerize', hosts: ['prf.hn'], parameters: ['clickref'] },
  { network: 'Tradedoubler', hosts: ['clk.tradedoubler.com'], parameters: ['tduid'] },
  { network: 'Skimlinks', hosts: ['skimresources.com', 'redirectingat.com'] },
  { network: 'Sovrn', hosts: ['redirect.viglink.com', 'sovrn.co'] },
  { network: 'Webgains', hosts: ['track.webgains.com'] },
  { network: 'Admitad', hosts: ['ad.admitad.com', 'alitems.com'], parameters: ['admitad_uid'] },
  {
    network: 'eBay Partner Network',
    hosts: ['rover.ebay.com', 'ebay.us'],
    on: { hosts: /(^|\.)ebay\.[a-z.]{2,6}$/, parameters: ['campid', 'mkrid'] },
  },
  { network: 'AliExpress', hosts: ['s.click.aliexpress.com'], parameters: ['aff_fcid', 'aff_fsk', 'aff_platform'] },
  { network: 'Taobao', hosts: ['s.click.taobao.com', 'uland.taobao.com'] },
  { network: 'JD', hosts: ['union-click.jd.com', 'u.jd.com'] },
  { network: 'LTK', hosts: ['liketk.it', 'rstyle.me', 'shopltk.com'] },
  { network: 'ShopMy', hosts: ['shopmy.us', 'shop-links.co'] },
  { network: 'Geniuslink', hosts: ['geni.us'] },
  { network: 'Dub', parameters: ['dub_id'] },
  { network: 'another affiliate', parameters: ['afsrc', 'affsource', 'foid', 'aff_id', 'affid', 'affiliate_id', 'aff'] },
];
