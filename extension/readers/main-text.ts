import { pageLimits } from '#shared/page-limits.ts';
import { region } from './region.ts';
import type { PageSurvey, TextBlock } from './survey.ts';
import { clip } from './words.ts';

const LONG = 40;

/** The words of the content, cheaply: the body's blocks from the heading on, without frame, lists of other things and short crumbs. */
export function mainText({ blocks }: PageSurvey, headingOrder: number | undefined): string {
  const own = blocks.filter((block) => !(block.region & (region.frame | region.firmFrame | region.other | region.hidden)) && block.order >= (headingOrder ?? 0));
  const inMain = own.filter((block) => block.region & region.main);
  const chosen = lengthOf(inMain) >= 400 || lengthOf(inMain) * 2 > lengthOf(own) ? inMain : own;
  const parts: string[] = [];
  let length = 0;
  for (const block of chosen) {
    if (length > pageLimits.textLength) break;
    if (!isContent(block)) continue;
    parts.push(block.text);
    length += block.text.length + 1;
  }
  return clip(parts.join('\n'), pageLimits.textLength);
}

function isContent({ text, tag }: TextBlock): boolean {
  if (/^h[1-4]$/.test(tag) || tag === 'li' || tag === 'td' || tag === 'dd') return text.length >= 3;
  return text.length >= LONG || /[.!?。！？…]["”»']?$/.test(text) || (tag === 'p' && text.length >= 15);
}

function lengthOf(blocks: readonly TextBlock[]): number {
  return blocks.reduce((sum, block) => sum + (isContent(block) ? block.text.length : 0), 0);
}
