/** Names of visitors and places go when they can no longer be recognised, and what robots asked for. An alarm, because alarms survive a restart. */
import { DurableObject } from 'cloudflare:workers';
import { hourMs } from '#shared/time.ts';
import { forgetPlaces } from '../accounts/index.ts';
import { type Call, clock, systemTimeOf } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { visitorKeysKeptMs } from '../base/visitor.ts';
import type { Env } from '../env.ts';
import { forgetRobots, forgetVisitors } from './store.ts';

const everyMs = 6 * hourMs;

export class ForgetObject extends DurableObject<Env> {
  async start(): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(systemTimeOf(clock.now() + everyMs));
  }

  override async alarm(): Promise<void> {
    const now = clock.now();
    // Set before anything can be cut off.
    await this.ctx.storage.setAlarm(systemTimeOf(now + everyMs));
    try {
      const before = now - visitorKeysKeptMs;
      await Promise.all([forgetVisitors(this.env, before), forgetRobots(this.env, before), forgetPlaces(this.env, now)]);
    } catch (error) {
      log('integrity.not_forgotten', { error: errorKind(error) });
    }
  }
}

const started = new WeakSet<D1Database>();

/** With the first click there is something to forget. */
export function startForgetting(call: Call): void {
  if (started.has(call.env.DB)) return;
  started.add(call.env.DB);
  const forget = call.env.FORGET.get(call.env.FORGET.idFromName('visitors')) as unknown as ForgetObject;
  call.later(
    forget.start().catch((error: unknown) => {
      started.delete(call.env.DB);
      log('integrity.forgetting_not_started', { error: errorKind(error) });
    }),
  );
}
