import { seen, toVerify } from './citing.ts';
import type { PackSet } from './form.ts';
import { linkServices } from './links.ts';
import { asBaseline, networks } from './networks.ts';
import { regionalNetworks } from './regional.ts';
import { never, shops } from './shops.ts';

/** What ships. A change raises the version; without a new release it can only become stricter (see `loosened`). */
export const shippedPacks: PackSet = {
  version: '2026-11-25.2',
  baseline: {
    ...asBaseline,
    citations: [
      seen('Affiliate Software Code of Conduct', '0, defined terms', 'https://www.affiliatecoc.org/code'),
      toVerify('Affiliate Software Code of Conduct', '4.2, end of a session', 'https://www.affiliatecoc.org/code'),
    ],
  },
  // Networks with a name come before what only looks like one.
  packs: [...shops, ...networks, ...regionalNetworks, ...linkServices],
  never,
  children: {
    hosts: ['youtubekids.com', 'kids.youtube.com', 'pbskids.org', 'nickjr.com', 'cartoonnetwork.com', 'kika.de', 'cbeebies.com'],
    citations: [
      toVerify('YouTube Shopping affiliate program: eligibility', 'made for kids', 'https://support.google.com/youtube/answer/12257682'),
    ],
  },
};
