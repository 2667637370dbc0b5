import type { StepResult } from '#shared/contracts/payouts.ts';
import { Refusal } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { brandOf, type Call } from '../base/call.ts';
import { type SaidStep, stepPayout } from '../books/index.ts';

/** One after another: each is recorded or refused by itself. A book that lets no money leave refuses all. */
export async function stepEach(call: Call, steps: readonly SaidStep[]): Promise<{ results: StepResult[] }> {
  const brandId = brandOf(call);
  const results: StepResult[] = [];
  for (const step of steps) results.push(await stepOne(call, brandId, step));
  return { results };
}

async function stepOne(call: Call, brandId: Id<'brd'>, step: SaidStep): Promise<StepResult> {
  const { payoutId } = step;
  try {
    const { result } = await stepPayout(call, brandId, step);
    return { payoutId, result: result === 'exists' ? 'exists' : 'recorded', code: null, why: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable') throw error;
    return { payoutId, result: 'refused', code: error.code, why: error.message };
  }
}
