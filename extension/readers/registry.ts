import { articleReader } from './article/index.ts';
import { bilibiliReader } from './bilibili/index.ts';
import { withForm } from './form.ts';
import { instagramReader } from './instagram/index.ts';
import { pinterestReader } from './pinterest/index.ts';
import { type Reading, readWith } from './read-page.ts';
import type { PageDocument, Reader } from './reader.ts';
import { redditReader } from './reddit/index.ts';
import { tiktokReader } from './tiktok/index.ts';
import { xiaohongshuReader } from './xiaohongshu/index.ts';
import { youtubeReader } from './youtube/index.ts';

export type { Reading } from './read-page.ts';

/** All readers in the order they are asked; the generic one is last. */
export const readers: readonly Reader[] = [
  youtubeReader,
  tiktokReader,
  instagramReader,
  xiaohongshuReader,
  bilibiliReader,
  pinterestReader,
  redditReader,
  articleReader,
];

/** Reads a page with the first reader that takes its address; never throws. `state` is a recorded response in place of a document. */
export function readPage(document: PageDocument, url: URL, state?: unknown): Reading {
  const reading = readWith(readers, { document, url, state });
  return reading.snapshot ? { ...reading, snapshot: withForm(reading.snapshot) } : reading;
}
