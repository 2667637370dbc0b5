import type { TextBlock } from '../gather/gathered.ts';
import { region } from '../region.ts';
import type { PageSurvey } from '../survey.ts';
import { letters, overlap } from '../words.ts';

/** The heading that names the page's own thing: of several first-level headings the one the title repeats. */
export function headingOf({ blocks, title, meta }: PageSurvey, siteNames: readonly string[]): TextBlock | undefined {
  const headings = blocks.filter((block) => block.region & region.heading && !(block.region & (region.firmFrame | region.hidden)));
  const titles = [title, meta.get('og:title')?.[0] ?? ''].filter(Boolean);
  let best: { block: TextBlock; score: number; isNamed: boolean } | undefined;
  for (const block of headings.slice(0, 60)) {
    const share = Math.max(0, ...titles.map((one) => overlap(block.text, one) * (1 + 0.5 * Math.min(1, block.text.length / one.length))));
    const score = share - (block.region & region.other ? 0.5 : 0) - (letters(block.text).length < 3 ? 1 : 0);
    if (!best || score > best.score + 0.05) best = { block, score, isNamed: titles.some((one) => overlap(block.text, one) >= 0.5) };
  }
  if (best?.isNamed && best.score > 0) return best.block;
  const names = titles.map((one) => letters(withoutSite(one, siteNames)));
  const repeated = blocks.find(
    (block) => block.text.length >= 6 && !(block.region & AWAY) && names.some((name) => isMost(letters(block.text), name)),
  );
  return repeated ?? (headings.length <= 2 ? best?.block : undefined);
}

function isMost(part: string, whole: string): boolean {
  return part.length * 10 >= whole.length * 6 && whole.includes(part);
}

const AWAY = region.frame | region.other | region.firmFrame | region.hidden;

/** A title without the site's name and what follows it, or without the name in front. */
export function withoutSite(title: string, siteNames: readonly string[]): string {
  const parts = title.split(SEPARATOR);
  const isSite = (part: string) => siteNames.some((name) => letters(name).length > 2 && overlap(part, name) >= 0.8);
  for (const part of parts.slice(1)) if (isSite(part)) return title.slice(0, title.lastIndexOf(part)).replace(/[\s|｜–—»·:-]+$/, '');
  const first = parts[0] ?? '';
  return parts.length > 1 && isSite(first) ? title.slice(first.length).replace(/^[\s|｜–—»·:-]+/, '') : title.trim();
}

const SEPARATOR = /\s+[|–—»·]\s*|\s*[|｜]\s*|\s+-\s+|\s+::?\s+|:\s(?=\S+$)/;
