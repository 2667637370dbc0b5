/** Wakes every night and trains. An alarm, because alarms survive a restart, and a machine of one's own rings no other bell. */
import { DurableObject } from 'cloudflare:workers';
import { dayMs, hourMs, minuteMs } from '#shared/time.ts';
import { type Call, clock, systemTimeOf } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import { giveUp, retrain } from './retrain.ts';
import { isAttempted } from './store.ts';

const nightHour = 3;
/** A training that was cut off is begun again after this long, but not for ever. */
const guardMs = 10 * minuteMs;
const triesMax = 3;

export class NightlyObject extends DurableObject<Env> {
  /** From now on every night; called again it changes nothing. */
  async start(): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.#ringAt(nextNight(clock.now()));
  }

  override async alarm(): Promise<void> {
    const now = clock.now();
    const night = nightOf(now);
    try {
      const tries = await this.#triesOf(night);
      // Set before anything can be cut off.
      await this.#ringAt(tries < triesMax ? now + guardMs : nextNight(now));
      if (!(await isAttempted(this.env, night))) {
        if (tries < triesMax) await retrain(this.env, { id: night, now });
        else await giveUp(this.env, { id: night, now });
      }
      await this.#ringAt(nextNight(now));
    } catch (error) {
      log('learning.night_failed', { eventId: night, error: errorKind(error) });
    }
  }

  async #triesOf(night: string): Promise<number> {
    const last = await this.ctx.storage.get<{ night: string; tries: number }>('tries');
    const tries = last?.night === night ? last.tries : 0;
    await this.ctx.storage.put('tries', { night, tries: tries + 1 });
    return tries;
  }

  #ringAt(at: number): Promise<void> {
    return this.ctx.storage.setAlarm(systemTimeOf(at));
  }
}

/** The next three o'clock, UTC. */
export const nextNight = (now: number): number => {
  const today = Math.floor(now / dayMs) * dayMs + nightHour * hourMs;
  return today > now ? today : today + dayMs;
};

/** Named by the evening's date, so that a training begun again belongs to the same night. */
const nightOf = (now: number): string => `night ${new Date(now - nightHour * hourMs + minuteMs).toISOString().slice(0, 10)}`;

const started = new WeakSet<D1Database>();

/** Nights begin with the first event: without any there is nothing to learn. */
export function startNights(call: Call): void {
  if (started.has(call.env.DB)) return;
  started.add(call.env.DB);
  const nightly = call.env.NIGHTLY.get(call.env.NIGHTLY.idFromName('ranker')) as unknown as NightlyObject;
  call.later(
    nightly.start().catch((error: unknown) => {
      started.delete(call.env.DB);
      log('learning.nights_not_started', { error: errorKind(error) });
    }),
  );
}
