/** How payouts leave: by a bank file and by a provider that is called. Whatever breaks off in between, each takes effect once. */
import { env, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { listEarnings } from '#shared/contracts/creators.ts';
import { listOrders } from '#shared/contracts/orders.ts';
import {
  approvePayouts,
  draftPayouts,
  getDetails,
  getFile,
  getProvider,
  listFiles,
  listOwnPayouts,
  listPayouts,
  makeFile,
  sendPayouts,
  setDetails,
  setProvider,
  settlePayouts,
} from '#shared/contracts/payouts.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs, hourMs, minuteMs } from '#shared/time.ts';
import { freeClock, holdClock } from '#test/harness/book-object.ts';
import { requestOf } from '#test/harness/caller.ts';
import { aPayingBrand, balanceOf, earned, type PayingBrand, returned } from '#test/harness/payouts.ts';
import { aReceiver, type Received, verified } from '#test/harness/receiver.ts';
import { aCreator, type CreatorWorld, eventually, origin } from '#test/harness/world.ts';
import { signedHeaders } from '#worker/base/sign.ts';

afterEach(() => {
  vi.restoreAllMocks();
  freeClock();
});

const iban = { kind: 'iban', holder: '=Lina Cooks, "AS"', iban: 'NO93 8601 1117 947', bic: null } as const;
const account = { kind: 'account', holder: 'Lina', account: 'acct-778812' } as const;

/** As if three days had gone by. */
const thaw = (creator: CreatorWorld) =>
  env.DB.prepare('UPDATE payouts_details SET usable_at = 0 WHERE creator_id = ?').bind(creator.id).run();

async function anApproved(brand: PayingBrand, creator: CreatorWorld, amountMinor = 5000): Promise<string> {
  await earned(brand.book, { creator, amountMinor });
  const { drafted } = await brand.client(draftPayouts, { only: [{ creatorId: creator.id, currency: 'USD' }] });
  const payoutId = drafted[0]?.id ?? '';
  await brand.second(approvePayouts, { payoutIds: [payoutId] });
  return payoutId;
}
async function aPayee(details: typeof iban | typeof account = iban): Promise<CreatorWorld> {
  const creator = await aCreator();
  await creator.client(setDetails, { details });
  await thaw(creator);
  return creator;
}
const stateOf = async (brand: PayingBrand, payoutId: string) => (await brand.book.stub.payoutsById([payoutId]))[0]?.state;

describe("a creator's details", () => {
  test('are shown by their end only, sealed at rest, and frozen for three days', async () => {
    const creator = await aCreator();
    expect(await creator.client(getDetails, {})).toEqual({ details: null });
    const { details } = await creator.client(setDetails, { details: iban });
    expect(details).toMatchObject({ kind: 'iban', hint: '… 7947' });
    expect(details.usableAt - details.changedAt).toBe(72 * hourMs);
    expect(await creator.client(getDetails, {})).toEqual({ details });
    const rows = JSON.stringify(await env.DB.prepare('SELECT * FROM payouts_details WHERE creator_id = ?').bind(creator.id).all());
    for (const secret of ['86011117947', 'Lina']) expect(rows).not.toContain(secret);
    const brand = await aPayingBrand();
    const payoutId = await anApproved(brand, creator);
    await expect(brand.second(makeFile, { requestId: 'one', payoutIds: null })).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('changed where their money goes'),
    });
    expect(await stateOf(brand, payoutId)).toBe('approved');
  });

  test('need a fresh sign-in, and a wrong number is refused', async () => {
    const creator = await aCreator();
    await expect(creator.client(setDetails, { details: { ...iban, iban: 'NO93 8601 1117 948' } })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    holdClock(Date.now() + 16 * minuteMs);
    await expect(creator.client(setDetails, { details: iban })).rejects.toMatchObject({
      code: 'forbidden',
      facts: { why: 'sign_in_again' },
    });
  });
});

