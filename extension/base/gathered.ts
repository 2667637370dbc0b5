/** What a web page's script may send of its page: checked here, because a page that took over its process could send anything. */
import * as z from 'zod';
import type { GatheredPage } from '#extension/readers/gather/gathered.ts';
import { readerLimits as limits } from '#extension/readers/limits.ts';

const short = z.string().max(limits.shortTextLength);
const place = z.int().min(0).max(10_000_000);
const bits = z.int().min(0).max(0xffff);

export const Gathered: z.ZodType<GatheredPage> = z.strictObject({
  title: short,
  languages: z.array(short).max(5),
  canonical: z.string().max(limits.addressLength),
  meta: z.array(z.tuple([short, z.array(z.string().max(limits.metaLength)).max(10)])).max(limits.metas),
  linkedData: z.array(z.string().max(limits.linkedDataBytes)).max(limits.linkedDataScripts),
  items: z
    .array(
      z.strictObject({
        types: z.array(short).max(5),
        region: bits,
        values: z.array(z.tuple([short, z.union([short, place])])).max(limits.itemValues),
      }),
    )
    .max(limits.microdataItems),
  blocks: z
    .array(z.strictObject({ text: z.string().max(limits.blockLength), tag: z.string().max(100), region: bits, order: place }))
    .max(limits.blocks),
  links: z
    .array(
      z.strictObject({
        href: z.string().max(limits.addressLength),
        rel: short,
        text: z.string().max(limits.linkTextLength),
        title: z.string().max(limits.linkTextLength).optional(),
        region: bits,
        order: place,
      }),
    )
    .max(limits.links),
  buying: z.array(place).max(limits.buyingControls + limits.buyingWords),
  bodyNames: z.string().max(limits.namesLength),
  times: z.array(short).max(20),
});

/** What its scripts say around a name that the background asked for. */
export const Around = z.strictObject({
  name: z.string().max(limits.shortTextLength),
  objects: z.array(z.string().max(3 * limits.fragmentLength + 1)).max(limits.fragments),
});
