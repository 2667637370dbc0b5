import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { setRates as contract } from '#shared/contracts/payouts.ts';
import { type ConvertedAmount, converted, type OwnAmount } from '#shared/conversion.ts';
import { fail } from '#shared/errors.ts';
import { dayMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { addRates, findRate } from './store.ts';

/** Sources do not print rates on holidays: the newest of so many days counts. */
const rateDaysMax = 7;

export const setRates = async (call: Call, { rates }: In<typeof contract>): Promise<Out<typeof contract>> => ({
  added: await addRates(call, rates),
});

/** By the newest rate at `at`, once. */
export async function convertedAt(call: Call, amount: OwnAmount, to: string, at: number): Promise<ConvertedAmount> {
  const [day, oldest] = [dayOf(at), dayOf(at - rateDaysMax * dayMs)];
  const rate = await findRate(call.env, { from: amount.currency, to, day, oldest });
  if (!rate) return fail('unprocessable', `There is no rate from ${amount.currency} to ${to} of ${day} or the ${rateDaysMax} days before.`);
  return converted(amount, rate);
}

const dayOf = (at: number): string => new Date(Math.max(0, at)).toISOString().slice(0, 10);