describe('a bank file', () => {
  const table = async (brand: PayingBrand, fileId: Id<'pfl'>): Promise<string> =>
    (await brand.second.raw(getFile.path.replace('{fileId}', fileId))).text();

  test('has each payout once, safe for spreadsheets, and what comes back settles them', async () => {
    const brand = await aPayingBrand();
    const [one, two, none] = [await aPayee(), await aPayee(account), await aCreator()];
    const ids = [await anApproved(brand, one), await anApproved(brand, two, 7001), await anApproved(brand, none)];
    const made = await brand.second(makeFile, { requestId: 'november', payoutIds: null });
    expect(made.file).toMatchObject({ payouts: 2, madeBy: { name: expect.stringContaining('@second.test') } });
    expect(made.results.map(({ payoutId, result, why }) => [payoutId, result, why]).sort()).toEqual(
      [
        [ids[0], 'recorded', null],
        [ids[1], 'recorded', null],
        [ids[2], 'refused', expect.stringContaining('has not said')],
      ].sort(),
    );
    expect(await brand.second(makeFile, { requestId: 'november', payoutIds: null })).toMatchObject({ file: made.file });
    await expect(brand.second(makeFile, { requestId: 'again', payoutIds: ids.slice(0, 2) })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    const text = await table(brand, made.file.id);
    const [, ...rows] = text.trimEnd().split('\r\n');
    expect(rows).toHaveLength(2);
    expect(text).toContain(`"'=Lina Cooks, ""AS""",NO9386011117947,`);
    expect(text).toContain('acct-778812,70.01,USD');
    expect(rows.every((row) => /,GL-[0-9a-f]{32},/.test(row))).toBe(true);
    const results = [
      { payoutId: ids[0] ?? '', state: 'paid', ref: 'bank-1' } as const,
      { payoutId: ids[1] ?? '', state: 'failed', why: 'account closed' } as const,
    ];
    expect((await brand.second(settlePayouts, { results })).results.map(({ result }) => result)).toEqual(['recorded', 'recorded']);
    expect((await brand.second(settlePayouts, { results })).results.map(({ result }) => result)).toEqual(['exists', 'exists']);
    expect(await brand.second(settlePayouts, { results: [{ payoutId: ids[0] ?? '', state: 'failed', why: 'x' }] })).toMatchObject({
      results: [{ result: 'refused', code: 'conflict' }],
    });
    expect(await balanceOf(brand.book, one.id, 'paid')).toBe(5000);
    expect(await balanceOf(brand.book, two.id, 'payable')).toBe(7001);
    const { drafted } = await brand.client(draftPayouts, { only: null });
    expect(drafted.map(({ id }) => id)).toEqual([ids[1]?.replace(/1$/, '2')]);
    const { payouts } = await eventually(
      () => two.client(listOwnPayouts, {}),
      (found) => found.payouts.length === 2 && found.payouts.some(({ state }) => state === 'failed'),
    );
    expect(payouts.find(({ state }) => state === 'failed')).toMatchObject({ why: 'account closed', brand: { id: brand.id } });
    expect((await brand.client(listFiles, {})).files).toMatchObject([{ id: made.file.id }]);
  });

  test('that was broken off after it was written down is finished by the same request', async () => {
    const brand = await aPayingBrand();
    const creator = await aPayee();
    const payoutId = await anApproved(brand, creator);
    await brand.book.inside((_, sql) => sql.exec(`UPDATE self_check SET differences = '[{"seq":1,"what":"Event 1 differs."}]'`));
    const sound = await brand.book.rows('SELECT state FROM payout_state');
    await brand.book.inside((_, sql) => sql.exec(`UPDATE payout_state SET state = replace(state, '"why":null', '"why":"x"')`));
    await expect(brand.second(makeFile, { requestId: 'one', payoutIds: null })).rejects.toMatchObject({ code: 'unavailable' });
    expect(await stateOf(brand, payoutId)).toBe('approved');
    await brand.book.inside((_, sql) => sql.exec('UPDATE payout_state SET state = ?', String(sound[0]?.['state'])));
    // Meanwhile the creator moved to another bank: the file keeps what it wrote down.
    const made = await brand.second(makeFile, { requestId: 'one', payoutIds: null });
    expect(made.results).toMatchObject([{ payoutId, result: 'recorded' }]);
    expect(await table(brand, made.file.id)).toContain('NO9386011117947');
  });

  test('of two that are made at once has a payout in one of them', async () => {
    const brand = await aPayingBrand();
    const payoutId = await anApproved(brand, await aPayee());
    const made = await Promise.allSettled(['a', 'b', 'c'].map((requestId) => brand.second(makeFile, { requestId, payoutIds: null })));
    const files = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.file.id] : []));
    const tables = await Promise.all(files.map((file) => table(brand, file)));
    expect(tables.filter((text) => text.includes(payoutId))).toHaveLength(1);
  });
});

