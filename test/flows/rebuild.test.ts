/** Read models made again from the books: the same rows, whatever happened to them, and readable all the while. */
import { env } from 'cloudflare:test';
import { expect, test } from 'vitest';
import type { BookEvent } from '#shared/book/events.ts';
import { rebuildReadModels, setTerms } from '#shared/contracts/books.ts';
import { listOrders } from '#shared/contracts/orders.ts';
import {
  aTouch,
  creditOfOrder,
  day0,
  frozenFor,
  idFor,
  lineOf,
  orderEvent,
  refundEvent,
  releaseEvent,
  termsEvent,
} from '#test/harness/book.ts';
import { aBook, type BookInWorkerd } from '#test/harness/book-object.ts';
import {
  aBrand,
  anOrder,
  aRefund,
  type BrandWorld,
  eventually,
  operator,
  sendOrder,
  type TestClient,
  termsOf,
} from '#test/harness/world.ts';
import { migrations } from '#worker/books/schema.ts';

/** Every row of every table that is made again (they alone have a generation), without that, which grows on purpose. */
async function dump(): Promise<unknown> {
  const found = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%generation INTEGER NOT NULL%' ORDER BY name",
  ).all<{ name: string }>();
  const names = found.results.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['orders_order', 'clicks_terms_version']));
  const tables = await env.DB.batch<Record<string, unknown>>(
    [...new Set([...names, 'orders_credit', 'orders_touch'])].map((name) => env.DB.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`)),
  );
  return tables.map(({ results }) => results.map(({ generation: _, ...row }) => row));
}

const run = (...statements: string[]) => env.DB.batch(statements.map((statement) => env.DB.prepare(statement)));

async function rebuildAll(client: TestClient): Promise<number> {
  let told = 0;
  for (let after: string | null = null; ; ) {
    const page: { told: number; next: string | null } = await client(rebuildReadModels, { after });
    told += page.told;
    if (page.next === null) return told;
    after = page.next;
  }
}

/** Orders of all kinds: credited, released, refunded, reversed, without a click. Numbers from `from` on, so that brands do not share names. */
function eventsFrom(from: number, many: number): BookEvent[] {
  return Array.from({ length: many }, (_, at) => from + at).flatMap((number) => {
    const touches = number % 5 === 0 ? [] : [aTouch(number, { frozen: frozenFor({ holdDays: 0 }) })];
    return [
      orderEvent(number, { at: day0, touches, lines: [lineOf(1, 13_700), lineOf(2, 500)] }),
      ...(number % 3 === 0 ? [refundEvent(number, number)] : []),
      ...(number % 2 === 0 && number % 5 !== 0 ? [releaseEvent(creditOfOrder(number), day0 + 1)] : []),
      ...(number % 7 === 0 ? [refundEvent(number + 1_000_000, number, { lines: [{ lineId: 'line-2', netMinor: 500 }] })] : []),
    ];
  });
}

async function fill(book: BookInWorkerd, from: number, many: number): Promise<void> {
  await book.inside((inside) => {
    for (const event of [termsEvent(1), termsEvent(2, { rateBps: 1200 }), ...eventsFrom(from, many)])
      expect(inside.record(book.brandId, event)).toMatchObject({ ok: true });
  });
  await book.ring();
}

const countOf = async (brandId: string): Promise<number> =>
  (await env.DB.prepare('SELECT count(*) AS count FROM orders_order WHERE brand_id = ?').bind(brandId).first<number>('count')) ?? 0;

async function filledBrand(from: number, many: number): Promise<BrandWorld> {
  const brand = await aBrand({ terms: null });
  const book = aBook(brand.id);
  await fill(book, from, many);
  await eventually(
    () => countOf(brand.id),
    (count) => count === many,
  );
  await eventually(
    () => book.rows('SELECT 1 FROM outbox'),
    (waiting) => waiting.length === 0,
  );
  return brand;
}

/** A book whose first telling is a rebuild: much faster than one message after another. */
async function silentBrand(from: number, many: number): Promise<BrandWorld> {
  const brand = await aBrand({ terms: null });
  const book = aBook(brand.id);
  await book.inside((inside) => {
    const { consumers } = inside;
    inside.consumers = { 'order.settled': () => Promise.resolve(), 'terms.set': () => Promise.resolve() };
    for (const event of [termsEvent(1), termsEvent(2), ...eventsFrom(from, many)]) inside.record(brand.id, event);
    return scheduler.wait(0).then(() => {
      inside.consumers = consumers;
    });
  });
  await book.ring();
  await eventually(
    () => book.rows('SELECT 1 FROM outbox'),
    (waiting) => waiting.length === 0,
  );
  await rebuildAll(brand.client);
  return brand;
}

test('after rows were changed, deleted and made up, a rebuild gives every row as it was', async () => {
  const [one, two] = [await filledBrand(1000, 24), await filledBrand(2000, 9)];
  const before = await dump();
  await run(
    `DELETE FROM orders_credit WHERE order_ref IN (SELECT ref FROM orders_order WHERE brand_id = '${one.id}' LIMIT 7)`,
    `DELETE FROM orders_order WHERE brand_id = '${one.id}' AND ref NOT IN (SELECT order_ref FROM orders_credit)`,
    `UPDATE orders_order SET gross_minor = gross_minor + 1, skus = '["x"]', order_id = 'other', placed_at = 1, seq = seq + 1000 WHERE brand_id = '${one.id}'`,
    `UPDATE orders_credit SET amount_minor = 1, state = 'reversed', creator_id = 'crt_x', rate_bps = 1, content_url = 'https://x.example' WHERE brand_id = '${one.id}'`,
    `UPDATE orders_credit SET id = 'crd_x' WHERE id = (SELECT id FROM orders_credit WHERE brand_id = '${two.id}' LIMIT 1)`,
    `UPDATE orders_order SET brand_id = '${one.id}' WHERE ref = (SELECT ref FROM orders_order WHERE brand_id = '${two.id}' ORDER BY ref LIMIT 1)`,
    `INSERT INTO orders_order (ref, brand_id, seq, order_id, placed_at, recorded_at, currency, gross_minor, refunded_minor, skus)
     VALUES ('ord_made_up', '${one.id}', 1, 'made up', 1, 1, 'USD', 1, 0, '[]')`,
    `UPDATE clicks_terms_version SET fee_bps = 9, from_at = 99 WHERE brand_id = '${one.id}'`,
    `DELETE FROM clicks_terms_version WHERE brand_id = '${two.id}'`,
  );
  expect(await dump()).not.toEqual(before);
  expect(await rebuildAll(await operator())).toBeGreaterThanOrEqual(24 + 9 + 2);
  expect(await dump()).toEqual(before);
  expect(await rebuildAll(await operator())).toBeGreaterThanOrEqual(35);
  expect(await dump()).toEqual(before);
});

test('a book of several pages is told whole, and readers see every order at every page', async () => {
  const brand = await silentBrand(10_000, 450);
  const before = await dump();
  await run(`UPDATE orders_order SET refunded_minor = 0 WHERE brand_id = '${brand.id}'`);
  let pages = 0;
  for (let after: string | null = null; ; ) {
    const page: { next: string | null } = await brand.client(rebuildReadModels, { after });
    pages += 1;
    expect(await countOf(brand.id)).toBe(450);
    if (page.next === null) break;
    after = page.next;
  }
  expect(pages).toBe(3);
  expect(await dump()).toEqual(before);
});

test('an order and a refund that come in the middle are neither lost nor set back', async () => {
  const brand = await silentBrand(20_000, 210);
  const book = aBook(brand.id);
  const { next } = await brand.client(rebuildReadModels, { after: null });
  expect(next).not.toBeNull();
  await book.told(orderEvent(29_000, { at: day0 }));
  await book.told(refundEvent(29_001, 20_001, { lines: [{ lineId: 'line-2', netMinor: 100 }] }));
  await brand.client(setTerms, { terms: termsOf({ rateBps: 777 }), requestId: 'middle' });
  for (let after = next; after !== null; ) after = (await brand.client(rebuildReadModels, { after })).next;
  const refunded = async () =>
    env.DB.prepare('SELECT refunded_minor FROM orders_order WHERE ref = ?').bind(idFor('ord', 20_001)).first<number>('refunded_minor');
  await eventually(refunded, (amount) => amount === 1400);
  await eventually(
    () => countOf(brand.id),
    (count) => count === 211,
  );
  const version = async () =>
    env.DB.prepare('SELECT max(version) AS version FROM clicks_terms_version WHERE brand_id = ?').bind(brand.id).first<number>('version');
  await eventually(version, (number) => number === 3);
});

test('what was told under the generation before and comes late changes nothing', async () => {
  const brand = await aBrand();
  const order = anOrder();
  await sendOrder(brand, order);
  await eventually(
    () => countOf(brand.id),
    (count) => count === 1,
  );
  await rebuildAll(brand.client);
  const before = await dump();
  await run(`UPDATE orders_order SET generation = 5 WHERE brand_id = '${brand.id}'`);
  await sendOrder(brand, aRefund(order.data.orderId, { lines: [{ lineId: '1', netMinor: 1 }] }));
  await aBook(brand.id).ring();
  expect(await dump()).toEqual(before);
  await run(`UPDATE orders_order SET generation = 1 WHERE brand_id = '${brand.id}'`);
  await rebuildAll(brand.client);
  expect((await brand.client(listOrders, {})).orders[0]?.refundedMinor).toBe(1);
});

test('a brand makes only its own again, and a place that is nothing is refused', async () => {
  const [one, two] = [await aBrand(), await aBrand()];
  // A place with a generation of the caller's own making would win over everything told later.
  for (const made of ['999999999999999.999999999', '999999999999999.0', '7.0'])
    await expect(one.client(rebuildReadModels, { after: `${one.id}.${made}` })).rejects.toMatchObject({ code: 'conflict' });
  await expect(one.client(rebuildReadModels, { after: two.id })).rejects.toMatchObject({ code: 'not_found' });
  for (const after of ['', 'x', `${one.id}.1`, `${one.id}.1.x`, `${one.id}.1.9999999999999999`])
    await expect(one.client(rebuildReadModels, { after })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('a book written by the first versions is the same book in this one', async () => {
  const book = aBook();
  await fill(book, 30_000, 30);
  const derived = async () =>
    (await book.rows('SELECT * FROM order_state ORDER BY order_id')).map((row) => ({ ...row, state: JSON.parse(String(row['state'])) }));
  const before = await derived();
  expect(before.length).toBe(30);
  await book.inside((_, sql) => asFirstWritten(sql));
  await book.evict();
  expect(await derived()).toEqual(before);
  expect((await book.stub.check(book.brandId)).differences).toEqual([]);
});

/** The facts of a book in the tables of the first versions; what was derived there is left out. */
function asFirstWritten(sql: SqlStorage): void {
  const kept = ['owner', 'event', 'terms', 'credit', 'posting'] as const;
  const rows = kept.map((table) => sql.exec(`SELECT * FROM ${table}`).toArray());
  const tables = sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'").toArray();
  for (const { name } of tables.reverse()) sql.exec(`PRAGMA defer_foreign_keys = ON; DROP TABLE ${name}`);
  sql.exec('CREATE TABLE migration (version INTEGER PRIMARY KEY) STRICT');
  for (const [at, { statements }] of migrations.slice(0, 2).entries())
    sql.exec(`${statements} INSERT INTO migration (version) VALUES (${at + 1})`);
  for (const [at, table] of kept.entries()) {
    const columns = sql.exec<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`).toArray();
    const names = columns.map(({ name }) => name);
    for (const row of rows[at] ?? [])
      sql.exec(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        ...names.map((name) => row[name] ?? null),
      );
  }
}
