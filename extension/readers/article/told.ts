import type { PageSection, PageSnapshot } from '#shared/page.ts';
import { formOf } from '../form.ts';
import type { TextBlock } from '../gather/gathered.ts';
import { affiliateLinksOf } from '../shop-links.ts';
import { commentsOf } from './comments.ts';
import type { PageEvidence } from './evidence.ts';
import { withoutSite } from './heading.ts';
import { countsOf } from './interactions.ts';
import { sectionsOf } from './sections.ts';

type Told = Pick<PageSnapshot, 'form' | 'affiliateLinks' | 'sections' | 'counts' | 'comments'>;

/** What an article tells beside its facts; a product page has links only. */
export function told(page: PageEvidence, blocks: readonly TextBlock[], snapshot: PageSnapshot): Told {
  const { kind, title = '', text, shopLinks } = snapshot;
  const affiliateLinks = affiliateLinksOf(shopLinks, page.url);
  const links: Told = affiliateLinks.length > 0 ? { affiliateLinks } : {};
  if (kind !== 'article') return links;
  const form = formOf(withoutSite(title, page.siteNames), text);
  const sections = sectionsOf(page, blocks, shopLinks);
  const counts = countsOf(page);
  const comments = commentsOf(page);
  return {
    ...links,
    ...(form ? { form } : {}),
    ...(isDivided(sections) ? { sections } : {}),
    ...(counts ? { counts } : {}),
    ...(comments.length > 0 ? { comments } : {}),
  };
}

/** One part without a heading or a link is the text again. */
function isDivided(sections: readonly PageSection[]): boolean {
  return sections.length > 1 || sections.some(({ heading, links }) => heading !== undefined || links.length > 0);
}