/** A provider that keeps to its idempotency keys, and counts what takes effect. */
function aProvider() {
  const effects = new Map<string, number>();
  const seen = new Set<string>();
  const receiver = aReceiver();
  const take = (request: Received): { type: string; data: { payoutId: string } } => {
    const said = JSON.parse(request.body) as { type: string; data: { payoutId: string } };
    const key = request.headers['idempotency-key'] ?? '';
    if (said.type === 'payout.requested' && !seen.has(key)) {
      seen.add(key);
      effects.set(said.data.payoutId, (effects.get(said.data.payoutId) ?? 0) + 1);
    }
    return said;
  };
  return { receiver, effects, take };
}
const payer = (brand: PayingBrand) => env.PAYER.get(env.PAYER.idFromName(brand.id));
const ring = (brand: PayingBrand) => runDurableObjectAlarm(payer(brand));
/** The payer's alarm rings by itself as well; this waits until it has worked. */
const tasks = (brand: PayingBrand) =>
  runInDurableObject(payer(brand), (_, state) => state.storage.sql.exec('SELECT payout_id, taken_at, tries, said FROM task').toArray());

async function aCalledBrand(): Promise<PayingBrand> {
  const brand = await aPayingBrand();
  await brand.client(setProvider, { url: 'https://pay.example/v1/payouts', rotate: false });
  return brand;
}

async function callback(
  brand: PayingBrand,
  body: object,
  id = crypto.randomUUID(),
  secretOf = brand,
): Promise<{ status: number; said: unknown }> {
  const { secret } = await secretOf.client(getProvider, {});
  const key = Uint8Array.from(atob(secret.replace('whsec_', '')), (letter) => letter.charCodeAt(0));
  const headers = await signedHeaders({ id, timestamp: Math.floor(Date.now() / 1000), body: JSON.stringify(body) }, [key]);
  const { SELF } = await import('cloudflare:test');
  const answer = await SELF.fetch(requestOf('POST', `${origin}/v1/payouts/callback/${brand.id}`, body, headers));
  return { status: answer.status, said: await answer.json() };
}

test('a creator sees what is paid, when, and what is on its way; a return after that is a debt that the next payout recovers', async () => {
  const brand = await aPayingBrand();
  const creator = await aPayee();
  const order = await earned(brand.book, { creator, amountMinor: 5000 });
  await earned(brand.book, { creator, amountMinor: 200 });
  const { drafted } = await brand.client(draftPayouts, { only: null });
  const payoutId = drafted[0]?.id ?? '';
  const totals = async () => (await creator.client(listEarnings, {})).totals[0];
  const comes = (expected: object) =>
    eventually(totals, (total) => Object.entries(expected).every(([name, value]) => total?.[name as 'paidMinor'] === value));
  await comes({ payableMinor: 0, payingMinor: 5200, paidMinor: 0 });
  await brand.second(approvePayouts, { payoutIds: [payoutId] });
  await brand.second(makeFile, { requestId: 'one', payoutIds: null });
  await brand.second(settlePayouts, { results: [{ payoutId, state: 'paid', ref: 'bank-1' }] });
  await comes({ payableMinor: 0, payingMinor: 0, paidMinor: 5200 });
  const { lines } = await creator.client(listEarnings, {});
  expect(lines.map(({ state }) => state)).toEqual(['paid', 'paid']);
  expect(lines[0]?.paidAt).toBeGreaterThan(Date.now() - minuteMs);
  expect((await brand.client(listOrders, {})).orders.flatMap(({ credits }) => credits.map(({ state }) => state))).toEqual(['paid', 'paid']);
  await returned(brand.book, order, 20_000);
  await comes({ payableMinor: -2000, paidMinor: 5200 });
  expect((await totals())?.debts).toMatchObject([{ brand: { id: brand.id }, amountMinor: 2000 }]);
  expect((await brand.client(draftPayouts, { only: null })).waiting).toMatchObject([{ why: 'negative', payableMinor: -2000 }]);
  await earned(brand.book, { creator, amountMinor: 2600 });
  expect((await brand.client(draftPayouts, { only: null })).drafted).toMatchObject([{ amountMinor: 600 }]);
  await comes({ payableMinor: 0, payingMinor: 600, paidMinor: 5200 });
});

