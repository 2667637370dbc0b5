/**
 * The Durable Object that delivers to one endpoint. What it takes is on disk with the alarm that sends it, so a machine that dies in the
 * middle goes on where it was; an attempt whose end was not written is made again under the same id.
 */
import { DurableObject } from 'cloudflare:workers';
import { type Attempt, type Delivery, failingDays, type HookEndpoint } from '#shared/contracts/webhooks.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs, secondMs } from '#shared/time.ts';
import { clock, randomBytes, systemTimeOf } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import * as kept from './log.ts';
import type { MadeEvent } from './made-event.ts';
import { type Verdict, verdictOf } from './schedule.ts';
import { type Sent, send } from './send.ts';
import { isStillTrue } from './still-true.ts';
import { type EndpointRow, findEndpoint, stopEndpoint } from './store.ts';

const lanes = 4;
/** One alarm does not go on for ever; the next one continues. */
const roundsMax = 200;
const guardMs = 30 * secondMs;
const retryAfterTroubleMs = 10 * secondMs;

export class Courier extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    ctx.storage.transactionSync(() => kept.makeTables(this.#sql));
  }

  /** What was taken before is not taken again. */
  take(endpointId: Id<'hok'>, events: readonly MadeEvent[], isOn: boolean): void {
    this.ctx.storage.transactionSync(() => {
      this.#know(endpointId);
      kept.addDeliveries(this.#sql, events, { now: clock.now(), isOn });
    });
    this.#ring();
  }

  list(asked: kept.Asked): Delivery[] {
    return kept.listDeliveries(this.#sql, asked);
  }

  get(eventId: Id<'evt'>): { delivery: Delivery; body: string; attempts: Attempt[] } | null {
    const found = kept.findDelivery(this.#sql, eventId);
    return found ? { ...found, attempts: kept.attemptsOf(this.#sql, eventId) } : null;
  }

  standing(): Pick<HookEndpoint, 'counts' | 'pausedUntil'> {
    const pausedUntil = kept.paceOf(this.#sql)?.paused_until ?? 0;
    return { counts: kept.countsOf(this.#sql), pausedUntil: pausedUntil > clock.now() ? pausedUntil : null };
  }

  replay(which: { eventId: Id<'evt'> } | { failedSince: number }): number {
    const replayed = kept.replay(this.#sql, clock.now(), which);
    this.#ring();
    return replayed;
  }

  /** After the endpoint was switched: forgets its slowness, and lets go of what waits when it is off. */
  switched(isOn: boolean): void {
    const pace = kept.paceOf(this.#sql);
    this.ctx.storage.transactionSync(() => {
      if (pace) kept.keepPace(this.#sql, { ...pace, paused_until: 0, slow: 0, failing_since: null });
      if (!isOn) kept.failWaiting(this.#sql);
    });
    this.#ring();
  }

  async forget(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    kept.makeTables(this.#sql);
  }

  override async alarm(): Promise<void> {
    const pace = kept.paceOf(this.#sql);
    if (!pace) return;
    // Should this be cut off, it goes on from here.
    await this.ctx.storage.setAlarm(systemTimeOf(clock.now() + guardMs));
    try {
      await this.#work(pace.endpoint_id);
    } catch (error) {
      log('webhook.courier_failed', { eventId: pace.endpoint_id, error: errorKind(error) });
      await this.ctx.storage.setAlarm(systemTimeOf(clock.now() + retryAfterTroubleMs));
    }
  }

  async #work(endpointId: Id<'hok'>): Promise<void> {
    const endpoint = await findEndpoint(this.env, endpointId);
    if (!endpoint) return this.forget();
    if (endpoint.state !== 'on') kept.failWaiting(this.#sql);
    await this.#sendDue(endpoint);
    kept.purge(this.#sql, clock.now());
    this.#ring();
  }

  async #sendDue(endpoint: EndpointRow): Promise<void> {
    for (let round = 0; round < roundsMax; round++) {
      const pace = kept.paceOf(this.#sql);
      const now = clock.now();
      if (!pace || pace.paused_until > now) return;
      const due = kept.dueDeliveries(this.#sql, now, pace.slow > 0 ? 1 : lanes);
      if (due.length === 0) return;
      const ends = await Promise.all((await this.#stillTrue(due)).map(async (one) => ({ one, sent: await send(this.env, endpoint, one) })));
      const verdicts = this.ctx.storage.transactionSync(() => ends.map(({ one, sent }) => this.#keep(one, sent)));
      const stop = this.#stopReason(verdicts);
      if (!stop) continue;
      await stopEndpoint(this.env, endpoint.id, stop, clock.now());
      kept.failWaiting(this.#sql);
      return;
    }
  }

  /** A reminder waits for weeks: what was overtaken meanwhile is dropped. */
  async #stillTrue(due: readonly kept.Due[]): Promise<kept.Due[]> {
    const judged = await Promise.all(due.map(async (one) => ({ one, isTrue: await isStillTrue(this.env, one) })));
    for (const { one, isTrue } of judged) if (!isTrue) kept.drop(this.#sql, one.event_id);
    return judged.filter(({ isTrue }) => isTrue).map(({ one }) => one);
  }

  #keep(one: kept.Due, sent: Sent): Verdict {
    const now = clock.now();
    const pace = kept.paceOf(this.#sql);
    const slow = pace?.slow ?? 0;
    const chance = (randomBytes(1)[0] ?? 0) / 256;
    const verdict = verdictOf({ ...sent, tries: one.tries + 1, slow, now, chance });
    const { retryAfter: _, ...ended } = sent;
    kept.keepAttempt(this.#sql, { ...ended, eventId: one.event_id, state: verdict.state, nextAt: verdict.nextAt });
    if (pace)
      kept.keepPace(this.#sql, {
        endpoint_id: pace.endpoint_id,
        paused_until: Math.max(pace.paused_until, verdict.pausedUntil ?? 0),
        slow: verdict.state === 'delivered' ? 0 : verdict.pausedUntil === null ? slow : slow + 1,
        failing_since: verdict.state === 'delivered' ? null : (pace.failing_since ?? now),
      });
    return verdict;
  }

  /** Gone at its own word; failing when a message was given up and nothing has been taken for days. */
  #stopReason(verdicts: readonly Verdict[]): 'gone' | 'failing' | undefined {
    if (verdicts.some(({ isGone }) => isGone)) return 'gone';
    const failingSince = kept.paceOf(this.#sql)?.failing_since ?? null;
    const hasGivenUp = verdicts.some(({ state }) => state === 'failed');
    return hasGivenUp && failingSince !== null && clock.now() - failingSince >= failingDays * dayMs ? 'failing' : undefined;
  }

  #know(endpointId: Id<'hok'>): void {
    if (!kept.paceOf(this.#sql)) kept.keepPace(this.#sql, { endpoint_id: endpointId, paused_until: 0, slow: 0, failing_since: null });
  }

  /** In the same turn as what it is for. With nothing to send soon it rings once a day to let the log go. */
  #ring(): void {
    const waiting = kept.nextAt(this.#sql);
    const now = clock.now();
    const { waiting: _, ...ended } = kept.countsOf(this.#sql);
    if (waiting === undefined && ended.delivered + ended.failed === 0) return;
    const at = Math.max(waiting ?? now + dayMs, kept.paceOf(this.#sql)?.paused_until ?? 0, now);
    this.ctx.waitUntil(this.ctx.storage.setAlarm(systemTimeOf(Math.min(at, now + dayMs))));
  }
}
