import { pageLimits } from '#shared/page-limits.ts';
import type { TextBlock } from './gather/gathered.ts';
import { region } from './region.ts';
import type { PageSurvey } from './survey.ts';
import { clip } from './words.ts';

const LONG = 40;

/** The words of the content, cut at the limit. */
export function mainText(blocks: readonly TextBlock[]): string {
  const parts: string[] = [];
  let length = 0;
  for (const { text } of blocks) {
    if (length > pageLimits.textLength) break;
    parts.push(text);
    length += text.length + 1;
  }
  return clip(parts.join('\n'), pageLimits.textLength);
}

/** The blocks of the content, cheaply: without frame, lists of other things and short crumbs, from the heading on. */
export function mainBlocks({ blocks }: PageSurvey, headingOrder: number | undefined): TextBlock[] {
  const own = blocks.filter((block) => !(block.region & (region.frame | region.firmFrame | region.other | region.hidden)));
  const body = own.filter((block) => block.region & region.main);
  const below = (list: readonly TextBlock[]) => list.filter((block) => block.order >= (headingOrder ?? 0));
  const loose = blocks.filter(
    (block) => !(block.region & (region.firmFrame | region.hidden)) && (block.tag === 'p' || block.text.length > 2 * LONG),
  );
  const choices = [below(body), below(own), body, own, loose].map((list) => list.filter(isContent));
  const [first, ...rest] = choices;
  return (
    choices.find((list) => lengthOf(list) >= ENOUGH) ??
    rest.reduce((best, list) => (lengthOf(list) > lengthOf(best) ? list : best), first ?? [])
  );
}

const ENOUGH = 600;

function isContent({ text, tag }: TextBlock): boolean {
  if (/^h[1-4]$/.test(tag) || tag === 'li' || tag === 'td' || tag === 'dd') return text.length >= 3;
  return text.length >= LONG || /[.!?。！？…]["”»']?$/.test(text) || (tag === 'p' && text.length >= 15);
}

function lengthOf(blocks: readonly TextBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}
