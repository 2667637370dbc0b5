/** How often something may happen, counted in one object per name: sign-ins of an address, sign-ups of a network. */
import { DurableObject } from 'cloudflare:workers';
import { fail } from '#shared/errors.ts';
import { secondMs } from '#shared/time.ts';
import type { Env } from '../env.ts';
import type { Call } from './call.ts';

export interface Limit {
  /** What is limited; part of the counter's name. */
  what: string;
  /** Whom; hashed by the caller where it is personal. */
  whom: string;
  timesMax: number;
  windowMs: number;
}

/** Counts this call; refuses past the limit with the seconds to wait. */
export async function limit(call: Call, { what, whom, timesMax, windowMs }: Limit): Promise<void> {
  const counter = call.env.LIMITER.get(call.env.LIMITER.idFromName(`${what}:${whom}`)) as unknown as Limiter;
  const waitMs = await counter.count(call.now, timesMax, windowMs);
  if (waitMs === 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / secondMs);
  fail('rate_limited', `Too often. Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}

export class Limiter extends DurableObject<Env> {
  /** @returns 0 when allowed, else milliseconds until it is. */
  async count(now: number, timesMax: number, windowMs: number): Promise<number> {
    const times = ((await this.ctx.storage.get<number[]>('times')) ?? []).filter((time) => time > now - windowMs);
    const oldest = times[0];
    if (times.length >= timesMax && oldest !== undefined) return oldest + windowMs - now;
    await this.ctx.storage.put('times', [...times, now]);
    await this.ctx.storage.setAlarm(now + windowMs);
    return 0;
  }

  /** Nothing of a caller stays once the window is over. */
  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}
