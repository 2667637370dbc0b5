/**
 * The Durable Object that calls a brand's provider: what it takes is on disk with the alarm that calls. A call whose end was not written down is
 * made again with the same idempotency key; what the provider took without saying how it ended is asked for until it says.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Id } from '#shared/ids.ts';
import { hourMs, minuteMs, secondMs } from '#shared/time.ts';
import { clock, systemTimeOf } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import { type Called, callProvider } from './call-provider.ts';

const guardMs = 30 * secondMs;
const batchMax = 20;
/** Until it took the call; then, until it says how it ended. The last of each goes on: money on its way is never given up. */
const callDelaysMs = [5 * secondMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs, 10 * hourMs, 24 * hourMs];
const queryDelaysMs = [hourMs, 6 * hourMs, 24 * hourMs];

type Task = { payout_id: string; taken_at: number | null; tries: number };

export class Payer extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS whose (one INTEGER PRIMARY KEY CHECK (one = 1), brand_id TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS task (payout_id TEXT PRIMARY KEY, taken_at INTEGER, tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL,
        said TEXT) STRICT;`);
  }

  /** What it has is not taken again. */
  take(brandId: Id<'brd'>, payoutId: string): void {
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec('INSERT INTO whose (one, brand_id) VALUES (1, ?) ON CONFLICT DO NOTHING', brandId);
      this.#sql.exec('INSERT INTO task (payout_id, next_at) VALUES (?, ?) ON CONFLICT DO NOTHING', payoutId, clock.now());
    });
    this.#ringNext();
  }

  override async alarm(): Promise<void> {
    const brandId = this.#sql.exec<{ brand_id: Id<'brd'> }>('SELECT brand_id FROM whose').toArray()[0]?.brand_id;
    if (!brandId) return;
    const now = clock.now();
    await this.ctx.storage.setAlarm(systemTimeOf(now + guardMs));
    const due = this.#sql
      .exec<Task>('SELECT payout_id, taken_at, tries FROM task WHERE next_at <= ? ORDER BY next_at LIMIT ?', now, batchMax)
      .toArray();
    await Promise.all(due.map((task) => this.#work(brandId, task)));
    this.#ringNext();
  }

  async #work(brandId: Id<'brd'>, { payout_id: payoutId, taken_at, tries }: Task): Promise<void> {
    let called: Called = { end: 'silent', said: 'something went wrong here' };
    try {
      called = await callProvider({ env: this.env, now: clock.now() }, { brandId, payoutId, isTaken: taken_at !== null });
    } catch (error) {
      log('payouts.call_failed', { brandId, error: errorKind(error) });
    }
    if (called.end === 'settled') this.#sql.exec('DELETE FROM task WHERE payout_id = ?', payoutId);
    else this.#again(payoutId, called, taken_at, tries);
  }

  #again(payoutId: string, { end, said }: Called, takenAt: number | null, tries: number): void {
    const now = clock.now();
    const isFirstTaken = end === 'taken' && takenAt === null;
    const tried = isFirstTaken ? 0 : tries + 1;
    const delays = end === 'taken' || takenAt !== null ? queryDelaysMs : callDelaysMs;
    const delayMs = delays[Math.min(isFirstTaken ? 0 : tries, delays.length - 1)] ?? hourMs;
    this.#sql.exec(
      'UPDATE task SET tries = ?, taken_at = coalesce(taken_at, ?), next_at = ?, said = ? WHERE payout_id = ?',
      tried,
      end === 'taken' ? now : null,
      now + delayMs,
      said.slice(0, 300),
      payoutId,
    );
  }

  #ringNext(): void {
    const next = this.#sql.exec<{ at: number | null }>('SELECT min(next_at) AS at FROM task').toArray()[0]?.at ?? null;
    const ring = next === null ? this.ctx.storage.deleteAlarm() : this.ctx.storage.setAlarm(systemTimeOf(Math.max(next, clock.now())));
    this.ctx.waitUntil(ring);
  }
}
