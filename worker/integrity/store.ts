/** The SQL of clicks, findings and the credits that rules look at. */

import type { Traffic } from '#shared/book/events.ts';
import type { OrderSettled } from '#shared/book/messages.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { sumMinor } from '#shared/money.ts';
import { dayMs, hourMs } from '#shared/time.ts';
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
         network_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
       ON CONFLICT (click_id, numbers) WHERE traffic = 'givt' DO UPDATE SET times = times + 1 ON CONFLICT DO NOTHING`,
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

/** What no person made counts nowhere: it is kept for as long as it can be looked into. */
export async function forgetRobots(env: Env, before: number): Promise<void> {
  await env.DB.prepare("DELETE FROM integrity_click WHERE traffic = 'givt' AND clicked_at < ?1").bind(before).run();
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
