/** Errors lose their class on the way out of a Durable Object: refusals travel as values, and become refusals again at the front door. */
import { type Facts, fail, Refusal, type RefusalCode } from '#shared/errors.ts';

export type Answered<T> = { ok: true; value: T } | { ok: false; code: RefusalCode; message: string; facts: Facts };

export function answered<T>(work: () => T): Answered<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { ok: false, code: refusal.code, message: refusal.message, facts: refusal.facts };
  }
}

export function openAnswer<T>(answer: Answered<T>): T {
  return answer.ok ? answer.value : fail(answer.code, answer.message, answer.facts);
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const isFull = error instanceof Error && error.message.includes('balance_is_exact');
  return isFull
    ? new Refusal('unprocessable', 'A balance of this book would pass 2^53 - 1 minor units, which cannot be kept exactly.')
    : undefined;
}
