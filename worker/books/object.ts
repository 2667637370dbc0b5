/** The Durable Object of one book: receives, asks `shared/book` what follows, writes all of it in one transaction, and wakes for what is due. */
import { DurableObject } from 'cloudflare:workers';
import { type BookEvent, eventIds } from '#shared/book/events.ts';
import type { TermsSet } from '#shared/book/messages.ts';
import type { Verdict } from '#shared/book/verify.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { minuteMs, secondMs } from '#shared/time.ts';
import { clock, systemTimeOf } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import { type Answered, answered } from './answered.ts';
import { check } from './check.ts';
import { findTerms, sqlFacts, termsCount, versionAt } from './facts.ts';
import { dueHolds, nextReleaseAt } from './holds.ts';
import { type BookConsumers, nextTellingAt, tellAll } from './outbox.ts';
import { logPage } from './pages.ts';
import { type Ledger, ownerOf, type Recorded, record } from './record.ts';
import { newGeneration, type ReadModels, type Retold, retell } from './retell.ts';
import { migrate } from './schema.ts';

/** Messages go out right after the answer; the alarm is for when that was cut off. */
const tellingGuardMs = 5 * secondMs;
const releasesMax = 500;
const brokenReleaseRetryMs = 10 * minuteMs;

export interface BundlePage {
  text: string;
  after: number;
  isLast: boolean;
}

export abstract class BookObject extends DurableObject<Env> {
  protected abstract readonly consumers: BookConsumers;
  protected abstract readonly readModels: ReadModels;
  protected ledger: Ledger;
  /** By our clock; unknown until something rang in this life of the object. */
  #alarmAt: number | undefined;
  #telling: Promise<boolean> | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { sql } = ctx.storage;
    ctx.storage.transactionSync(() => migrate(sql));
    this.ledger = { sql, facts: sqlFacts(sql) };
  }

  record(brandId: Id<'brd'>, event: BookEvent): Answered<Recorded> {
    const answer = answered(() =>
      this.ctx.storage.transactionSync(() => {
        const { recorded, head } = record(this.ledger, brandId, event);
        const isToTell = recorded.result === 'recorded' && event.type !== 'touch.recorded';
        return { recorded, head, wakeAt: isToTell ? this.#wakeTimeAfter(event.at) : undefined };
      }),
    );
    if (!answer.ok) return answer;
    const { recorded, head, wakeAt } = answer.value;
    this.ledger.head = head;
    if (wakeAt !== undefined) this.#wake(wakeAt);
    return { ok: true, value: recorded };
  }

  /** The version that this request made, now or when it was first told. */
  setTerms(brandId: Id<'brd'>, event: BookEvent): Answered<TermsSet> {
    const answer = this.record(brandId, event);
    if (!answer.ok) return answer;
    const { sql } = this.ledger;
    const terms = findTerms(sql, versionAt(sql, answer.value.seq));
    assert(terms, 'terms that were set are found');
    return { ok: true, value: terms };
  }

  /** The newest first: the first is in force. */
  newestTerms(limit: number): TermsSet[] {
    const { sql } = this.ledger;
    const newest = termsCount(sql);
    return Array.from({ length: Math.min(limit, newest) }, (_, at) => findTerms(sql, newest - at)).filter((terms) => terms !== undefined);
  }

  check(brandId: Id<'brd'>): Promise<Verdict> {
    return check(this.ledger.sql, brandId, () => scheduler.wait(0));
  }

  bundlePage(brandId: Id<'brd'>, after: number): BundlePage {
    const { lines, ...rest } = logPage(this.ledger.sql, brandId, after);
    return { text: `${lines.join('\n')}\n`, ...rest };
  }

  /** Makes the read models of this book again, a page at a time; the first page begins a generation. */
  retell(brandId: Id<'brd'>, from: { generation: number; after: number } | null): Promise<Retold> {
    const { env, readModels } = this;
    const { sql } = this.ledger;
    const place = from ?? { generation: this.ctx.storage.transactionSync(() => newGeneration(sql)), after: 0 };
    return retell({ sql, env, readModels }, brandId, place);
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = undefined;
    const { sql } = this.ledger;
    const isReleased = this.#releaseDue(clock.now());
    const isTold = await this.#tell();
    // What failed is tried again, but not at once and for ever.
    const releaseAt = isReleased ? nextReleaseAt(sql) : clock.now() + brokenReleaseRetryMs;
    const tellAt = isTold ? nextTellingAt(sql) : clock.now() + tellingGuardMs;
    const next = earliest(releaseAt, tellAt);
    if (next !== undefined) this.#ringAt(next);
  }

  /** A hold that cannot be released is a broken promise: it is logged and stays held. @returns whether all went well */
  #releaseDue(now: number): boolean {
    const { sql } = this.ledger;
    let isReleased = true;
    for (const creditId of dueHolds(sql, now, releasesMax)) {
      try {
        const answer = this.record(ownerOf(sql), { type: 'hold.released', id: eventIds.release(creditId), at: now, creditId });
        assert(answer.ok, 'a hold that is due can be released');
      } catch (error) {
        isReleased = false;
        log('book.release_failed', { eventId: creditId, error: errorKind(error) });
      }
    }
    return isReleased;
  }

  /** Asked within the transaction: after it nothing may fail any more. */
  #wakeTimeAfter(at: number): number {
    const guardAt = at + tellingGuardMs;
    const isSoonEnough = this.#alarmAt !== undefined && this.#alarmAt <= guardAt;
    return isSoonEnough ? guardAt : (earliest(guardAt, nextReleaseAt(this.ledger.sql)) ?? guardAt);
  }

  /** In the same turn as the transaction, so that the alarm is kept with what it is for. */
  #wake(at: number): void {
    this.#ringAt(at);
    this.ctx.waitUntil(this.#tell());
  }

  #ringAt(at: number): void {
    if (this.#alarmAt !== undefined && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(systemTimeOf(Math.max(at, clock.now()))));
  }

  /** @returns whether the outbox could be read and written; a consumer's failure is its own and tried again. */
  #tell(): Promise<boolean> {
    const { env, consumers } = this;
    this.#telling ??= tellAll({ sql: this.ledger.sql, env, consumers, now: () => clock.now() })
      .then(() => true)
      .catch((error: unknown) => {
        log('book.telling_failed', { error: errorKind(error) });
        return false;
      })
      .finally(() => {
        this.#telling = undefined;
      });
    return this.#telling;
  }
}

const earliest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
