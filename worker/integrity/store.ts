/** All SQL of integrity. */

import type { Traffic } from '#shared/book/events.ts';
import type { CreditStateName, OrderSettled } from '#shared/book/messages.ts';
import type { NoCreditReason } from '#shared/contracts/orders.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { sumMinor } from '#shared/money.ts';
import { dayMs, hourMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import type { Place } from '../base/cursor.ts';
import { row, rows } from '../base/sql.ts';
import type { Visitor } from '../base/visitor.ts';
import type { Env } from '../env.ts';
import type { Numbers } from './rule.ts';

export interface NewClick {
  clickId: Id<'clk'>;
  brandId: Id<'brd'>;
  productId: Id<'prd'>;
  creatorId: Id<'crt'>;
  clickedAt: number;
  traffic: Traffic;
  rule?: string;
  numbers?: Numbers;
  paidSign: string | null;
  visitor: Visitor | undefined;
}
export interface ClicksBefore {
  isNew: boolean;
  before: { own: Traffic | undefined; counted: { clickId: Id<'clk'>; clickedAt: number } | undefined };
  clicksInHour: number;
}

/** Kept first, so that of two at once the later one sees the other. */
export async function keepClick(env: Env, click: NewClick, since: { duplicateFrom: number; paceFrom: number }): Promise<ClicksBefore> {
  const { DB } = env;
  const { clickId, brandId, productId, creatorId, clickedAt, visitor } = click;
  const keys = JSON.stringify(visitor ? [visitor.now.visitor, visitor.before.visitor] : []);
  const [kept, own, counted, pace] = await DB.batch<Record<string, unknown>>([
    DB.prepare(
      `INSERT INTO integrity_click (click_id, brand_id, product_id, creator_id, clicked_at, traffic, rule, numbers, paid_sign, visitor_key,
         network_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO NOTHING`,
    ).bind(
      clickId,
      brandId,
      productId,
      creatorId,
      clickedAt,
      click.traffic,
      click.rule ?? null,
      click.numbers ? JSON.stringify(click.numbers) : null,
      click.paidSign,
      visitor?.now.visitor ?? null,
      visitor?.now.network ?? null,
    ),
    DB.prepare(`SELECT traffic FROM integrity_click WHERE click_id = ?1 AND traffic <> 'givt'`).bind(clickId),
    DB.prepare(
      `SELECT click_id AS clickId, clicked_at AS clickedAt FROM integrity_click
       WHERE visitor_key IN (SELECT value FROM json_each(?1)) AND clicked_at > ?2 AND brand_id = ?3 AND product_id = ?4 AND creator_id = ?5
         AND click_id <> ?6 AND traffic = 'valid' ORDER BY clicked_at DESC, id DESC LIMIT 1`,
    ).bind(keys, since.duplicateFrom, brandId, productId, creatorId, clickId),
    DB.prepare(
      `SELECT count(*) AS count FROM integrity_click
       WHERE visitor_key IN (SELECT value FROM json_each(?1)) AND clicked_at > ?2 AND creator_id = ?3 AND traffic <> 'givt'`,
    ).bind(keys, since.paceFrom, creatorId),
  ]);
  return {
    isNew: kept?.meta.changes === 1,
    before: {
      own: own?.results[0]?.['traffic'] as Traffic | undefined,
      counted: counted?.results[0] as ClicksBefore['before']['counted'],
    },
    clicksInHour: Number(pace?.results[0]?.['count'] ?? 0),
  };
}

export interface Reclassified {
  traffic: Traffic;
  rule: string;
  numbers: Numbers;
  standsFor: Id<'clk'> | null;
}
export async function reclassify(env: Env, clickId: Id<'clk'>, { traffic, rule, numbers, standsFor }: Reclassified): Promise<Traffic> {
  await env.DB.prepare(
    `UPDATE integrity_click SET traffic = ?2, rule = ?3, numbers = ?4, stands_for = ?5 WHERE click_id = ?1 AND traffic <> 'givt'`,
  )
    .bind(clickId, traffic, rule, JSON.stringify(numbers), standsFor)
    .run();
  return traffic;
}

export async function forgetVisitors(env: Env, before: number): Promise<void> {
  await env.DB.prepare(
    'UPDATE integrity_click SET visitor_key = NULL, network_key = NULL WHERE clicked_at < ?1 AND visitor_key IS NOT NULL',
  )
    .bind(before)
    .run();
}

export interface ClickRow {
  clickId: Id<'clk'>;
  creatorId: Id<'crt'>;
  traffic: Traffic;
  rule: string | null;
  numbers: string | null;
  standsFor: Id<'clk'> | null;
  paidSign: string | null;
  networkKey: string | null;
  /** Browsers that clicked from the same network. */
  visitors: number;
}
export const clicksOf = (env: Env, clickIds: readonly Id<'clk'>[]): Promise<ClickRow[]> =>
  rows<ClickRow>(
    env.DB.prepare(
      `SELECT click_id AS clickId, creator_id AS creatorId, traffic, rule, numbers, stands_for AS standsFor, paid_sign AS paidSign,
         network_key AS networkKey,
         (SELECT count(DISTINCT visitor_key) FROM integrity_click near WHERE near.network_key = one.network_key) AS visitors
       FROM integrity_click one WHERE click_id IN (SELECT value FROM json_each(?1)) AND traffic <> 'givt'`,
    ).bind(JSON.stringify(clickIds)),
  );

export interface PaceRow {
  creatorId: Id<'crt'>;
  ordersInHour: number;
  busiestHour: number;
  ordersInHistory: number;
  clicksInHistory: number;
}
/**
 * By the time of the orders, so that a shop that tells a day's orders at once makes no burst. A burst that is held is no history that makes the
 * next one look usual.
 */
export const pacesOf = (env: Env, brandId: Id<'brd'>, creatorIds: readonly Id<'crt'>[], placedAt: number): Promise<PaceRow[]> =>
  rows<PaceRow>(
    env.DB.prepare(
      `SELECT value AS creatorId,
         (SELECT count(*) FROM integrity_credit WHERE brand_id = ?2 AND creator_id = value AND placed_at > ?4 AND placed_at <= ?3) AS ordersInHour,
         (SELECT coalesce(max(many), 0) FROM (
            SELECT count(*) AS many FROM integrity_credit WHERE brand_id = ?2 AND creator_id = value AND placed_at > ?5 AND placed_at <= ?4
              AND state NOT IN ('in_review', 'rejected')
            GROUP BY (?4 - placed_at) / ${hourMs})) AS busiestHour,
         (SELECT count(*) FROM integrity_credit WHERE brand_id = ?2 AND creator_id = value AND placed_at > ?5 AND placed_at <= ?3)
           AS ordersInHistory,
         (SELECT count(*) FROM integrity_click WHERE brand_id = ?2 AND creator_id = value AND clicked_at > ?5 AND clicked_at <= ?3
            AND traffic = 'valid') AS clicksInHistory
       FROM json_each(?1)`,
    ).bind(JSON.stringify(creatorIds), brandId, placedAt, placedAt - hourMs, placedAt - 14 * dayMs),
  );

export interface NewFinding {
  brandId: Id<'brd'>;
  source: string;
  orderId: string;
  creatorId: Id<'crt'> | null;
  rule: string;
  numbers: Numbers;
}
export async function keepFindings(env: Env, findings: readonly NewFinding[], foundAt: number): Promise<void> {
  if (findings.length === 0) return;
  await env.DB.prepare(
    `INSERT INTO integrity_finding (brand_id, source, order_id, creator_id, rule, numbers, found_at)
     SELECT value ->> 'brandId', value ->> 'source', value ->> 'orderId', coalesce(value ->> 'creatorId', ''), value ->> 'rule',
       value -> 'numbers', ?2 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
  )
    .bind(JSON.stringify(findings), foundAt)
    .run();
}

/** As it was found when the order came. */
export async function findingOf(
  env: Env,
  { brandId, source, orderId, creatorId, rule }: Omit<NewFinding, 'numbers'>,
): Promise<Numbers | undefined> {
  const found = await row<{ numbers: string }>(
    env.DB.prepare(
      'SELECT numbers FROM integrity_finding WHERE brand_id = ?1 AND source = ?2 AND order_id = ?3 AND creator_id = ?4 AND rule = ?5 AND review_id IS NULL',
    ).bind(brandId, source, orderId, creatorId ?? '', rule),
  );
  return found && (JSON.parse(found.numbers) as Numbers);
}

/** The review's name is kept with its finding before the book hears it, so that a second try opens the same one. */
export async function namedReview(
  env: Env,
  { brandId, source, orderId, creatorId, rule, numbers }: NewFinding,
  { fresh, foundAt }: { fresh: Id<'rev'>; foundAt: number },
): Promise<Id<'rev'>> {
  const named = await row<{ id: Id<'rev'> }>(
    env.DB.prepare(
      `INSERT INTO integrity_finding (brand_id, source, order_id, creator_id, rule, numbers, found_at, review_id)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
       ON CONFLICT DO UPDATE SET review_id = coalesce(review_id, excluded.review_id) RETURNING review_id AS id`,
    ).bind(brandId, source, orderId, creatorId ?? '', rule, JSON.stringify(numbers), foundAt, fresh),
  );
  assert(named, 'a finding that was kept is there');
  return named.id;
}

/** What is held by time only, and was never decided after this rule had found it. */
export const heldCredits = (
  env: Env,
  ask: { brandId: Id<'brd'>; creatorId: Id<'crt'>; rule: string; from: number; until: number; limit: number },
): Promise<{ id: Id<'crd'>; source: string; orderId: string }[]> =>
  rows(
    env.DB.prepare(
      `SELECT id, source, order_id AS orderId FROM integrity_credit c
       WHERE brand_id = ?1 AND creator_id = ?2 AND state = 'held' AND placed_at >= ?4 AND placed_at <= ?5 AND NOT EXISTS (
         SELECT 1 FROM integrity_finding f JOIN integrity_decision d ON d.credit_id = c.id
         WHERE f.brand_id = c.brand_id AND f.source = c.source AND f.order_id = c.order_id AND f.creator_id = c.creator_id AND f.rule = ?3
       ) ORDER BY placed_at, id LIMIT ?6`,
    ).bind(ask.brandId, ask.creatorId, ask.rule, ask.from, ask.until, ask.limit),
  );

export async function refundsOf(
  env: Env,
  brandId: Id<'brd'>,
  creatorId: Id<'crt'>,
  from: number,
): Promise<{ orders: number; refunded: number; othersOrders: number; othersRefunded: number }> {
  const counted = await row<{ orders: number; refunded: number; othersOrders: number; othersRefunded: number }>(
    env.DB.prepare(
      `SELECT count(*) FILTER (WHERE creator_id = ?2) AS orders, count(*) FILTER (WHERE creator_id = ?2 AND is_refunded) AS refunded,
         count(*) FILTER (WHERE creator_id <> ?2) AS othersOrders, count(*) FILTER (WHERE creator_id <> ?2 AND is_refunded) AS othersRefunded
       FROM integrity_credit WHERE brand_id = ?1 AND placed_at >= ?3`,
    ).bind(brandId, creatorId, from),
  );
  return counted ?? { orders: 0, refunded: 0, othersOrders: 0, othersRefunded: 0 };
}

interface Told {
  brandId: string;
  seq: number;
  generation: number;
}
/** All credits of an order as they are now; an older state that comes late changes nothing. */
export async function keepCredits(env: Env, { brandId, seq, generation }: Told, order: OrderSettled): Promise<void> {
  const { ref, source, orderId, placedAt, currency, credits } = order;
  await env.DB.prepare(
    `INSERT INTO integrity_credit (id, order_ref, brand_id, source, order_id, creator_id, content_url, placed_at, base_minor, rate_bps, worth_minor,
       currency, state, rules, is_refunded, seq, generation)
     SELECT value ->> 'id', ?2, ?3, ?4, ?5, value ->> 'creatorId', value ->> 'contentUrl', ?6, value ->> 'baseMinor', value ->> 'rateBps',
       value ->> 'worthMinor', ?7, value ->> 'state', value -> 'review', value ->> 'isRefunded', ?8, ?9
     FROM json_each(?1) WHERE true
     ON CONFLICT (id) DO UPDATE SET order_ref = excluded.order_ref, brand_id = excluded.brand_id, source = excluded.source,
       order_id = excluded.order_id, creator_id = excluded.creator_id, content_url = excluded.content_url, placed_at = excluded.placed_at,
       base_minor = excluded.base_minor, rate_bps = excluded.rate_bps, worth_minor = excluded.worth_minor, currency = excluded.currency,
       state = excluded.state, rules = excluded.rules, is_refunded = excluded.is_refunded, seq = excluded.seq, generation = excluded.generation
     WHERE (excluded.generation, excluded.seq) > (integrity_credit.generation, integrity_credit.seq)`,
  )
    .bind(JSON.stringify(credits.map(creditFields)), ref, brandId, source, orderId, placedAt, currency, seq, generation)
    .run();
}

const creditFields = (credit: OrderSettled['credits'][number]) => ({
  ...credit,
  worthMinor: sumMinor(credit.parts.map((part) => part.amountMinor)),
  isRefunded: credit.reversedMinor > 0 && credit.rejected === null ? 1 : 0,
});

export async function sweepCredits(env: Env, brandId: string, generation: number): Promise<void> {
  await env.DB.prepare('DELETE FROM integrity_credit WHERE brand_id = ?1 AND generation < ?2').bind(brandId, generation).run();
}

export interface CreditRow {
  id: Id<'crd'>;
  brand_id: Id<'brd'>;
  source: string;
  order_id: string;
  creator_id: Id<'crt'>;
  content_url: string | null;
  placed_at: number;
  base_minor: number;
  rate_bps: number | null;
  worth_minor: number;
  currency: string;
  state: CreditStateName;
  rules: string;
}
const creditColumns = `c.id, c.brand_id, c.source, c.order_id, c.creator_id, c.content_url, c.placed_at, c.base_minor, c.rate_bps, c.worth_minor,
  c.currency, c.state, c.rules`;
const ofBrand = '(?1 IS NULL OR c.brand_id = ?1)';

/** Oldest first: what waits longest is decided next. */
export const waitingCredits = (env: Env, brandId: Id<'brd'> | null, after: Place | undefined, limit: number): Promise<CreditRow[]> =>
  rows<CreditRow>(
    env.DB.prepare(
      `SELECT ${creditColumns} FROM integrity_credit c
       WHERE c.state = 'in_review' AND ${ofBrand} AND (c.placed_at, c.id) > (?2, ?3) ORDER BY c.placed_at, c.id LIMIT ?4`,
    ).bind(brandId, after?.at ?? -1, after?.id ?? '', limit),
  );

export const appealedCredits = (env: Env, brandId: Id<'brd'> | null, after: Place | undefined, limit: number): Promise<ListedRow[]> =>
  rows<ListedRow>(
    env.DB.prepare(
      `SELECT ${creditColumns}, a.appealed_at AS listed_at FROM integrity_appeal a JOIN integrity_credit c ON c.id = a.credit_id
       WHERE a.decided_at IS NULL AND ${ofBrand} AND (a.appealed_at, c.id) > (?2, ?3) ORDER BY a.appealed_at, c.id LIMIT ?4`,
    ).bind(brandId, after?.at ?? -1, after?.id ?? '', limit),
  );
export type ListedRow = CreditRow & { listed_at: number };

/** Newest first, each under its newest decision. */
export const decidedCredits = (env: Env, brandId: Id<'brd'> | null, after: Place | undefined, limit: number): Promise<ListedRow[]> =>
  rows<ListedRow>(
    env.DB.prepare(
      `SELECT ${creditColumns}, max(d.decided_at) AS listed_at FROM integrity_decision d JOIN integrity_credit c ON c.id = d.credit_id
       WHERE d.booked_at IS NOT NULL AND ${ofBrand} GROUP BY c.id HAVING (max(d.decided_at), c.id) < (?2, ?3)
       ORDER BY listed_at DESC, c.id DESC LIMIT ?4`,
    ).bind(brandId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

/** All of a creator that were ever held, newest first. */
export const casesOf = (env: Env, creatorId: Id<'crt'>, after: Place | undefined, limit: number): Promise<CreditRow[]> =>
  rows<CreditRow>(
    env.DB.prepare(
      `SELECT ${creditColumns} FROM integrity_credit c
       WHERE c.creator_id = ?1 AND (c.state IN ('in_review', 'rejected') OR EXISTS (SELECT 1 FROM integrity_decision d WHERE d.credit_id = c.id))
         AND (c.placed_at, c.id) < (?2, ?3) ORDER BY c.placed_at DESC, c.id DESC LIMIT ?4`,
    ).bind(creatorId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

export const findCredit = async (env: Env, id: Id<'crd'>): Promise<CreditRow | undefined> =>
  row<CreditRow>(env.DB.prepare(`SELECT ${creditColumns} FROM integrity_credit c WHERE c.id = ?1`).bind(id));

export async function countWaiting(env: Env, brandId: Id<'brd'> | null): Promise<{ open: number; appeals: number }> {
  const counted = await row<{ open: number; appeals: number }>(
    env.DB.prepare(
      `SELECT (SELECT count(*) FROM integrity_credit c WHERE c.state = 'in_review' AND ${ofBrand}) AS open,
         (SELECT count(*) FROM integrity_appeal a JOIN integrity_credit c ON c.id = a.credit_id WHERE a.decided_at IS NULL AND ${ofBrand}) AS appeals`,
    ).bind(brandId),
  );
  return counted ?? { open: 0, appeals: 0 };
}

export interface FindingRow {
  credit_id: Id<'crd'>;
  rule: string;
  numbers: string;
  found_at: number;
}
export interface DecisionRow {
  review_id: Id<'rev'>;
  credit_id: Id<'crd'>;
  verdict: 'clear' | 'reject';
  reason: NoCreditReason | null;
  note: string;
  by_kind: 'brand' | 'operator';
  by_id: string;
  decided_at: number;
  booked_at: number | null;
}
export interface AppealRow {
  credit_id: Id<'crd'>;
  text: string;
  appealed_at: number;
  verdict: 'granted' | 'upheld' | null;
  note: string | null;
  by_kind: 'brand' | 'operator' | null;
  by_id: string | null;
  decided_at: number | null;
  adjustment_id: Id<'adj'> | null;
}
export interface About {
  findings: FindingRow[];
  decisions: DecisionRow[];
  appeals: AppealRow[];
}
/** What is known about these credits beside themselves. */
export async function aboutCredits(env: Env, ids: readonly Id<'crd'>[]): Promise<About> {
  const list = JSON.stringify(ids);
  const [findings, decisions, appeals] = await env.DB.batch<unknown>([
    env.DB.prepare(
      `SELECT c.id AS credit_id, f.rule, f.numbers, f.found_at FROM integrity_credit c JOIN integrity_finding f
         ON f.brand_id = c.brand_id AND f.source = c.source AND f.order_id = c.order_id AND f.creator_id IN ('', c.creator_id)
       WHERE c.id IN (SELECT value FROM json_each(?1)) ORDER BY f.found_at, f.rule`,
    ).bind(list),
    env.DB.prepare('SELECT * FROM integrity_decision WHERE credit_id IN (SELECT value FROM json_each(?1)) ORDER BY decided_at').bind(list),
    env.DB.prepare('SELECT * FROM integrity_appeal WHERE credit_id IN (SELECT value FROM json_each(?1))').bind(list),
  ]);
  return {
    findings: (findings?.results ?? []) as FindingRow[],
    decisions: (decisions?.results ?? []) as DecisionRow[],
    appeals: (appeals?.results ?? []) as AppealRow[],
  };
}

/** The decision under way: this one, or one that was cut off before the book had it. */
export async function beginDecision(env: Env, decision: Omit<DecisionRow, 'booked_at'>): Promise<DecisionRow> {
  const [, found] = await env.DB.batch<DecisionRow>([
    env.DB.prepare(
      `INSERT INTO integrity_decision (review_id, credit_id, verdict, reason, note, by_kind, by_id, decided_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING`,
    ).bind(
      decision.review_id,
      decision.credit_id,
      decision.verdict,
      decision.reason,
      decision.note,
      decision.by_kind,
      decision.by_id,
      decision.decided_at,
    ),
    env.DB.prepare('SELECT * FROM integrity_decision WHERE credit_id = ?1 AND booked_at IS NULL').bind(decision.credit_id),
  ]);
  const begun = found?.results[0];
  assert(begun, 'a decision that was begun is there');
  return begun;
}

/** The book refused it: it was never made. */
export async function dropDecision(env: Env, reviewId: Id<'rev'>): Promise<void> {
  await env.DB.prepare('DELETE FROM integrity_decision WHERE review_id = ?1 AND booked_at IS NULL').bind(reviewId).run();
}

export async function endDecision(call: Call, decision: DecisionRow): Promise<void> {
  const { review_id, credit_id, verdict, reason, note, by_id } = decision;
  await call.env.DB.batch([
    call.env.DB.prepare('UPDATE integrity_decision SET booked_at = ?2 WHERE review_id = ?1 AND booked_at IS NULL').bind(
      review_id,
      call.now,
    ),
    auditOfChange(call, { what: `review.${verdict}`, subjectId: credit_id, reason: [reason, note].filter(Boolean).join(': '), by: by_id }),
  ]);
}

/** @returns false when there is one already */
export async function addAppeal(call: Call, creditId: Id<'crd'>, text: string): Promise<boolean> {
  const [added] = await call.env.DB.batch([
    call.env.DB.prepare('INSERT INTO integrity_appeal (credit_id, text, appealed_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING').bind(
      creditId,
      text,
      call.now,
    ),
    auditOfChange(call, { what: 'review.appealed', subjectId: creditId, reason: null }),
  ]);
  return added?.meta.changes === 1;
}

/** The name of the correction is kept before it is booked, so that it cannot be booked twice. */
export async function nameAdjustment(env: Env, creditId: Id<'crd'>, fresh: Id<'adj'>): Promise<Id<'adj'>> {
  const named = await row<{ id: Id<'adj'> }>(
    env.DB.prepare(
      'UPDATE integrity_appeal SET adjustment_id = coalesce(adjustment_id, ?2) WHERE credit_id = ?1 RETURNING adjustment_id AS id',
    ).bind(creditId, fresh),
  );
  assert(named, 'an appeal that is decided is there');
  return named.id;
}

export async function endAppeal(
  call: Call,
  creditId: Id<'crd'>,
  decided: { verdict: 'granted' | 'upheld'; note: string; byKind: string; byId: string },
): Promise<boolean> {
  const [ended] = await call.env.DB.batch([
    call.env.DB.prepare(
      `UPDATE integrity_appeal SET verdict = ?2, note = ?3, by_kind = ?4, by_id = ?5, decided_at = ?6
       WHERE credit_id = ?1 AND decided_at IS NULL`,
    ).bind(creditId, decided.verdict, decided.note, decided.byKind, decided.byId, call.now),
    auditOfChange(call, { what: `appeal.${decided.verdict}`, subjectId: creditId, reason: decided.note }),
  ]);
  return ended?.meta.changes === 1;
}

/** An audit row for the statement just before it in the batch, if that one changed anything. */
function auditOfChange(
  call: Call,
  { what, subjectId, reason, by }: { what: string; subjectId: string; reason: string | null; by?: string },
): D1PreparedStatement {
  const { actor } = call;
  return call.env.DB.prepare(
    `INSERT INTO integrity_audit (at, request_id, actor_id, what, subject_id, reason) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE changes() > 0`,
  ).bind(call.now, call.requestId, by ?? ('userId' in actor ? actor.userId : 'nobody'), what, subjectId, reason);
}
