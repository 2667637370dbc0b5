/** The Durable Object of one book: receives, asks `shared/book` what follows, writes all of it in one transaction, and wakes for what is due. */
import { DurableObject } from 'cloudflare:workers';
import type { DayRoot } from '#shared/book/day-root.ts';
import { type BookEvent, eventIds, type PayoutStep } from '#shared/book/events.ts';
import type { TermsSet } from '#shared/book/messages.ts';
import type { PayoutState, PayoutStateName } from '#shared/book/state.ts';
import type { Verdict } from '#shared/book/verify.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { hourMs, minuteMs, secondMs } from '#shared/time.ts';
import { clock, systemTimeOf } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import type { Env } from '../env.ts';
import { type Answered, answered } from './answered.ts';
import { check } from './check.ts';
import {
  closeDays,
  nextRootAt,
  type ProofAnswer,
  type Proven,
  proofFor,
  rootReadyAt,
  rootsBefore,
  type WaitingDay,
  waitingDay,
} from './day-roots.ts';
import {
  balanceBefore,
  type DueBalance,
  draftEvent,
  dueBalances,
  isDue,
  type Movement,
  movementsOf,
  payoutsById,
  payoutsIn,
  type Span,
  type Whose,
} from './due.ts';
import { type ExplainedOrder, explainOrder } from './explain.ts';
import { findTerms, sqlFacts, termsCount, versionAt } from './facts.ts';
import { dueHolds, nextReleaseAt } from './holds.ts';
import { type BookConsumers, nextTellingAt, tellAll } from './outbox.ts';
import { logPage } from './pages.ts';
import { findOwner, type Ledger, ownerOf, type Recorded, record } from './record.ts';
import { newGeneration, ofThisRebuild, type ReadModels, type Retold, retell } from './retell.ts';
import { migrate } from './schema.ts';
import { assertSound, findSelfCheck, isCheckDue, keepSelfCheck, nextCheckAt, type SelfCheck } from './self-check.ts';

/** Messages go out right after the answer; the alarm is for when that was cut off. */
const tellingGuardMs = 5 * secondMs;
const releasesMax = 500;
const brokenReleaseRetryMs = 10 * minuteMs;
const brokenRootRetryMs = 10 * minuteMs;
const brokenCheckRetryMs = hourMs;

const draftPage = 100;
/** Of one call; the next call goes on. */
const draftsMax = 200;
const gated: ReadonlySet<PayoutStep['type']> = new Set(['payout.approved', 'payout.sent']);

