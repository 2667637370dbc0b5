/** Products and their offers (price, stock). No commission terms: those live in the brand's book. */
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { currency, cursorQuery, httpsUrl, idOf, line, minor, timeMs } from './fields.ts';

export const availabilities = ['in_stock', 'out_of_stock', 'preorder', 'backorder', 'discontinued', 'unknown'] as const;

/** One row of a feed, in one form whatever file it came from. `sku` names the product within its brand. */
export const FeedProduct = z.strictObject({
  sku: line(100),
  title: line(300),
  /** The maker's name, which is not always the merchant's. */
  maker: line(100).optional(),
  description: z.string().max(5000).optional(),
  url: httpsUrl,
  imageUrl: httpsUrl.optional(),
  price: z.strictObject({ amountMinor: minor.min(0), currency }).nullable(),
  availability: z.enum(availabilities).default('unknown'),
  gtin: z
    .string()
    .regex(/^\d{8}$|^\d{12,14}$/, { error: 'a GTIN has 8, 12, 13 or 14 digits' })
    .optional(),
  mpn: line(100).optional(),
  category: z.string().max(300).optional(),
  language: z.string().max(35).optional(),
});
export type FeedProduct = z.output<typeof FeedProduct>;

export const Product = FeedProduct.extend({
  id: idOf('prd'),
  brandId: idOf('brd'),
  changedAt: timeMs,
  /** When the price was last told by the merchant: the "as of" of a card. */
  seenAt: timeMs,
});
export type Product = z.output<typeof Product>;

export const importBatchMax = 200;
export const importFeedBytesMax = 20 * 1024 * 1024;

export const importProducts = endpoint({
  method: 'post',
  path: '/v1/catalogue/import',
  summary:
    'Takes up to 200 rows of a feed. Good rows are kept, bad rows are refused one by one with a reason; the same rows again change nothing.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  scope: 'catalogue:write',
  body: z.strictObject({ rows: z.array(z.unknown()).min(1).max(importBatchMax) }),
  answer: z.strictObject({
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.array(z.strictObject({ row: z.int(), reason: z.string() })),
  }),
  bodyBytesMax: 4 * 1024 * 1024,
});

export const listProducts = endpoint({
  method: 'get',
  path: '/v1/catalogue/products',
  summary: 'The products of this brand, by SKU.',
  callers: ['brand'],
  query: cursorQuery,
  answer: z.strictObject({ products: z.array(Product), next: z.string().nullable() }),
});

/** What a card draws is small; a larger file is not passed on. */
export const pictureBytesMax = 200 * 1024;

export const showPicture = endpoint({
  method: 'get',
  path: '/v1/catalogue/pictures/{productId}',
  summary: "A product's picture, kept here, so that no shop hears of a page view.",
  callers: ['anyone'],
  params: z.strictObject({ productId: idOf('prd') }),
  answer: z.unknown(),
  answerType: 'image/*',
  refusals: ['not_found'],
});
