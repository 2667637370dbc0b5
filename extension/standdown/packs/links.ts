/** Services that turn publishers' and creators' links into affiliate links, and what no service is named for. */
import { seen, toVerify } from './citing.ts';
import type { Pack } from './form.ts';
import { asBaseline } from './networks.ts';

export const linkServices: readonly Pack[] = [
  {
    id: 'skimlinks',
    network: 'Skimlinks',
    signals: { hosts: ['skimresources.com', 'redirectingat.com'], parameters: ['utm_source=skimlinks'] },
    standDown: asBaseline,
    citations: [toVerify('Skimlinks: Publisher Terms', 'software', 'https://skimlinks.com/terms-and-conditions/')],
  },
  {
    id: 'sovrn',
    network: 'Sovrn',
    signals: { hosts: ['viglink.com', 'sovrn.co'], parameters: ['utm_source=viglink', 'utm_source=sovrn'] },
    standDown: asBaseline,
    citations: [
      toVerify('Sovrn Commerce: Publisher Code of Conduct', 'software', 'https://www.sovrn.com/sovrn-commerce-publisher-code-of-conduct/'),
    ],
  },
  {
    id: 'ltk',
    network: 'LTK',
    signals: {
      hosts: ['liketk.it', 'rstyle.me', 'shopltk.com', 'ltk.app', 'rewardstyle.com'],
      parameters: ['utm_source=rewardstyle', 'utm_source=ltk'],
    },
    standDown: asBaseline,
    citations: [toVerify('LTK: creator terms', 'links', 'https://company.shopltk.com/en/terms')],
  },
  {
    id: 'shopmy',
    network: 'ShopMy',
    signals: { hosts: ['shopmy.us', 'shopmyshelf.us'], parameters: ['utm_source=shopmy'] },
    standDown: asBaseline,
    citations: [toVerify('ShopMy: terms', 'links', 'https://shopmy.us/terms')],
  },
  {
    id: 'howl',
    network: 'Howl',
    signals: { hosts: ['shop-links.co', 'howl.link', 'howl.me', 'narrativ.com', 'bam-x.com'] },
    standDown: asBaseline,
    citations: [toVerify('Howl: terms', 'links', 'https://www.planethowl.com/terms')],
  },
  {
    id: 'geniuslink',
    network: 'Geniuslink',
    signals: { hosts: ['geni.us', 'georiot.com'] },
    standDown: asBaseline,
    citations: [toVerify('Geniuslink: terms of service', 'links', 'https://geniuslink.com/terms/')],
  },
  {
    id: 'any',
    network: 'another affiliate',
    signals: {
      // Link shorteners of publishers and small networks.
      hosts: [
        ...['adpump.com', 'bhpho.to', 'commander1.com', 'epnclick.ru', 'fave.co', 'glnk.io', 'jvz.io', 'lvuu.net', 'mktg-tags.com'],
        ...['oo34.net', 'thrv.me', 'urlgeni.us', 'zdbb.net'],
      ],
      parameters: [
        'afsrc',
        'affsource',
        'foid',
        'aff',
        'aff_id',
        'affid',
        'affiliate_id',
        'utm_medium=affiliate',
        'utm_medium=affiliates',
        'utm_medium=affiliation',
        'utm_medium=cps',
      ],
    },
    standDown: asBaseline,
    citations: [
      seen(
        'Wildfire: Stand-Down Policy Compliance',
        'How stand-down policy works',
        'https://kb.wildfire-corp.com/article/y2vt-stand-down-policy-compliance',
      ),
    ],
  },
];
