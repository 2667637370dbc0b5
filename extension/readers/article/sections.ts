import type { PageSection } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import type { PageLink, TextBlock } from '../gather/gathered.ts';
import { region } from '../region.ts';
import { clip, letters } from '../words.ts';
import type { PageEvidence } from './evidence.ts';

/** A part while it grows, from its first place in the page on. */
interface Part {
  from: number;
  heading?: string;
  text: string;
  links: Set<string>;
}

/**
 * The parts of a text in page order: a heading with its words and the shop links between it and the next. A text without headings has
 * a part for every paragraph that links to a shop, and one for the words before it. Parts without words and links are left out.
 */
export function sectionsOf(page: PageEvidence, blocks: readonly TextBlock[], shopLinks: readonly string[]): PageSection[] {
  const links = ownLinks(page, blocks, new Set(shopLinks));
  const parts = partsOf(page, blocks, links);
  for (const { href, order } of links) {
    const part = parts.findLast(({ from }) => from <= order);
    if (part && part.links.size < pageLimits.sectionLinks) part.links.add(href);
  }
  return parts
    .filter(({ text, links: found }) => text !== '' || found.size > 0)
    .slice(0, pageLimits.sections)
    .map(({ heading, text, links: found }) => ({
      ...(heading ? { heading } : {}),
      ...(text ? { text } : {}),
      links: [...found],
    }));
}

function partsOf({ heading }: PageEvidence, blocks: readonly TextBlock[], links: readonly { order: number }[]): Part[] {
  const own = blocks.filter(({ order }) => order !== heading?.order);
  const isHeading = ({ tag }: TextBlock) => /^h[1-6]$/.test(tag);
  const hasHeadings = own.some(isHeading);
  const parts: Part[] = [{ from: 0, text: '', links: new Set() }];
  own.forEach((block, at) => {
    const next = own[at + 1]?.order ?? Number.POSITIVE_INFINITY;
    const opens = hasHeadings ? isHeading(block) : links.some(({ order }) => order >= block.order && order < next);
    if (opens) parts.push({ from: block.order, text: '', links: new Set(), ...(hasHeadings ? { heading: named(block) } : {}) });
    const part = parts.at(-1);
    if (part && !(opens && hasHeadings) && part.text.length < pageLimits.sectionLength)
      part.text = clip(part.text ? `${part.text}\n${block.text}` : block.text, pageLimits.sectionLength);
  });
  return parts;
}

const named = ({ text }: TextBlock): string => clip(text, pageLimits.nameLength);

/** The shop links among the main text, each at the place of the words that it stands on. */
function ownLinks(
  { survey }: PageEvidence,
  blocks: readonly TextBlock[],
  shopLinks: ReadonlySet<string>,
): { href: string; order: number }[] {
  const opened = new Map(blocks.map((block) => [block.order, block]));
  return survey.links
    .filter((link) => shopLinks.has(link.href) && !(link.region & (region.other | region.firmFrame)))
    .map((link) => ({ href: link.href, order: begins(link, opened.get(link.order + 1)) ? link.order + 1 : link.order }));
}

/** A link at the start of a block is counted just before the block's own words. */
function begins(link: PageLink, block: TextBlock | undefined): boolean {
  const text = block && letters(link.text.slice(0, 80));
  return block !== undefined && Boolean(text) && letters(block.text).startsWith(text ?? '');
}