export interface Drafted {
  drafted: PayoutState[];
  /** Not due: below the minimum, below zero, or under way. */
  waiting: DueBalance[];
  isMore: boolean;
}
export interface DayRootsKept {
  /** The newest first. */
  roots: DayRoot[];
  waiting: WaitingDay | null;
}
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
  #checking: Promise<Verdict> | undefined;

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
        return { recorded, head, wakeAt: recorded.result === 'recorded' ? this.#wakeTimeAfter(event) : undefined };
      }),
    );
    if (!answer.ok) return answer;
    const { recorded, head, wakeAt } = answer.value;
    this.ledger.head = head;
    if (wakeAt !== undefined) this.#ringAt(wakeAt);
    if (recorded.result === 'recorded' && isTold(event)) this.ctx.waitUntil(this.#tell());
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

  /** What it found is kept: payouts wait for a check that found nothing. */
  check(brandId: Id<'brd'>): Promise<Verdict> {
    const { sql } = this.ledger;
    this.#checking ??= check(sql, brandId, () => scheduler.wait(0))
      .then((verdict) => {
        keepSelfCheck(sql, verdict, clock.now());
        this.#ringNext();
        return verdict;
      })
      .finally(() => {
        this.#checking = undefined;
      });
    return this.#checking;
  }

  selfCheck(): SelfCheck | null {
    return findSelfCheck(this.ledger.sql) ?? null;
  }

  /** Balances that are not zero, a page at a time. */
  dueBalances(now: number, after: Whose | null, countMax: number): DueBalance[] {
    return dueBalances(this.ledger, now, after ?? undefined, countMax);
  }

  /** Drafts whatever is due at `at`, of those given or of all: done again, nothing is left to draft. */
  async draftDue(
    brandId: Id<'brd'>,
    { by, at, only }: { by: string; at: number; only: readonly Whose[] | null },
  ): Promise<Answered<Drafted>> {
    const refused = await this.#unsound(brandId, at);
    if (refused) return refused;
    return answered(() => this.#draftDue(brandId, { by, at, only }));
  }

  #draftDue(brandId: Id<'brd'>, { by, at, only }: { by: string; at: number; only: readonly Whose[] | null }): Drafted {
    const drafted: PayoutState[] = [];
    const waiting: DueBalance[] = [];
    for (let after: Whose | undefined; ; ) {
      const page = dueBalances(this.ledger, at, after, draftPage);
      for (const balance of page) {
        if (only && !only.some((one) => one.creatorId === balance.creatorId && one.currency === balance.currency)) continue;
        if (!isDue(balance)) waiting.push(balance);
        else if (drafted.length >= draftsMax) return { drafted, waiting: waiting.slice(0, draftsMax), isMore: true };
        else drafted.push(this.#draft(brandId, balance, { by, at }));
      }
      after = page.at(-1);
      if (page.length < draftPage) return { drafted, waiting: waiting.slice(0, draftsMax), isMore: false };
    }
  }

  #draft(brandId: Id<'brd'>, balance: DueBalance, who: { by: string; at: number }): PayoutState {
    const event = draftEvent(this.ledger.sql, balance, who);
    const answer = this.record(brandId, event);
    const payout = answer.ok ? this.ledger.facts.payout(event.payoutId) : undefined;
    assert(payout, 'what is due can be drafted');
    return payout;
  }

  /** A step by which money comes nearer to leaving waits for a sound book; what came of it is recorded in any case. */
  async stepPayout(brandId: Id<'brd'>, event: PayoutStep): Promise<Answered<Recorded>> {
    const refused = gated.has(event.type) ? await this.#unsound(brandId, event.at) : undefined;
    return refused ?? this.record(brandId, event);
  }

  payoutsById(payoutIds: readonly string[]): PayoutState[] {
    return payoutsById(this.ledger, payoutIds);
  }

  payoutsIn(state: PayoutStateName, countMax: number): PayoutState[] {
    return payoutsIn(this.ledger.sql, state, countMax);
  }

  movements(whose: Whose, span: Span, countMax: number): Movement[] {
    return movementsOf(this.ledger.sql, whose, span, countMax);
  }

  balanceBefore(whose: Whose, span: Span): number {
    return balanceBefore(this.ledger.sql, whose, span);
  }

  closedUntil(): number {
    return this.ledger.facts.closedUntil();
  }

  /** Reads the book anew where that is due. @returns the refusal of a book that is not what its events give */
  async #unsound(brandId: Id<'brd'>, now: number): Promise<Answered<never> | undefined> {
    const { sql } = this.ledger;
    if (isCheckDue(sql, now)) await this.check(brandId);
    const sound = answered(() => assertSound(sql));
    return sound.ok ? undefined : sound;
  }

  dayRoots(before: string | null, countMax: number): DayRootsKept {
    this.#ringNext();
    return { roots: rootsBefore(this.ledger.sql, before, countMax), waiting: waitingDay(this.ledger.sql) };
  }

  /** Null for what is not this creator's, as for what does not exist. */
  proof(brandId: Id<'brd'>, what: Proven & { creatorId: Id<'crt'> }): ProofAnswer | null {
    this.#ringNext();
    return proofFor(this.ledger.sql, brandId, what) ?? null;
  }

  /** Null for an order that this book does not have. */
  explain(ref: Id<'ord'>): ExplainedOrder | null {
    return explainOrder(this.ledger, ref) ?? null;
  }

  bundlePage(brandId: Id<'brd'>, after: number): BundlePage {
    const { lines, ...rest } = logPage(this.ledger.sql, brandId, after);
    return { text: `${lines.join('\n')}\n`, ...rest };
  }

  /** Makes the read models of this book again, a page at a time; the first page begins a generation. */
  async retell(brandId: Id<'brd'>, from: { generation: number; after: number } | null): Promise<Answered<Retold>> {
    const { env, readModels } = this;
    const { sql } = this.ledger;
    const place = answered(() =>
      from === null ? { generation: this.ctx.storage.transactionSync(() => newGeneration(sql)), after: 0 } : ofThisRebuild(sql, from),
    );
    return place.ok ? { ok: true, value: await retell({ sql, env, readModels }, brandId, place.value) } : place;
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = undefined;
    const { sql } = this.ledger;
    const isReleased = this.#releaseDue(clock.now());
    const isAllTold = await this.#tell();
    const isClosed = await this.#closeDays(clock.now());
    const isChecked = await this.#checkDaily(clock.now());
    // What failed is tried again, but not at once and for ever.
    const releaseAt = isReleased ? nextReleaseAt(sql) : clock.now() + brokenReleaseRetryMs;
    const tellAt = isAllTold ? nextTellingAt(sql) : clock.now() + tellingGuardMs;
    const rootAt = isClosed ? nextRootAt(sql) : clock.now() + brokenRootRetryMs;
    const checkAt = isChecked ? nextCheckAt(sql) : clock.now() + brokenCheckRetryMs;
    const next = earliest(releaseAt, tellAt, checkAt, rootAt);
    if (next !== undefined) this.#ringAt(next);
  }

  /** @returns whether all went well */
  async #closeDays(now: number): Promise<boolean> {
    const { sql } = this.ledger;
    try {
      const transaction = (write: () => void): void => this.ctx.storage.transactionSync(write);
      if (findOwner(sql)) await closeDays({ sql, brandId: ownerOf(sql), now, transaction, pause: () => scheduler.wait(0) });
      return true;
    } catch (error) {
      log('book.day_root_failed', { brandId: ownerOf(sql), error: errorKind(error) });
      return false;
    }
  }

  /** A check that cannot be made must not keep holds and messages from their time. @returns whether it could be made, or was not due */
  async #checkDaily(now: number): Promise<boolean> {
    const { sql } = this.ledger;
    const dueAt = nextCheckAt(sql);
    const owner = findOwner(sql);
    if (dueAt === undefined || dueAt > now || !owner) return true;
    try {
      const { differences } = await this.check(owner);
      if (differences.length > 0) log('book.differs', { brandId: owner, count: differences.length });
      return true;
    } catch (error) {
      log('book.check_failed', { brandId: owner, error: errorKind(error) });
      return false;
    }
  }

  /** The earliest of all that is to come: in a new life of the object nobody knows what the alarm was set to. */
  #ringNext(): void {
    const next = this.#nextNeedAt();
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

  /** Asked within the transaction: after it nothing may fail any more. What is told must wake soon, whatever else only before its day is over. */
  #wakeTimeAfter(event: BookEvent): number | undefined {
    const latestAt = isTold(event) ? event.at + tellingGuardMs : rootReadyAt(event.at);
    if (this.#alarmAt !== undefined && this.#alarmAt <= latestAt) return undefined;
    return earliest(isTold(event) ? latestAt : undefined, this.#nextNeedAt());
  }

  /** Everything for which the book wakes by itself: a new alarm takes the place of the one before, so nothing may be left out. */
  #nextNeedAt(): number | undefined {
    const { sql } = this.ledger;
    return earliest(nextReleaseAt(sql), nextTellingAt(sql), nextCheckAt(sql), nextRootAt(sql));
  }

  /** In the same turn as the transaction, so that the alarm is kept with what it is for. */
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

/** A click is told to nobody. */
const isTold = (event: BookEvent): boolean => event.type !== 'touch.recorded';

const earliest = (...times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};
