/** The form of a set of packs, for sets that come from a file. */
import * as z from 'zod';
import type { PackSet } from '#extension/standdown/packs/form.ts';

const day = z.string().regex(/^20\d\d-[01]\d-[0-3]\d$/);
const host = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*(\.\*|\.[a-z]{2,})$/);
const parameter = z.string().regex(/^[A-Za-z][\w.-]*(=[a-z_-]+)?$/);
const Citation = z.strictObject({
  document: z.string().min(5),
  section: z.string(),
  address: z.url({ protocol: /^https$/ }),
  checked: day,
  verify: z.boolean(),
});
const duration = { session: z.boolean(), idleMinutes: z.int().min(1), minimumMinutes: z.int().min(1) };
const citations = z.array(Citation).min(1);
const Signals = z
  .strictObject({
    hosts: z.array(host).min(1).exactOptional(),
    parameters: z.array(parameter).min(1).exactOptional(),
    on: z.strictObject({ hosts: z.array(host).min(1), parameters: z.array(parameter).min(1) }).exactOptional(),
    paths: z.array(z.string().regex(/^(\/[a-z#-]+)+$/)).exactOptional(),
  })
  .refine((all) => Object.keys(all).length > 0, 'a pack without a signal');

export const PackSetForm: z.ZodType<PackSet> = z.strictObject({
  version: z.string().regex(/^20\d\d-[01]\d-[0-3]\d\.\d+$/),
  baseline: z.strictObject({ ...duration, citations }),
  packs: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+$/),
      network: z.string().min(2),
      signals: Signals,
      standDown: z.strictObject(duration),
      merchants: z
        .strictObject({
          hosts: z.array(host).min(1),
          // No other way of coming may ever earn where a network asks.
          referrers: z.array(z.enum(['own_site', 'organic', 'direct', 'gloss'])),
          promptsMax: z.int().min(1),
        })
        .exactOptional(),
      citations,
    }),
  ),
  never: z.array(z.strictObject({ merchant: z.string(), hosts: z.array(host).min(1), tags: z.array(z.string()), citations })),
  children: z.strictObject({ hosts: z.array(host), citations }),
});
