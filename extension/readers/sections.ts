import type { PageSection } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { linksIn } from './author-links.ts';
import { clip, fold } from './words.ts';

/** A moment that the platform itself lists. */
export interface Chapter {
  atSeconds: number;
  heading: string;
}

interface Part {
  atSeconds?: number;
  heading?: string;
  lines: string[];
}

const STAMP = String.raw`(?:(\d{1,3}):)?(\d{1,2}):([0-5]\d)`;
const STAMP_FIRST = new RegExp(
  String.raw`^[\s\-–—•*▶►●·|([【]*${STAMP}(?!\s?[ap]\.?m\b)(?!\d)(?:\s*[-–—]\s*${STAMP.replaceAll('(\\d', '(?:\\d').replaceAll('([0', '(?:[0')})?[\s\])】\-–—:|.•·]*(.*)$`,
  'i',
);
const STAMP_LAST = new RegExp(String.raw`^(.*?\D)[\s(【[\-–—:|]*(?<![\d:])${STAMP}[\s)\]】]*$`);

/**
 * The moments and the paragraphs of a description: time stamps with what stands under them, and paragraphs with links to shops. Where the
 * text has no time stamps, the platform's own chapters come first. `shopLinks` are the links worth keeping.
 */
export function sectionsOf(text: string, shopLinks: readonly string[], chapters: readonly Chapter[] = []): PageSection[] {
  const lines = text.slice(0, 20_000).split('\n').slice(0, 600);
  const stamps = lines.map(stampOf);
  const isTimed = isChapterList(stamps.flatMap((stamp) => stamp?.atSeconds ?? []));
  const parts = partsOf(lines, isTimed ? stamps : []);
  const own = parts.map((part) => sectionOf(part, shopLinks)).filter(({ atSeconds, links }) => atSeconds !== undefined || links.length > 0);
  const listed = isTimed ? [] : chapters.map(({ atSeconds, heading }) => sectionOf({ atSeconds, heading, lines: [] }, []));
  return [...listed, ...own].slice(0, pageLimits.sections);
}

/** Two or more, never going back: else they are opening hours or the score of a match. */
function isChapterList(seconds: readonly number[]): boolean {
  return seconds.length > 1 && seconds.every((second, index) => index === 0 || second > (seconds[index - 1] ?? 0));
}

function stampOf(line: string): Chapter | undefined {
  const short = line.slice(0, 400);
  const first = STAMP_FIRST.exec(short);
  const last = first ? undefined : STAMP_LAST.exec(short);
  const [hours, minutes, seconds, heading] = first ? first.slice(1) : last ? [...last.slice(2), last[1]] : [];
  if (minutes === undefined || (hours !== undefined && Number(minutes) > 59)) return undefined;
  return { atSeconds: Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds), heading: heading ?? '' };
}

function partsOf(lines: readonly string[], stamps: readonly (Chapter | undefined)[]): Part[] {
  const parts: Part[] = [];
  let open: Part | undefined;
  for (const [index, line] of lines.entries()) {
    const stamp = stamps[index];
    if (stamp || !line.trim()) open = undefined;
    if (!line.trim()) continue;
    if (!open) {
      open = stamp ? { ...stamp, lines: [] } : { lines: [] };
      parts.push(open);
    }
    open.lines.push(stamp ? stamp.heading : line);
  }
  return parts;
}

function sectionOf({ atSeconds, heading, lines }: Part, shopLinks: readonly string[]): PageSection {
  const text = lines.join('\n');
  const inside = new Set(linksIn(text));
  const [first = ''] = heading === undefined ? lines : [heading];
  const name = clip(fold(withoutLinks(first)).replace(/[^\p{L}\p{N})\]】）!?。！？]+$/u, ''), pageLimits.nameLength);
  const isHeading = atSeconds !== undefined || (lines.length > 1 && isHeadingLine(first));
  const rest = clip((isHeading ? lines.slice(1).join('\n') : text).trim(), pageLimits.sectionLength);
  return {
    ...(atSeconds === undefined ? {} : { atSeconds }),
    ...(isHeading && name ? { heading: name } : {}),
    ...(rest ? { text: rest } : {}),
    links: shopLinks.filter((link) => inside.has(link)).slice(0, pageLimits.sectionLinks),
  };
}

/** A short line that is no sentence and no link. */
function isHeadingLine(line: string): boolean {
  return line.length <= 100 && linksIn(line).length === 0 && !/[.!?。！？…,，]\s*$/.test(line);
}

function withoutLinks(line: string): string {
  return line.replace(/https?:\/\/\S+/g, ' ');
}