describe('a provider that is called', () => {
  test('gets each payout signed, with its id as idempotency key, and its answer settles it', async () => {
    const brand = await aCalledBrand();
    const creator = await aPayee(account);
    const payoutId = await anApproved(brand, creator);
    const { receiver, effects, take } = aProvider();
    receiver.answers((request) => {
      take(request);
      return Response.json({ type: 'payout.paid', data: { payoutId, ref: 'tr_1' } });
    });
    expect(await brand.second(sendPayouts, { payoutIds: [payoutId] })).toMatchObject({ results: [{ result: 'recorded' }] });
    expect(await brand.second(sendPayouts, { payoutIds: [payoutId] })).toMatchObject({ results: [{ result: 'exists' }] });
    await eventually(
      () => stateOf(brand, payoutId),
      (state) => state === 'paid',
    );
    expect(effects).toEqual(new Map([[payoutId, 1]]));
    const [call] = receiver.received;
    expect(call).toMatchObject({ url: 'https://pay.example/v1/payouts', headers: { 'idempotency-key': payoutId, 'webhook-id': payoutId } });
    const { secret } = await brand.client(getProvider, {});
    expect(call && verified(secret, call, call.at)).toEqual({
      type: 'payout.requested',
      data: { payoutId, creatorId: creator.id, amountMinor: 5000, currency: 'USD', to: account },
    });
    expect(await balanceOf(brand.book, creator.id, 'paid')).toBe(5000);
    expect(await tasks(brand)).toEqual([]);
  });

  test('that fails, goes silent or dies in the middle is called again with the same words, and acts once', async () => {
    const brand = await aCalledBrand();
    const payoutId = await anApproved(brand, await aPayee());
    const { receiver, effects, take } = aProvider();
    const answers: (() => Response | Promise<Response>)[] = [
      () => new Response('busy', { status: 503 }),
      () => Promise.reject(new Error('reset after it was heard')),
      () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }),
    ];
    receiver.answers((request) => {
      take(request);
      return answers.shift()?.() ?? new Response('null');
    });
    let at = Date.now();
    await brand.second(sendPayouts, { payoutIds: [payoutId] });
    for (const tries of [1, 2, 3, 0]) {
      await eventually(
        () => tasks(brand),
        ([task]) => task?.['tries'] === tries && (tries > 0 || task['taken_at'] !== null),
      );
      at += 3 * hourMs;
      holdClock(at);
      if (tries > 0) await ring(brand);
    }
    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map(({ body, headers }) => `${headers['idempotency-key']} ${body}`)).size).toBe(1);
    expect(effects).toEqual(new Map([[payoutId, 1]]));
    expect(await stateOf(brand, payoutId)).toBe('sent');
    // It took the payout and never called back: it is asked.
    receiver.answers((request) => {
      expect(take(request).type).toBe('payout.asked');
      return Response.json({ type: 'payout.failed', data: { payoutId, why: 'account closed' } });
    });
    holdClock(at + dayMs);
    await ring(brand);
    await eventually(
      () => stateOf(brand, payoutId),
      (state) => state === 'failed',
    );
    expect(await tasks(brand)).toEqual([]);
  });

  test('whose answer was never written down is called again, and acts once', async () => {
    const brand = await aCalledBrand();
    const payoutId = await anApproved(brand, await aPayee());
    const { receiver, effects, take } = aProvider();
    let calls = 0;
    receiver.answers((request) => {
      take(request);
      calls += 1;
      if (calls > 1) return Response.json({ type: 'payout.paid', data: { payoutId, ref: 'tr_1' } });
      // The machine dies while the answer is on its way.
      runInDurableObject(payer(brand), (_, state) => state.abort('killed')).catch(() => undefined);
      return new Promise<Response>(() => undefined);
    });
    await brand.second(sendPayouts, { payoutIds: [payoutId] });
    await eventually(
      () => Promise.resolve(calls),
      (count) => count === 1,
    );
    holdClock(Date.now() + hourMs);
    await eventually(
      async () => {
        await ring(brand);
        return stateOf(brand, payoutId);
      },
      (state) => state === 'paid',
    );
    expect(effects).toEqual(new Map([[payoutId, 1]]));
  });

  test('is called after all when the book was cut off between sending and telling', async () => {
    const brand = await aCalledBrand();
    const payoutId = await anApproved(brand, await aPayee());
    const { receiver, take } = aProvider();
    receiver.answers((request) => {
      take(request);
      return Response.json({ type: 'payout.paid', data: { payoutId, ref: 'tr_1' } });
    });
    await brand.book.inside((inside) => {
      inside.consumers = { ...inside.consumers, 'payout.settled': () => Promise.reject(new Error('cut off')) };
    });
    await brand.second(sendPayouts, { payoutIds: [payoutId] });
    expect(receiver.received).toHaveLength(0);
    await brand.book.evict();
    holdClock(Date.now() + hourMs);
    await brand.book.ring();
    await eventually(
      () => stateOf(brand, payoutId),
      (state) => state === 'paid',
    );
    expect(receiver.received).toHaveLength(1);
  });

  test('calls back: twice, out of order, late and wrongly', async () => {
    const brand = await aCalledBrand();
    const creator = await aPayee();
    const payoutId = await anApproved(brand, creator);
    aProvider().receiver.answers(() => new Response(null, { status: 204 }));
    const paid = { type: 'payout.paid', data: { payoutId, ref: 'tr_1' } };
    const failed = { type: 'payout.failed', data: { payoutId, why: 'account closed' } };
    // Nothing was sent yet, so this provider has no such payout.
    expect(await callback(brand, paid)).toMatchObject({ status: 404 });
    await brand.second(sendPayouts, { payoutIds: [payoutId] });
    const other = await aCalledBrand();
    expect(await callback(brand, paid, 'm', other)).toMatchObject({ status: 401 });
    expect(await callback(other, paid)).toMatchObject({ status: 404 });
    expect(await callback(brand, { ...paid, more: 1 })).toMatchObject({ status: 400 });
    expect(await callback(brand, failed)).toMatchObject({ status: 200, said: { result: 'recorded' } });
    expect(await callback(brand, failed)).toMatchObject({ status: 200, said: { result: 'exists' } });
    // Paid after it had failed: the money is owed again, so somebody must look.
    expect(await callback(brand, paid)).toMatchObject({
      status: 200,
      said: { result: 'refused', why: expect.stringContaining('is failed') },
    });
    expect(await stateOf(brand, payoutId)).toBe('failed');
    expect(await balanceOf(brand.book, creator.id, 'payable')).toBe(5000);
    await eventually(
      () => brand.client(listPayouts, { state: 'failed' }),
      ({ payouts }) => payouts[0]?.warning?.includes('is failed') ?? false,
    );
  });

  test('is set by an owner who has just signed in, only to a public address, and its secret can be changed', async () => {
    const brand = await aPayingBrand();
    const payoutId = await anApproved(brand, await aPayee());
    await expect(brand.second(sendPayouts, { payoutIds: [payoutId] })).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(brand.second(setProvider, { url: null, rotate: false })).rejects.toMatchObject({ code: 'forbidden' });
    for (const url of ['https://169.254.169.254/', 'http://pay.example/', 'https://localhost/', 'https://pay.internal/'])
      await expect(brand.client(setProvider, { url, rotate: false })).rejects.toMatchObject({ code: 'unprocessable' });
    const first = await brand.client(setProvider, { url: 'https://pay.example/', rotate: false });
    const second = await brand.client(setProvider, { url: 'https://pay.example/', rotate: true });
    expect([first.version, second.version]).toEqual([1, 2]);
    expect(second.secret).not.toBe(first.secret);
    holdClock(Date.now() + 16 * minuteMs);
    await expect(brand.client(setProvider, { url: null, rotate: false })).rejects.toMatchObject({ facts: { why: 'sign_in_again' } });
  });
});
