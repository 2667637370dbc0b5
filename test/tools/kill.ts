/**
 * Kill test: a stream of signed orders and refunds, while the worker is killed with -9 again and again. Everything that was acknowledged
 * must be there exactly once, and the book must recompute without a difference. Ends with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkBook, exportBook } from '#shared/contracts/books.ts';
import { listEarnings } from '#shared/contracts/creators.ts';
import { listOrders, type OrderLine } from '#shared/contracts/orders.ts';
import { signIn, withKey } from '#test/harness/seed/callers.ts';
import { receiptFor } from '#test/harness/seed/orders.ts';
import { killAgainAndAgain } from './kill/killer.ts';
import { makeMessages, sendAll } from './kill/stream.ts';
import { root } from './start/build.ts';
import { silent } from './start/progress.ts';
import { startWorld, type World } from './start/world.ts';

const ordersMany = 240;
const killsMany = 5;

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-kill-'));
const leaving = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leaving.abort());
let passed = 0;
let failed = 0;

const ports = { worker: 0, shop: 0, kitchen: 0, journal: 0 };
const world = await startWorld({ dataDir: folder, ports, extension: false, progress: silent, signal: leaving.signal });
try {
  await run(world);
} catch (error) {
  check('the test came to its end', false, error instanceof Error ? error.stack : error);
} finally {
  await world.stop();
  if (failed === 0) rmSync(folder, { recursive: true, force: true });
  else console.log(`The world is kept for a look: ${folder}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function run({ demo, origins, services }: World): Promise<void> {
  const { brand } = demo;
  const receipts = [await receiptFor(demo, demo.pages.review, 'VH-RDG-38'), await receiptFor(demo, demo.pages.review, 'KW-TRK-9')];
  const before = await allOrders(origins.worker, brand.key);
  const { orders, refunds } = makeMessages(ordersMany, receipts);
  const killing = killAgainAndAgain(services.worker, killsMany);
  const sent = await sendAll({ messages: [...orders, ...refunds], to: brand, signal: leaving.signal, onAcknowledged: killing.tick });
  const kills = killing.kills();
  console.log(
    `  ${sent.acknowledged} messages acknowledged in ${sent.attempts} attempts, through ${kills.length} kills: ${kills.join(', ')}`,
  );
  check('the worker was killed while orders came in', kills.length === killsMany && sent.attempts > sent.acknowledged, kills);
  check('every message was acknowledged in the end', sent.acknowledged === orders.length + refunds.length, sent);

  const expected = new Set(orders.map(({ orderId }) => orderId));
  const listed = await settled(origins.worker, brand.key, before.length + expected.size);
  const ours = listed.filter(({ orderId }) => expected.has(orderId));
  check('every acknowledged order is there', new Set(ours.map(({ orderId }) => orderId)).size === expected.size, ours.length);
  check('and there once', ours.length === expected.size && listed.length === before.length + expected.size, listed.length);
  const credited = orders.filter((order) => order.receipts.length > 0);
  check(
    'every order with a click has one commission, every other one reason',
    ours.every((order) => (order.credits.length === 0) !== (order.reason === null)) &&
      ours.filter(({ credits }) => credits.length === 1).length === credited.length,
    ours.filter(({ credits }) => credits.length === 1).length,
  );
  const refundedMinor = refunds.reduce((total, refund) => total + refund.netMinor, 0);
  check('every refund counts once', ours.reduce((total, order) => total + order.refundedMinor, 0) === refundedMinor, refundedMinor);

  const again = await sendAll({ messages: [...orders, ...refunds], to: brand, signal: leaving.signal });
  check('the same messages again change nothing', again.results['exists'] === orders.length + refunds.length, again.results);
  check('and add no order', (await allOrders(origins.worker, brand.key)).length === listed.length, listed.length);

  const creator = await signIn(origins.worker, { kind: 'creator', ...demo.creator });
  const brandSession = await signIn(origins.worker, { kind: 'brand', name: brand.name, email: brand.email });
  const checked = await brandSession(checkBook, {});
  check('the book recomputes itself without a difference', checked.differences.length === 0, checked.differences);
  check('the verifier of the command line finds no difference in the exported log', await verified(origins.worker, brand.key), 'see above');
  const heard = await heardByShop(origins.shop, expected);
  check('the shop heard of every order from Gloss', heard.size === expected.size, expected.size - heard.size);
  check('the creator sees every commission', (await earningsOf(creator)) >= credited.length, credited.length);
}

function check(name: string, holds: boolean, facts: unknown): void {
  if (holds) passed++;
  else failed++;
  console.log(holds ? `  ✓ ${name}` : `  ✗ ${name}: ${JSON.stringify(facts).slice(0, 600)}`);
}

async function allOrders(origin: string, key: string): Promise<OrderLine[]> {
  const client = withKey(origin, key);
  const found: OrderLine[] = [];
  for (let after: string | undefined; ; ) {
    const page = await client(listOrders, { limit: 100, ...(after === undefined ? {} : { after }) });
    found.push(...page.orders);
    if (page.next === null) return found;
    after = page.next;
  }
}

/** The list follows the book by its outbox: it is given half a minute to be complete. */
async function settled(origin: string, key: string, many: number): Promise<OrderLine[]> {
  let found = await allOrders(origin, key);
  for (let tries = 0; tries < 60 && found.length < many; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    found = await allOrders(origin, key);
  }
  return found;
}

/** Which of the orders webhooks out told the shop, each once however often it came: given a minute, for what is tried again. */
async function heardByShop(shop: string, orderIds: ReadonlySet<string>): Promise<Set<string>> {
  let found = new Set<string>();
  for (let tries = 0; tries < 120 && found.size < orderIds.size; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const heard = (await (await fetch(`${shop}/admin/heard.json`)).json()) as { body: string }[];
    const told = heard.map(({ body }) => JSON.parse(body) as { type: string; data: { order?: { orderId?: string } } });
    const orders = told.filter(({ type }) => type.startsWith('order.')).map(({ data }) => data.order?.orderId ?? '');
    found = new Set(orders.filter((orderId) => orderIds.has(orderId)));
  }
  return found;
}

async function verified(origin: string, key: string): Promise<boolean> {
  const answer = await fetch(origin + exportBook.path, { headers: { authorization: `Bearer ${key}` } });
  const bundle = path.join(folder, 'bundle.ndjson');
  writeFileSync(bundle, await answer.text());
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'worker/cli/main.ts'), 'verify', bundle], {
    encoding: 'utf8',
  });
  console.log(`${stdout}${stderr}`.trim().replaceAll(/^/gm, '    '));
  return answer.ok && status === 0;
}

async function earningsOf(creator: Awaited<ReturnType<typeof signIn>>): Promise<number> {
  let many = 0;
  for (let after: string | undefined; ; ) {
    const page = await creator(listEarnings, { limit: 100, ...(after === undefined ? {} : { after }) });
    many += page.lines.length;
    if (page.next === null) return many;
    after = page.next;
  }
}
