/** Marks approved payouts as sent by one way, each to the details that hold now. */
import type { PayoutState } from '#shared/book/state.ts';
import type { StepResult } from '#shared/contracts/payouts.ts';
import { brandOf, type Call } from '../base/call.ts';
import { payoutsById } from '../books/index.ts';
import { personOf } from './actor.ts';
import { stepEach } from './step-each.ts';
import { addInstructions, findDetails, type Instruction } from './store.ts';

export interface Ready {
  instructions: Instruction[];
  refused: StepResult[];
}

/** Which of them can go: approved, or by this way already, to details that are not frozen. */
export async function readyToSend(call: Call, payoutIds: readonly string[], way: string): Promise<Ready> {
  const found = new Map((await payoutsById(call, brandOf(call), payoutIds)).map((payout) => [payout.payoutId, payout]));
  const details = new Map(
    (await findDetails(call.env, [...new Set([...found.values()].map(({ creatorId }) => creatorId))])).map((row) => [row.creatorId, row]),
  );
  const ready: Ready = { instructions: [], refused: [] };
  for (const payoutId of new Set(payoutIds)) {
    const payout = found.get(payoutId);
    const row = payout && details.get(payout.creatorId);
    const problem = problemOf(payout, row, call.now, way);
    if (problem) ready.refused.push({ payoutId, result: 'refused', ...problem });
    else if (payout && row) ready.instructions.push({ payoutId, way, creatorId: payout.creatorId, detailsVersion: row.version });
  }
  return ready;
}

function problemOf(
  payout: PayoutState | undefined,
  details: { usableAt: number } | undefined,
  now: number,
  way: string,
): Pick<StepResult, 'code' | 'why'> | undefined {
  if (!payout) return { code: 'not_found', why: 'There is no such payout.' };
  if (payout.provider !== null && payout.provider !== way) return { code: 'conflict', why: `It was sent before, by ${payout.provider}.` };
  if (payout.provider === null && payout.state !== 'approved') return { code: 'conflict', why: `It is ${payout.state}, not approved.` };
  if (!details) return { code: 'unprocessable', why: 'The creator has not said where they want their money.' };
  if (payout.provider === null && details.usableAt > now)
    return {
      code: 'unprocessable',
      why: `The creator changed where their money goes: not before ${new Date(details.usableAt).toISOString()}.`,
    };
  return undefined;
}

/** Written down first, then recorded: what was broken off is sent when it is asked again. */
export async function sendBy(call: Call, way: string, instructions: readonly Instruction[]): Promise<StepResult[]> {
  await addInstructions(call.env, instructions);
  return sendWritten(call, way, instructions);
}

export async function sendWritten(call: Call, way: string, instructions: readonly Instruction[]): Promise<StepResult[]> {
  const { results } = await stepEach(
    call,
    instructions.map(({ payoutId }) => ({ type: 'payout.sent', payoutId, provider: way, by: personOf(call) })),
  );
  return results;
}
