/** A shop system that tells orders in its own words: how its messages are proven, and what they say in ours. */
import type * as z from 'zod';
import type { OrderMessage } from '#shared/contracts/orders.ts';
import { fail } from '#shared/errors.ts';

/**
 * What a message says: one of ours, or nothing that moves money, with the reason in words for the person who integrates. `remember` is what later
 * messages about the same order cannot be read without; one that comes before it has to come again.
 */
export type Said =
  | { message: z.input<typeof OrderMessage>; remember?: Remembered }
  | { ignored: string }
  /** `at`: when it happened, UTC milliseconds. */
  | { needs: 'order'; orderId: string; at: number };

/** Of an order as its source told it. */
export interface Remembered {
  /** The goods without tax and shipping, of all that was paid. */
  netMinor: number;
  totalMinor: number;
  isTaxIncluded: boolean;
}

export type Remembering = (orderId: string) => Promise<Remembered | undefined>;

export interface Arrived {
  header: (name: string) => string | null;
  body: Uint8Array;
  nowMs: number;
}
export interface Source {
  /** Named in event ids: the same order number of another source is another order. */
  name: 'shopify' | 'stripe';
  /** Why a message is not believed, or nothing. @param secrets newest first */
  problem: (arrived: Arrived, secrets: readonly string[]) => Promise<string | undefined>;
  /** Refuses as `unprocessable` what has not the form of such a message. @param body parsed JSON */
  read: (arrived: Arrived, body: unknown, remembered: Remembering) => Promise<Said>;
}

/** Refuses as `unprocessable`, naming the first field that is not as it should be. */
export function parsed<S extends z.ZodType>(whose: string, schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const field = first?.path.join('.') ?? '';
  return fail('unprocessable', `This is not a message of ${whose}: ${field}: ${first?.message}`, { field });
}
