/** All SQL about shop systems: their secrets, and what later messages about an order cannot be read without. */
import { type OrderSource, orderSources, type SourceView } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import { hourMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { seal, unseal } from '../base/seal.ts';
import { row, rows } from '../base/sql.ts';
import type { Remembered } from './sources/source.ts';

/** Senders may still sign with the old secret for so long. */
const overlapMs = hourMs;

interface SourceRow {
  source: OrderSource;
  secret: string;
  secret_before: string | null;
  set_at: number;
  heard_at: number | null;
}
const placeOf = (brandId: Id<'brd'>, source: OrderSource): string => `order-source:${brandId}:${source}`;

export async function viewSources(call: Call, brandId: Id<'brd'>): Promise<SourceView[]> {
  const found = await rows<SourceRow>(call.env.DB.prepare('SELECT * FROM orders_source WHERE brand_id = ?').bind(brandId));
  return orderSources.map((source) => {
    const kept = found.find((one) => one.source === source);
    return {
      source,
      url: `${call.settings.PUBLIC_ORIGIN}/v1/orders/${source}/${brandId}`,
      isSet: kept !== undefined,
      setAt: kept?.set_at ?? null,
      heardAt: kept?.heard_at ?? null,
    };
  });
}

export async function keepSecret(
  call: Call,
  { brandId, source, secret }: { brandId: Id<'brd'>; source: OrderSource; secret: string },
): Promise<void> {
  const sealed = await seal(call.settings, placeOf(brandId, source), { text: secret, random: call.random });
  await call.env.DB.prepare(
    `INSERT INTO orders_source (brand_id, source, secret, set_at) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (brand_id, source) DO UPDATE SET secret_before = orders_source.secret, secret = excluded.secret, set_at = excluded.set_at`,
  )
    .bind(brandId, source, sealed, call.now)
    .run();
}

export async function forgetSecret(call: Call, { brandId, source }: { brandId: Id<'brd'>; source: OrderSource }): Promise<void> {
  await call.env.DB.prepare('DELETE FROM orders_source WHERE brand_id = ? AND source = ?').bind(brandId, source).run();
}

/** Newest first; none for a brand or a shop system that is not known. */
export async function secretsOf(call: Call, brandId: Id<'brd'>, source: OrderSource): Promise<string[]> {
  const statement = call.env.DB.prepare('SELECT * FROM orders_source WHERE brand_id = ? AND source = ?');
  const kept = await row<SourceRow>(statement.bind(brandId, source));
  if (!kept) return [];
  const overlaps = kept.secret_before !== null && call.now < kept.set_at + overlapMs;
  const sealed = overlaps && kept.secret_before !== null ? [kept.secret, kept.secret_before] : [kept.secret];
  const opened = await Promise.all(sealed.map((one) => unseal(call.settings, placeOf(brandId, source), one)));
  return opened.filter((one) => one !== undefined);
}

/** For people who wonder whether anything arrives; by the minute, so that a busy shop does not write at every order. */
export async function heardFrom(call: Call, brandId: Id<'brd'>, source: OrderSource): Promise<void> {
  await call.env.DB.prepare(
    'UPDATE orders_source SET heard_at = ?3 WHERE brand_id = ?1 AND source = ?2 AND coalesce(heard_at, 0) < ?3 - 60000',
  )
    .bind(brandId, source, call.now)
    .run();
}

interface OrderName {
  brandId: Id<'brd'>;
  source: OrderSource;
  orderId: string;
}
export async function remember(call: Call, { brandId, source, orderId }: OrderName, told: Remembered): Promise<void> {
  await call.env.DB.prepare(
    `INSERT INTO orders_told (brand_id, source, order_id, net_minor, total_minor, is_tax_included) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
    .bind(brandId, source, orderId, told.netMinor, told.totalMinor, told.isTaxIncluded ? 1 : 0)
    .run();
}

export async function remembered(call: Call, { brandId, source, orderId }: OrderName): Promise<Remembered | undefined> {
  const found = await row<{ net_minor: number; total_minor: number; is_tax_included: number }>(
    call.env.DB.prepare(
      'SELECT net_minor, total_minor, is_tax_included FROM orders_told WHERE brand_id = ? AND source = ? AND order_id = ?',
    ).bind(brandId, source, orderId),
  );
  return found && { netMinor: found.net_minor, totalMinor: found.total_minor, isTaxIncluded: found.is_tax_included === 1 };
}
