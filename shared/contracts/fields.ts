/** Fields that several contracts use; each says its unit and bound in its name or here. */
import * as z from 'zod';
import { type Id, type IdPrefix, isId } from '../ids.ts';
import { isCurrency } from '../money.ts';

export const idOf = <P extends IdPrefix>(prefix: P) =>
  z
    .custom<Id<P>>((value) => isId(prefix, value), { error: `not an id of the form ${prefix}_…` })
    .meta({ type: 'string', example: `${prefix}_01…` });

/** Signed minor units; beyond ±(2^53 - 1) an integer cannot be kept exactly and is refused. */
export const minor = z.int();
export const minorPositive = z.int().min(1);
export const currency = z.string().refine(isCurrency, { error: 'not a currency known here (ISO 4217, upper case)' });
/** Basis points: 1 = 0.01 %. */
export const bps = z.int().min(0).max(10_000);
/** UTC milliseconds. */
export const timeMs = z.int().min(0).max(8_640_000_000_000);
export const httpsUrl = z
  .string()
  .max(2048)
  .regex(/^https?:\/\/[^\s\\]+$/, { error: 'not a web address' });
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'not a SHA-256 in 64 lower-case hex digits' })
  .meta({ example: '0'.repeat(64) });
export const line = (max: number) => z.string().trim().min(1).max(max);

export const cursorQuery = z.strictObject({
  /** Where the page before ended: its `next`. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
