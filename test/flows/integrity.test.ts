/** Clicks classified, commissions held with their evidence, decided and appealed: through the contracts, in workerd. */
import { env, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { eventIds } from '#shared/book/events.ts';
import { checkBook } from '#shared/contracts/books.ts';
import { listEarnings, listUnrecordedSales } from '#shared/contracts/creators.ts';
import { appeal, decideAppeal, decideHeld, type HeldCredit, listCases, listHeld } from '#shared/contracts/integrity.ts';
import { listOrders, listUnrecorded, type OrderLine } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { dayMs, minuteMs, secondMs } from '#shared/time.ts';
import { setClock } from '#test/harness/caller.ts';
import {
  aBrand,
  aCreator,
  anOrder,
  aPage,
  aRefund,
  type BrandWorld,
  type CreatorWorld,
  cardsFor,
  eventually,
  follow,
  operator,
  receiptIn,
  sendOrder,
  type TestClient,
} from '#test/harness/world.ts';

const product = { sku: 'sku-1', title: 'Havgard Rain Jacket HR-77', maker: 'Havgard', price: { amountMinor: 9900, currency: 'USD' } };
let brand: BrandWorld;
let creator: CreatorWorld;
beforeAll(async () => {
  brand = await aBrand({ products: [product], terms: { paidTraffic: 'forbidden' } });
  creator = await aCreator();
});
afterEach(() => {
  vi.restoreAllMocks();
});

let networks = 0;
/** A visitor at home: nobody else's network. */
const atHome = (): Record<string, string> => ({ 'cf-connecting-ip': `203.0.${Math.floor(++networks / 250)}.${networks % 250}` });

async function cardOf(of: BrandWorld = brand, by: CreatorWorld = creator): Promise<string> {
  const page = aPage({
    title: 'Havgard Rain Jacket HR-77 in the rain',
    text: 'The Havgard Rain Jacket HR-77 stays dry.',
    creator: { platform: 'youtube', handle: by.handle },
  });
  const set = await eventually(
    () => cardsFor(page),
    ({ cards }) => cards.some((card) => card.offer && card.product.url.includes(of.host)),
  );
  return set.cards.find((card) => card.offer && card.product.url.includes(of.host))?.offer?.clickUrl ?? '';
}

async function click(headers: Record<string, string> = atHome(), url?: string): Promise<string> {
  return receiptIn(await follow(url ?? (await cardOf()), headers)) ?? '';
}

const soon = (ms = 20 * minuteMs): string => new Date(Date.now() + ms).toISOString();

async function order(changes: Parameters<typeof anOrder>[0] = {}): Promise<OrderLine> {
  const message = anOrder({ placedAt: soon(), ...changes });
  expect(await sendOrder(brand, message)).toMatchObject({ status: 200, body: { result: 'recorded' } });
  return orderOf(message.data.orderId);
}
async function orderOf(orderId: string, fits: (line: OrderLine) => boolean = () => true): Promise<OrderLine> {
  const find = async () => (await brand.client(listOrders, { limit: 100 })).orders.find((line) => line.orderId === orderId);
  const found = await eventually(find, (line) => line !== undefined && fits(line));
  if (!found) throw new Error('not found');
  return found;
}
const creditOf = (line: OrderLine) => line.credits[0] ?? (undefined as never);

async function heldOf(line: OrderLine, client: TestClient = brand.client): Promise<HeldCredit> {
  const find = async () => (await client(listHeld, { limit: 100 })).credits.find((held) => held.id === creditOf(line).id);
  const found = await eventually(find, (held) => held !== undefined);
  if (!found) throw new Error('not held');
  return found;
}
const clicksNow = async (where: string): Promise<Record<string, unknown>[]> =>
  (await env.DB.prepare(`SELECT * FROM integrity_click WHERE ${where} ORDER BY id`).all()).results;

describe('a click', () => {
  test('of a robot is kept and gets no receipt; the person after it counts', async () => {
    const url = await cardOf();
    const before = (await clicksNow("traffic = 'givt'")).length;
    for (const [headers, method] of [
      [{ 'user-agent': 'Googlebot/2.1' }, 'GET'],
      [{ 'sec-purpose': 'prefetch' }, 'GET'],
      [{}, 'HEAD'],
    ] as const)
      expect(receiptIn(await follow(url, headers, method))).toBeNull();
    const kept = (await clicksNow("traffic = 'givt'")).slice(before);
    expect(kept.map(({ rule, numbers }) => [rule, numbers])).toEqual([
      ['robot@1', '{"sign":"bot"}'],
      ['robot@1', '{"sign":"prefetch"}'],
      ['robot@1', '{"sign":"not_get"}'],
    ]);
    expect(creditOf(await order({ receipts: [await click(atHome(), url)] })).state).toBe('held');
  });

  test('of robots is one row for each sign, however often they ask, and goes after two weeks', async () => {
    const url = await cardOf();
    const before = (await clicksNow("traffic = 'givt'")).length;
    for (let at = 0; at < 5; at++) await follow(url, {}, 'HEAD');
    await follow(url, { 'sec-purpose': 'prefetch' });
    const kept = (await clicksNow("traffic = 'givt'")).slice(before);
    expect(kept.map(({ numbers, times }) => [numbers, times])).toEqual([
      ['{"sign":"not_get"}', 5],
      ['{"sign":"prefetch"}', 1],
    ]);
    expect(receiptIn(await follow(url, atHome()))).not.toBeNull();
    const forget = env.FORGET.get(env.FORGET.idFromName('visitors'));
    setClock(Date.now() + 13 * dayMs);
    expect(await runDurableObjectAlarm(forget)).toBe(true);
    expect((await clicksNow("traffic = 'givt'")).length).toBe(before + 2);
    setClock(Date.now() + 15 * dayMs);
    expect(await runDurableObjectAlarm(forget)).toBe(true);
    expect(await clicksNow("traffic = 'givt'")).toEqual([]);
    expect((await clicksNow('true')).length).toBeGreaterThan(0);
  });

  test('that repeats another within half an hour counts once, and stands in for it when it comes alone', async () => {
    const home = atHome();
    const [first, second] = [await click(home), await click(home)];
    const [, kept] = await clicksNow(`visitor_key = (SELECT visitor_key FROM integrity_click ORDER BY id DESC LIMIT 1)`);
    expect(kept).toMatchObject({ traffic: 'duplicate', rule: 'duplicate_click@1' });
    expect(creditOf(await order({ receipts: [second] })).state).toBe('held');
    expect(creditOf(await order({ receipts: [first, second] })).state).toBe('held');
    const touches = await env.DB.prepare('SELECT stands_for FROM integrity_click WHERE click_id = ?').bind(kept?.['click_id']).first();
    expect(touches?.['stands_for']).toMatch(/^clk_/);
  });

  test('of another visitor on the same link is no duplicate', async () => {
    await click();
    await click();
    expect((await clicksNow('true')).slice(-2).map(({ traffic }) => traffic)).toEqual(['valid', 'valid']);
  });

  test('leaves no address, no user agent and no page behind, and its keyed name goes after two weeks', async () => {
    const headers = { 'cf-connecting-ip': '198.51.100.77' };
    await click(headers);
    const [kept] = (await clicksNow('true')).slice(-1);
    expect(Object.keys(kept ?? {})).toEqual([
      'id',
      'click_id',
      'brand_id',
      'product_id',
      'creator_id',
      'clicked_at',
      'traffic',
      'rule',
      'numbers',
      'stands_for',
      'paid_sign',
      'visitor_key',
      'network_key',
      'times',
    ]);
    expect(JSON.stringify(kept)).not.toContain('198.51.100');
    expect(String(kept?.['visitor_key'])).toMatch(/^[\w-]{22}$/);
    const { forgetVisitors } = await import('#worker/integrity/store.ts');
    await forgetVisitors(env, Number(kept?.['clicked_at']));
    expect((await clicksNow(`id = ${kept?.['id']}`))[0]?.['visitor_key']).not.toBeNull();
    await forgetVisitors(env, Number(kept?.['clicked_at']) + 1);
    expect(await clicksNow(`id = ${kept?.['id']}`)).toMatchObject([{ visitor_key: null, network_key: null, traffic: 'valid' }]);
  });

  test('is forgotten by an alarm, with the places of creators, when nobody calls', async () => {
    await click({ 'cf-connecting-ip': '198.51.100.99' });
    const named = async () => (await clicksNow('visitor_key IS NOT NULL')).length;
    expect(await named()).toBeGreaterThan(0);
    await env.DB.prepare("INSERT INTO accounts_place (creator_id, network_key, seen_at) VALUES (?, 'old', ?)")
      .bind(creator.id, Date.now())
      .run();
    const forget = env.FORGET.get(env.FORGET.idFromName('visitors'));
    setClock(Date.now() + 13 * dayMs);
    expect(await runDurableObjectAlarm(forget)).toBe(true);
    expect(await named()).toBeGreaterThan(0);
    setClock(Date.now() + 15 * dayMs);
    expect(await runDurableObjectAlarm(forget)).toBe(true);
    expect(await named()).toBe(0);
    expect(await env.DB.prepare('SELECT count(*) AS many FROM accounts_place').first('many')).toBe(0);
  });

  test('and its row lost, an order is attributed all the same', async () => {
    const receipt = await click();
    await env.DB.prepare('DELETE FROM integrity_click').run();
    expect(creditOf(await order({ receipts: [receipt] }))).toMatchObject({ state: 'held', review: [] });
  });

  test('beyond twenty in an hour is suspect, and what it earns is held', async () => {
    const home = atHome();
    let receipt = '';
    for (let times = 0; times < 21; times++) {
      const url = await cardOf();
      receipt = await click(home, url);
    }
    expect((await clicksNow('true')).slice(-1)).toMatchObject([{ traffic: 'suspect', rule: 'click_velocity@1' }]);
    const line = await order({ receipts: [receipt] });
    expect(creditOf(line)).toMatchObject({ state: 'in_review', review: ['click_velocity@1'] });
    expect((await heldOf(line)).evidence).toMatchObject([
      { rule: 'click_velocity', version: 1, numbers: { clicksInHour: 21, clicksPerHourMax: 20 } },
    ]);
  });
});

describe('an order is held', () => {
  test('when it comes faster than anybody buys', async () => {
    const line = await order({ receipts: [await click()], placedAt: new Date(Date.now() + secondMs).toISOString() });
    expect(creditOf(line).state).toBe('in_review');
    expect((await heldOf(line)).evidence).toMatchObject([{ rule: 'too_fast', numbers: { leastSeconds: 5 } }]);
  });

  test.each([
    ["the creator's own address", async () => (await emailOf(creator.id)).replace('@', '+shop@'), null, 'self_referral'],
    ["a colleague of the brand's", () => emailOf(brand.id), null, 'self_referral'],
    ['a throw-away inbox', () => Promise.resolve(undefined), 'Mail.Mailinator.com', 'disposable_address'],
  ])('when the buyer has %s', async (_, email, domain, rule) => {
    const { plainEmail } = await import('#shared/email.ts');
    const address = await email();
    const customer = {
      ...(address !== undefined && { emailSha256: sha256Hex(plainEmail(address)) }),
      ...(domain !== null && { emailDomain: domain }),
    };
    const line = await order({ receipts: [await click()], customer });
    expect((await heldOf(line)).evidence).toMatchObject([{ rule, version: 1 }]);
    expect(JSON.stringify(await dump())).not.toContain(customer.emailSha256 ?? 'Mail.');
  });

  test("when the click came from the creator's own network, unless many share it", async () => {
    const home = { 'cf-connecting-ip': '198.51.100.1' };
    await env.DB.prepare('INSERT INTO accounts_place (creator_id, network_key, seen_at) VALUES (?, ?, ?)')
      .bind(creator.id, await networkKey(home), Date.now())
      .run();
    const line = await order({ receipts: [await click(home)] });
    expect((await heldOf(line)).evidence).toMatchObject([
      { rule: 'self_referral', numbers: { sameEmail: false, sameNetwork: true, visitorsOnNetwork: 1 } },
    ]);
    for (const browser of ['a', 'b', 'c']) await click({ ...home, 'user-agent': `Mozilla/5.0 (X11; Linux) Firefox/140.0 ${browser}` });
    expect(creditOf(await order({ receipts: [await click({ ...home, 'user-agent': 'Mozilla/5.0 (X11; d) Firefox/140.0' })] })).state).toBe(
      'held',
    );
  });

  test('when paid advertisements brought it and the programme forbids them', async () => {
    const url = `${await cardOf()}?gclid=secret-of-a-person`;
    const line = await order({ receipts: [await click(atHome(), url)] });
    expect((await heldOf(line)).evidence).toMatchObject([{ rule: 'paid_traffic', numbers: { sign: 'gclid' } }]);
    const shopsOwn = await order({ receipts: [await click()], landingUrl: `https://${brand.host}/?utm_medium=CPC` });
    expect(creditOf(shopsOwn).state).toBe('held');
    const landed = await order({ receipts: [await click()], landingUrl: `https://${brand.host}/?gloss=v1&utm_medium=CPC` });
    expect((await heldOf(landed)).evidence).toMatchObject([{ rule: 'paid_traffic', numbers: { sign: 'utm_medium=cpc' } }]);
    expect(JSON.stringify(await dump())).not.toContain('secret-of-a-person');
  });

  test('when a code of their own earned it, without any click', async () => {
    const by = await aCreator();
    const codes = { use: 'fallback' as const, creatorCodes: [{ code: 'OWN10', creatorId: by.id }], othersCode: 'ignore' as const };
    const of = await aBrand({ products: [product], terms: { codes } });
    const { plainEmail } = await import('#shared/email.ts');
    const emailSha256 = sha256Hex(plainEmail(await emailOf(by.id)));
    const bought = async (changes: Parameters<typeof anOrder>[0]): Promise<OrderLine | undefined> => {
      const message = anOrder({ placedAt: soon(), ...changes });
      expect(await sendOrder(of, message)).toMatchObject({ status: 200 });
      return eventually(
        async () => (await of.client(listOrders, { limit: 100 })).orders.find((line) => line.orderId === message.data.orderId),
        (line) => line !== undefined,
      );
    };
    expect(await bought({ codes: ['own10'], customer: { emailSha256 } })).toMatchObject({
      credits: [{ code: 'OWN10', state: 'in_review', review: ['self_referral@1'] }],
    });
    expect(await bought({ codes: ['OWN10'], customer: { emailDomain: 'mailinator.com' } })).toMatchObject({
      credits: [{ state: 'in_review', review: ['disposable_address@1'] }],
    });
    expect(await bought({ codes: ['OWN10'] })).toMatchObject({ credits: [{ state: 'held' }] });
    expect(await bought({ codes: ['OTHERS'], customer: { emailSha256 } })).toMatchObject({ credits: [], reason: 'no_click' });
  });

  test('once, however often it is told', async () => {
    const message = anOrder({ receipts: [await click()], placedAt: new Date(Date.now() + secondMs).toISOString() });
    await sendOrder(brand, message);
    const line = await orderOf(message.data.orderId);
    const before = await heldOf(line);
    expect((await sendOrder(brand, message)).body).toMatchObject({ result: 'exists' });
    expect(await heldOf(line)).toEqual(before);
  });
});

/** Held because it came too fast. */
async function aHeldOrder(): Promise<OrderLine> {
  const line = await order({ receipts: [await click()], placedAt: new Date(Date.now() + secondMs).toISOString() });
  await heldOf(line);
  return line;
}
/** Rejected by the brand, and the creator has appealed. */
async function anAppealed(): Promise<OrderLine> {
  const line = await aHeldOrder();
  await brand.client(decideHeld, { creditId: creditOf(line).id, verdict: 'reject', reason: 'fraud_hold', note: 'One second.' });
  await eventually(
    () => caseOf(line),
    (one) => one?.state === 'rejected',
  );
  await creator.client(appeal, { creditId: creditOf(line).id, text: 'I was in the shop before.' });
  return line;
}
const isState = (state: string) => (line: OrderLine) => creditOf(line).state === state;
const auditOf = async (creditId: string): Promise<unknown[]> =>
  (await env.DB.prepare('SELECT what FROM integrity_audit WHERE subject_id = ? ORDER BY seq').bind(creditId).all()).results.map(
    ({ what }) => what,
  );
const caseOf = async (line: OrderLine) =>
  (await creator.client(listCases, { limit: 100 })).cases.find(({ id }) => id === creditOf(line).id);

test('a creator is told the kind of suspicion, never the rule or what it measured', async () => {
  const line = await aHeldOrder();
  const told = JSON.stringify(await caseOf(line));
  for (const secret of ['too_fast', 'leastSeconds', line.orderId]) expect(told).not.toContain(secret);
  const earning = (await creator.client(listEarnings, { limit: 100 })).lines.find(({ id }) => id === creditOf(line).id);
  expect(earning?.review).toEqual(['speed']);
});

describe('a reviewer', () => {
  test('lets a commission go on: it is released by time again', async () => {
    const line = await aHeldOrder();
    const creditId = creditOf(line).id;
    expect(await caseOf(line)).toMatchObject({
      state: 'in_review',
      suspicions: ['speed'],
      amountMinor: 1000,
      decided: null,
      appealUntil: null,
    });
    const view = await brand.client(decideHeld, { creditId, verdict: 'clear', note: 'They called us.' });
    expect(view).toMatchObject({ state: 'cleared', decided: { verdict: 'clear', by: 'brand', note: 'They called us.' } });
    expect(creditOf(await orderOf(line.orderId, (one) => creditOf(one).state === 'held'))).toMatchObject({ amountMinor: 1000, review: [] });
    const told = await eventually(
      () => caseOf(line),
      (one) => one?.state === 'cleared',
    );
    expect(told).toMatchObject({ decided: { person: null } });
    await expect(brand.client(decideHeld, { creditId, verdict: 'clear', note: 'again' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(creator.client(appeal, { creditId, text: 'why?' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('rejects with a reason; the creator appeals once; another person grants it, and it is held and refunded again', async () => {
    const line = await aHeldOrder();
    const creditId = creditOf(line).id;
    await brand.client(decideHeld, { creditId, verdict: 'reject', reason: 'fraud_hold', note: 'One second.' });
    const rejected = await orderOf(line.orderId, (one) => one.reason !== null);
    expect(rejected).toMatchObject({ reason: 'fraud_hold', credits: [{ state: 'rejected', rejected: 'fraud_hold', amountMinor: 0 }] });
    const told = await eventually(
      () => caseOf(line),
      (one) => one?.state === 'rejected',
    );
    expect(told?.decided).toMatchObject({ verdict: 'reject', reason: 'fraud_hold', note: 'One second.', by: 'brand', person: null });
    expect(told?.appealUntil).toBe((told?.decided?.at ?? 0) + 30 * dayMs);

    const appealed = await creator.client(appeal, { creditId, text: 'I was in the shop before.' });
    expect(appealed.appeal).toMatchObject({ text: 'I was in the shop before.', decided: null });
    expect(appealed.appeal?.decideBy).toBe((appealed.appeal?.at ?? 0) + 14 * dayMs);
    expect((await creator.client(appeal, { creditId, text: 'I was in the shop before.' })).appeal).toEqual(appealed.appeal);
    await expect(creator.client(appeal, { creditId, text: 'Other words.' })).rejects.toMatchObject({ code: 'conflict' });

    await expect(brand.client(decideAppeal, { creditId, verdict: 'upheld', note: 'no' })).rejects.toMatchObject({ code: 'forbidden' });
    const op = await operator();
    expect((await op(listHeld, { queue: 'appeals' })).credits.map(({ id }) => id)).toContain(creditId);
    const granted = await op(decideAppeal, { creditId, verdict: 'granted', note: 'True.' });
    expect(granted.appeal?.decided).toMatchObject({ verdict: 'granted', by: 'operator' });
    expect(await op(decideAppeal, { creditId, verdict: 'granted', note: 'True.' })).toEqual(granted);
    await expect(op(decideAppeal, { creditId, verdict: 'upheld', note: 'no' })).rejects.toMatchObject({ code: 'conflict' });
    expect((await op(listHeld, { queue: 'appeals' })).credits.map(({ id }) => id)).not.toContain(creditId);
    const check = await brand.client(checkBook, {});
    expect(check.differences).toEqual([]);
    const again = await orderOf(line.orderId, isState('held'));
    expect(again).toMatchObject({ reason: null, credits: [{ rejected: null, amountMinor: 1000, releaseAt: creditOf(line).releaseAt }] });
    expect(await moneyOutside()).toEqual([]);
    await sendOrder(brand, aRefund(line.orderId, { refundedAt: soon() }));
    expect(creditOf(await orderOf(line.orderId, isState('reversed'))).amountMinor).toBe(0);
    expect(await auditOf(creditId)).toEqual(['review.reject', 'review.appealed', 'appeal.granted']);
  });

  test('who grants an appeal and is cut off before the book has it cannot be overruled: the next try ends it', async () => {
    const line = await anAppealed();
    const creditId = creditOf(line).id;
    await env.DB.prepare(
      "UPDATE integrity_appeal SET verdict = 'granted', note = 'first', by_kind = 'operator', by_id = 'usr_first' WHERE credit_id = ?",
    )
      .bind(creditId)
      .run();
    const op = await operator();
    expect((await op(listHeld, { queue: 'appeals' })).credits.map(({ id }) => id)).toContain(creditId);
    await expect(op(decideAppeal, { creditId, verdict: 'upheld', note: 'no' })).rejects.toMatchObject({ code: 'conflict' });
    await orderOf(line.orderId, isState('held'));
    expect((await caseOf(line))?.appeal?.decided).toMatchObject({ verdict: 'granted', note: 'first' });
    expect(await auditOf(creditId)).toEqual(['review.reject', 'review.appealed', 'appeal.granted']);
  });

  test('who grants an appeal and is cut off when the book has it is ended by the book, once', async () => {
    const line = await anAppealed();
    const creditId = creditOf(line).id;
    const reviewId = await env.DB.prepare('SELECT review_id FROM integrity_decision WHERE credit_id = ?')
      .bind(creditId)
      .first<Id<'rev'>>('review_id');
    if (!reviewId) throw new Error('not decided');
    await env.DB.prepare(
      "UPDATE integrity_appeal SET verdict = 'granted', note = 'first', by_kind = 'operator', by_id = 'usr_first' WHERE credit_id = ?",
    )
      .bind(creditId)
      .run();
    const { aBook } = await import('#test/harness/book-object.ts');
    const book = aBook(brand.id);
    const id = eventIds.reversal(reviewId, creditId);
    expect(await book.told({ type: 'review.reversed', id, at: Date.now(), reviewId, creditId, by: 'usr_first' })).toEqual({
      result: 'recorded',
    });
    const told = await eventually(
      () => caseOf(line),
      (one) => one?.appeal?.decided !== null,
    );
    expect(told).toMatchObject({ state: 'cleared', appeal: { decided: { verdict: 'granted', note: 'first' } } });
    const op = await operator();
    expect((await op(decideAppeal, { creditId, verdict: 'granted', note: 'again' })).appeal?.decided?.note).toBe('first');
    expect(await book.rows(`SELECT 1 FROM event WHERE id GLOB 'reversal:*:${creditId}'`)).toHaveLength(1);
    expect(await auditOf(creditId)).toEqual(['review.reject', 'review.appealed', 'appeal.granted']);
    expect((await brand.client(checkBook, {})).differences).toEqual([]);
  });

  test('and another who decide an appeal at once: one verdict, and the book follows it', async () => {
    const line = await anAppealed();
    const creditId = creditOf(line).id;
    const op = await operator();
    const answers = await Promise.allSettled(
      (['upheld', 'granted', 'upheld', 'granted'] as const).map((verdict) => op(decideAppeal, { creditId, verdict, note: verdict })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const decided = (await caseOf(line))?.appeal?.decided;
    expect(decided?.note).toBe(decided?.verdict);
    await orderOf(line.orderId, isState(decided?.verdict === 'granted' ? 'held' : 'rejected'));
    expect(await auditOf(creditId)).toEqual(['review.reject', 'review.appealed', `appeal.${decided?.verdict}`]);
  });

  test('who rejects and is cut off when the book has it takes no right to appeal away', async () => {
    const line = await aHeldOrder();
    const creditId = creditOf(line).id;
    const reviewId = `rev_${creditId.slice(4)}` as const;
    await env.DB.prepare(
      `INSERT INTO integrity_decision (review_id, credit_id, verdict, reason, note, by_kind, by_id, decided_at)
       VALUES (?, ?, 'reject', 'fraud_hold', 'first', 'operator', 'usr_first', ?)`,
    )
      .bind(reviewId, creditId, Date.now())
      .run();
    const { aBook } = await import('#test/harness/book-object.ts');
    const verdict = { type: 'review.decided', reviewId, creditId, verdict: 'reject', reason: 'fraud_hold', by: 'usr_first' } as const;
    const told = { ...verdict, id: eventIds.verdict(reviewId, creditId), at: Date.now() };
    expect(await aBook(brand.id).told(told)).toEqual({ result: 'recorded' });
    await eventually(
      () => caseOf(line),
      (one) => one?.state === 'rejected' && one.decided !== null,
    );
    expect((await creator.client(appeal, { creditId, text: 'Why?' })).appeal).toMatchObject({ text: 'Why?' });
    expect(await auditOf(creditId)).toEqual(['review.reject', 'review.appealed']);
  });

  test('that was cut off between the list and the book is ended by the next try, as it was begun', async () => {
    const line = await aHeldOrder();
    const creditId = creditOf(line).id;
    await env.DB.prepare(
      `INSERT INTO integrity_decision (review_id, credit_id, verdict, reason, note, by_kind, by_id, decided_at)
       VALUES (?, ?, 'reject', 'self_referral', 'first', 'operator', 'usr_first', 1)`,
    )
      .bind(`rev_${creditId.slice(4)}`, creditId)
      .run();
    await expect(brand.client(decideHeld, { creditId, verdict: 'clear', note: 'second' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await orderOf(line.orderId, (one) => one.reason !== null)).toMatchObject({ reason: 'self_referral' });
    expect(
      (await brand.client(listHeld, { queue: 'decided', limit: 100 })).credits.find(({ id }) => id === creditId)?.decided,
    ).toMatchObject({
      verdict: 'reject',
      note: 'first',
    });
  });

  test("sees its own brand's only, and nothing of another's can be decided or appealed", async () => {
    const line = await aHeldOrder();
    const creditId = creditOf(line).id;
    const [otherBrand, otherCreator] = [await aBrand(), await aCreator()];
    expect((await otherBrand.client(listHeld, {})).credits).toEqual([]);
    expect((await otherCreator.client(listCases, {})).cases).toEqual([]);
    const decide = otherBrand.client(decideHeld, { creditId, verdict: 'clear', note: 'mine' });
    await expect(decide).rejects.toMatchObject({ code: 'not_found' });
    await expect(otherBrand.client(decideAppeal, { creditId, verdict: 'granted', note: 'mine' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(otherCreator.client(appeal, { creditId, text: 'mine' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await heldOf(line, await operator())).id).toBe(creditId);
  });

  test('comes too late for an appeal after thirty days', async () => {
    const line = await aHeldOrder();
    const creditId = creditOf(line).id;
    await brand.client(decideHeld, { creditId, verdict: 'reject', reason: 'fraud_hold', note: 'n' });
    await eventually(
      () => caseOf(line),
      (one) => one?.state === 'rejected',
    );
    await env.DB.prepare('UPDATE integrity_decision SET decided_at = decided_at - ?2 WHERE credit_id = ?1')
      .bind(creditId, 30 * dayMs)
      .run();
    await expect(creator.client(appeal, { creditId, text: 'late' })).rejects.toMatchObject({ code: 'gone' });
  });

  test('finds nothing held of an order that was refunded whole', async () => {
    const line = await aHeldOrder();
    await sendOrder(brand, aRefund(line.orderId, { refundedAt: soon() }));
    await orderOf(line.orderId, (one) => creditOf(one).state === 'reversed');
    const listed = async () => (await brand.client(listHeld, { limit: 100 })).credits.some(({ id }) => id === creditOf(line).id);
    await eventually(listed, (isListed) => !isListed);
    await expect(brand.client(decideHeld, { creditId: creditOf(line).id, verdict: 'clear', note: 'n' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

const emailOf = async (tenantId: string): Promise<string> =>
  (await env.DB.prepare('SELECT email FROM accounts_user WHERE tenant_id = ?').bind(tenantId).first<string>('email')) ?? '';

async function networkKey(headers: Record<string, string>): Promise<string> {
  const { visitorOf } = await import('#worker/base/visitor.ts');
  const { settingsOf } = await import('#worker/env.ts');
  const visitor = await visitorOf({ settings: settingsOf(env), now: Date.now(), request: new Request('https://gloss.test', { headers }) });
  return visitor?.now.network ?? '';
}

async function dump(): Promise<unknown> {
  const tables = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'").all<{
    name: string;
  }>();
  return Promise.all(tables.results.map(async ({ name }) => (await env.DB.prepare(`SELECT * FROM ${name}`).all()).results));
}

/** What went to creators beside commissions. */
async function moneyOutside(): Promise<unknown[]> {
  const { aBook } = await import('#test/harness/book-object.ts');
  return aBook(brand.id).rows("SELECT body FROM event WHERE id GLOB 'adjustment:*'");
}

describe('later signs', () => {
  /** Credits as the books told them, so that a history does not take hundreds of orders. */
  const aHistory = (of: BrandWorld, by: string, many: number, refunded: number) =>
    env.DB.batch(
      Array.from({ length: many }, (_, at) =>
        env.DB.prepare(
          `INSERT INTO integrity_credit (id, order_ref, brand_id, source, order_id, creator_id, placed_at, base_minor, worth_minor, currency, state,
             rules, is_refunded, seq, generation) VALUES (?, 'ord_x', ?, 'webhook', ?, ?, ?, 1000, 100, 'USD', 'payable', '[]', ?, 1, 1)`,
        ).bind(`crd_${of.id}_${by}_${at}`, of.id, `h-${at}`, by, Date.now() - (at + 2) * dayMs, at < refunded ? 1 : 0),
      ),
    );

  test('refunds that grow too many hold what is not released yet, and not again once it was cleared', async () => {
    const of = await aBrand({ products: [{ ...product, sku: 'sku-1', title: 'Tundra Wool Hat TW-3' }] });
    const by = await aCreator();
    const receipt = async (): Promise<string> => {
      const page = aPage({
        title: 'Tundra Wool Hat TW-3',
        text: 'Tundra Wool Hat TW-3',
        creator: { platform: 'youtube', handle: by.handle },
      });
      const set = await eventually(
        () => cardsFor(page),
        ({ cards }) => cards.some((card) => card.offer && card.product.url.includes(of.host)),
      );
      return click(atHome(), set.cards.find((card) => card.offer && card.product.url.includes(of.host))?.offer?.clickUrl);
    };
    const [first, second] = [anOrder({ receipts: [await receipt()] }), anOrder({ receipts: [await receipt()] })];
    for (const message of [first, second]) await sendOrder(of, message);
    const linesOf = async () => (await of.client(listOrders, {})).orders.filter((line) => line.credits.length > 0);
    await eventually(linesOf, (lines) => lines.length === 2);
    await aHistory(of, 'crt_others', 60, 2);
    await aHistory(of, by.id, 20, 7);
    await sendOrder(of, aRefund(first.data.orderId, { refundedAt: soon() }));
    const held = await eventually(
      async () => (await of.client(listHeld, {})).credits,
      (credits) => credits.length === 1,
    );
    expect(held[0]).toMatchObject({
      orderId: second.data.orderId,
      evidence: [{ rule: 'refund_rate', version: 1, numbers: { orders: 22, refunded: 8, sigmasMax: 3 } }],
    });
    const [credit] = held;
    await of.client(decideHeld, { creditId: credit?.id ?? 'crd_', verdict: 'clear', note: 'They sell shoes.' });
    await eventually(linesOf, (lines) => lines.some((line) => creditOf(line).state === 'held'));
    await sendOrder(of, aRefund(second.data.orderId, { refundedAt: soon(), lines: [{ lineId: '1', netMinor: 1 }] }));
    await eventually(linesOf, (lines) => lines.some((line) => line.refundedMinor === 1));
    expect((await of.client(listHeld, {})).credits).toEqual([]);
    expect((await of.client(checkBook, {})).differences).toEqual([]);
  });

  test('a burst holds its first orders too', async () => {
    const before = await order({ receipts: [await click()], placedAt: soon(-3 * 60 * minuteMs) }).catch(() => undefined);
    expect(before?.reason).not.toBeUndefined();
    await env.DB.prepare('DELETE FROM integrity_click WHERE creator_id = ?1').bind(creator.id).run();
    await env.DB.prepare('DELETE FROM integrity_credit WHERE creator_id = ?1').bind(creator.id).run();
    const lines: OrderLine[] = [];
    for (let at = 0; at < 10; at++) lines.push(await order({ receipts: [await click()] }));
    expect(creditOf(lines[9] as OrderLine).review).toEqual(['order_velocity@1']);
    for (const line of lines) await orderOf(line.orderId, (one) => creditOf(one).state === 'in_review');
    expect((await heldOf(lines[0] as OrderLine)).evidence).toMatchObject([{ rule: 'order_velocity', numbers: { ordersInHour: 10 } }]);
  });
});

describe('sales that nobody was credited for', () => {
  test('are seen by the brand with reason and count, and by those whose click they had, without what is the brand’s', async () => {
    const of = await aBrand({
      products: [{ ...product, title: 'Sarek Wool Blanket SW-9' }],
      terms: { excludedSkus: ['sku-9'], codes: { use: 'off', creatorCodes: [], othersCode: 'deny' } },
    });
    const [by, other] = [await aCreator(), await aCreator()];
    const receipt = async (): Promise<string> => {
      const page = aPage({
        title: 'Sarek Wool Blanket SW-9',
        text: 'Sarek Wool Blanket SW-9',
        creator: { platform: 'youtube', handle: by.handle },
      });
      const set = await eventually(
        () => cardsFor(page),
        ({ cards }) => cards.some((card) => card.offer && card.product.url.includes(of.host)),
      );
      return click(atHome(), set.cards.find((card) => card.offer && card.product.url.includes(of.host))?.offer?.clickUrl);
    };
    const touched = await receipt();
    const excluded = anOrder({ receipts: [touched], lines: [{ lineId: '1', sku: 'sku-9', quantity: 1, netMinor: 777_00 }] });
    const coded = anOrder({ receipts: [touched], codes: ['SOMEBODY'], placedAt: soon(minuteMs) });
    const late = anOrder({ receipts: [touched], placedAt: soon(31 * dayMs) });
    const mere = anOrder({ placedAt: soon(-5 * minuteMs) });
    const hasty = anOrder({ receipts: [await receipt()], placedAt: new Date(Date.now() + secondMs).toISOString() });
    for (const message of [excluded, coded, mere, hasty]) expect((await sendOrder(of, message)).status).toBe(200);
    setClock(Date.now() + 32 * dayMs);
    expect((await sendOrder(of, late, { timestampSeconds: Math.floor((Date.now() + 32 * dayMs) / 1000) })).status).toBe(200);
    vi.restoreAllMocks();

    const listed = await eventually(
      () => of.client(listUnrecorded, {}),
      ({ orders }) => orders.length === 4,
    );
    expect(Object.fromEntries(listed.orders.map(({ orderId, reason }) => [orderId, reason]))).toEqual({
      [excluded.data.orderId]: 'excluded_product',
      [coded.data.orderId]: 'others_code',
      [late.data.orderId]: 'window_over',
      [mere.data.orderId]: 'no_click',
    });
    expect(listed.counts.reduce((sum, { orders }) => sum + orders, 0)).toBe(4);
    expect((await of.client(listUnrecorded, { reason: 'no_click' })).orders.map(({ orderId }) => orderId)).toEqual([mere.data.orderId]);
    const [newest] = listed.orders;
    expect((await of.client(listUnrecorded, { until: newest?.placedAt ?? 0 })).orders).toHaveLength(3);
    expect((await of.client(listUnrecorded, { from: newest?.placedAt ?? 0 })).orders).toEqual([newest]);

    const sales = await by.client(listUnrecordedSales, {});
    expect(sales.sales.map(({ reason }) => reason).sort()).toEqual(['excluded_product', 'others_code', 'window_over']);
    for (const secret of [excluded.data.orderId, 'sku-9', '77700', 'USD']) expect(JSON.stringify(sales)).not.toContain(secret);
    expect((await other.client(listUnrecordedSales, {})).sales).toEqual([]);
    expect((await brand.client(listUnrecorded, { limit: 100 })).orders.some(({ orderId }) => orderId === mere.data.orderId)).toBe(false);

    const pages: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await by.client(listUnrecordedSales, { limit: 1, ...(after !== undefined && { after }) });
      pages.push(...page.sales.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(pages).toEqual(sales.sales.map(({ id }) => id));

    const [held] = (await of.client(listHeld, {})).credits;
    await of.client(decideHeld, { creditId: held?.id ?? 'crd_', verdict: 'reject', reason: 'fraud_hold', note: 'n' });
    await eventually(
      () => by.client(listUnrecordedSales, { reason: 'fraud_hold' }),
      ({ sales: rejected }) => rejected.length === 1,
    );
  });
});
