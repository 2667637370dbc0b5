/** Payouts through their contracts: what is due, two people, every step done, refused, repeated and foreign; and a book that lets no money leave. */
import { env } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import { addPerson, listPeople, removePerson } from '#shared/contracts/accounts.ts';
import { rebuildReadModels } from '#shared/contracts/books.ts';
import {
  approveAdjustment,
  approvePayouts,
  cancelPayouts,
  closePeriod,
  draftPayouts,
  getPeriod,
  listAdjustments,
  listDue,
  listPayouts,
  proposeAdjustment,
  rejectAdjustment,
  setRates,
  settlePayouts,
} from '#shared/contracts/payouts.ts';
import { dayMs } from '#shared/time.ts';
import { aPayingBrand, aSecond, balanceOf, earned, type PayingBrand, returned } from '#test/harness/payouts.ts';
import { aBrand, aCreator, eventually, operator, signedIn, type TestClient } from '#test/harness/world.ts';

const stateIs = (brand: PayingBrand, payoutId: string, state: string) =>
  eventually(
    () => brand.client(listPayouts, {}),
    ({ payouts }) => payouts.some((payout) => payout.id === payoutId && payout.state === state),
  );
const draftOne = async (brand: PayingBrand): Promise<string> => {
  const { drafted } = await brand.client(draftPayouts, { only: null });
  if (!drafted[0]) throw new Error('nothing was due');
  return drafted[0].id;
};

describe('a draft', () => {
  test('takes what is due to everyone, once, and says who waits and why', async () => {
    const brand = await aPayingBrand({ terms: { minimumPayouts: [{ currency: 'USD', amountMinor: 1000 }] } });
    const [one, two, small, debtor] = [await aCreator(), await aCreator(), await aCreator(), await aCreator()];
    await earned(brand.book, { creator: one, amountMinor: 5000 });
    await earned(brand.book, { creator: one, amountMinor: 700, currency: 'EUR' });
    await earned(brand.book, { creator: two, amountMinor: 1000 });
    await earned(brand.book, { creator: small, amountMinor: 999 });
    const order = await earned(brand.book, { creator: debtor, amountMinor: 2000 });
    const before = await brand.client(listDue, {});
    expect(before.due).toHaveLength(5);
    expect(before.due.filter(({ isDue }) => isDue)).toHaveLength(4);
    expect(before.health).toEqual({ checkedAt: null, events: 0, isSound: true, first: null });
    const first = await brand.client(draftPayouts, { only: [{ creatorId: debtor.id, currency: 'USD' }] });
    const day = new Date().toISOString().slice(0, 10);
    expect(first).toEqual({
      drafted: [{ id: `${debtor.id}.USD.${day}.1`, creatorId: debtor.id, currency: 'USD', amountMinor: 2000 }],
      waiting: [],
      isMore: false,
    });
    await returned(brand.book, order, 20_000);
    const all = await brand.client(draftPayouts, { only: null });
    expect(all.drafted.map(({ creatorId, amountMinor, currency }) => [creatorId, amountMinor, currency]).sort()).toEqual(
      [
        [one.id, 5000, 'USD'],
        [one.id, 700, 'EUR'],
        [two.id, 1000, 'USD'],
      ].sort(),
    );
    expect(all.waiting.map(({ creatorId, why, payableMinor }) => [creatorId, why, payableMinor]).sort()).toEqual(
      [
        [small.id, 'below_minimum', 999],
        [debtor.id, 'under_way', -2000],
      ].sort(),
    );
    const again = await brand.client(draftPayouts, { only: null });
    expect(again.drafted).toEqual([]);
    const { due, health } = await brand.client(listDue, {});
    expect(due.map(({ creator, payableMinor, payingMinor, isDue }) => [creator.name, payableMinor, payingMinor, isDue]).sort()).toEqual(
      [
        [small.name, 999, 0, false],
        [debtor.name, -2000, 2000, false],
      ].sort(),
    );
    expect(health).toMatchObject({ isSound: true, first: null });
    expect(health.checkedAt).not.toBeNull();
  });

  test('pages through many, and a hundred presses at once draft nothing twice', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    await earned(brand.book, { creator, amountMinor: 5000 });
    await earned(brand.book, { creator, amountMinor: 700, currency: 'EUR' });
    const first = await brand.client(listDue, { limit: 1 });
    const second = await brand.client(listDue, { limit: 1, after: first.next ?? '' });
    expect([...first.due, ...second.due].map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
    expect(second.next).toBeNull();
    const answers = await Promise.all(Array.from({ length: 20 }, () => brand.client(draftPayouts, { only: null })));
    expect(answers.flatMap(({ drafted }) => drafted)).toHaveLength(2);
    expect(await balanceOf(brand.book, creator.id, 'paying')).toBe(5000);
  });
});

describe('a payout', () => {
  test('needs a second person of owner or finance, and goes its way once', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    await earned(brand.book, { creator, amountMinor: 5000 });
    const payoutId = await draftOne(brand);
    expect(await brand.client(approvePayouts, { payoutIds: [payoutId] })).toMatchObject({
      results: [{ result: 'refused', code: 'forbidden' }],
    });
    const analyst = await aSecond(brand, 'analyst');
    const admin = await aSecond(brand, 'admin');
    for (const person of [analyst, admin])
      await expect(person(approvePayouts, { payoutIds: [payoutId] })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await brand.second(approvePayouts, { payoutIds: [payoutId, payoutId] })).toEqual({
      results: [{ payoutId, result: 'recorded', code: null, why: null }],
    });
    expect(await brand.second(approvePayouts, { payoutIds: [payoutId] })).toMatchObject({ results: [{ result: 'exists' }] });
    const { payouts } = await stateIs(brand, payoutId, 'approved');
    expect(payouts).toMatchObject([
      { creator: { name: creator.name }, amountMinor: 5000, draftedBy: { name: expect.stringContaining('@') } },
    ]);
    expect(payouts[0]?.approvedBy?.name).toContain('@second.test');
    // What was never sent has no result.
    expect(await brand.second(settlePayouts, { results: [{ payoutId, state: 'paid', ref: 'b-1' }] })).toMatchObject({
      results: [{ result: 'refused', code: 'conflict' }],
    });
    expect(await brand.second(cancelPayouts, { payoutIds: [payoutId], why: 'wrong month' })).toMatchObject({
      results: [{ result: 'recorded' }],
    });
    expect(await balanceOf(brand.book, creator.id, 'payable')).toBe(5000);
    const next = await draftOne(brand);
    expect(next).toBe(payoutId.replace(/1$/, '2'));
  });

  test('of another brand is not there', async () => {
    const [brand, other] = [await aPayingBrand(), await aPayingBrand()];
    await earned(brand.book, { creator: await aCreator(), amountMinor: 5000 });
    const payoutId = await draftOne(brand);
    expect(await other.second(approvePayouts, { payoutIds: [payoutId] })).toMatchObject({
      results: [{ result: 'refused', code: 'not_found' }],
    });
    expect(await other.client(cancelPayouts, { payoutIds: [payoutId], why: 'x' })).toMatchObject({ results: [{ code: 'not_found' }] });
    expect((await other.client(listPayouts, {})).payouts).toEqual([]);
    expect((await other.client(listDue, {})).due).toEqual([]);
    const byCreator = (await aCreator()).client;
    await expect(byCreator(draftPayouts, { only: null })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a book that is not what its events give', () => {
  const corrupt = (brand: PayingBrand) =>
    brand.book.inside((_, sql) => {
      sql.exec('DROP TRIGGER posting_is_never_changed');
      sql.exec('UPDATE posting SET amount_minor = amount_minor + 1 WHERE seq = 3');
    });

  test('refuses payouts, names the entry, and goes on once it is mended', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    await earned(brand.book, { creator, amountMinor: 5000 });
    await earned(brand.book, { creator, amountMinor: 300, currency: 'EUR' });
    const { drafted } = await brand.client(draftPayouts, { only: [{ creatorId: creator.id, currency: 'USD' }] });
    const payoutId = drafted[0]?.id ?? '';
    await corrupt(brand);
    const refusal = { code: 'unavailable', message: expect.stringContaining('Event 3'), facts: expect.objectContaining({ seq: 3 }) };
    await expect(brand.client(draftPayouts, { only: null })).rejects.toMatchObject(refusal);
    await expect(brand.second(approvePayouts, { payoutIds: [payoutId] })).rejects.toMatchObject(refusal);
    const { health } = await brand.client(listDue, {});
    expect(health).toMatchObject({ isSound: false, first: { seq: 3, what: expect.stringContaining('Event 3') } });
    // What stops money from leaving is never stopped.
    expect(await brand.second(cancelPayouts, { payoutIds: [payoutId], why: 'unsound' })).toMatchObject({
      results: [{ result: 'recorded' }],
    });
    await brand.book.inside((_, sql) => sql.exec('UPDATE posting SET amount_minor = amount_minor - 1 WHERE seq = 3'));
    expect((await brand.client(draftPayouts, { only: null })).drafted).toHaveLength(2);
    expect((await brand.client(listDue, {})).health.isSound).toBe(true);
  });

  test('is found by the daily check too, and a balance at hand that was changed as well', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    await earned(brand.book, { creator, amountMinor: 5000 });
    const payoutId = await draftOne(brand);
    expect(await brand.second(approvePayouts, { payoutIds: [payoutId] })).toMatchObject({ results: [{ result: 'recorded' }] });
    await brand.book.inside((_, sql) => {
      sql.exec(`UPDATE balance SET amount_minor = amount_minor + 1 WHERE account GLOB '*:paying'`);
      sql.exec('UPDATE self_check SET checked_at = ?', Date.now() - dayMs);
    });
    expect(await brand.book.ring()).toBe(true);
    expect((await brand.client(listDue, {})).health).toMatchObject({
      isSound: false,
      first: { what: expect.stringContaining('balances') },
    });
  });
});

test('payouts and adjustments survive a rebuild of the read models, to the last row', async () => {
  const brand = await aPayingBrand();
  for (const amountMinor of [5000, 300, 20]) await earned(brand.book, { creator: await aCreator(), amountMinor });
  const { drafted } = await brand.client(draftPayouts, { only: null });
  const ids = drafted.map(({ id }) => id);
  await brand.second(approvePayouts, { payoutIds: ids.slice(0, 2) });
  await brand.second(cancelPayouts, { payoutIds: ids.slice(1, 2), why: 'late' });
  for (const [at, state] of ['approved', 'cancelled', 'draft'].entries()) await stateIs(brand, ids[at] ?? '', state);
  const dump = async () => {
    const { results } = await env.DB.prepare('SELECT * FROM payouts_payout WHERE brand_id = ? ORDER BY payout_id').bind(brand.id).all();
    return results.map(({ generation: _, ...row }) => row);
  };
  const before = await dump();
  expect(before).toHaveLength(3);
  await env.DB.prepare(`UPDATE payouts_payout SET state = 'paid', seq = seq + 99, amount_minor = 1 WHERE brand_id = ?`)
    .bind(brand.id)
    .run();
  await env.DB.prepare('DELETE FROM payouts_payout WHERE payout_id = ?').bind(ids[0]).run();
  for (let after: string | null = null; ; ) {
    const page: { next: string | null } = await brand.client(rebuildReadModels, { after });
    if (page.next === null) break;
    after = page.next;
  }
  expect(await dump()).toEqual(before);
});

describe('people of a brand', () => {
  test('come, change and go; the last owner stays, and who went has no session', async () => {
    const brand = await aBrand();
    const email = `${crypto.randomUUID()}@people.test`;
    const added = await brand.client(addPerson, { email: email.toUpperCase(), role: 'analyst' });
    expect(added).toMatchObject({ email, role: 'analyst', isYou: false });
    expect(await brand.client(addPerson, { email, role: 'admin' })).toMatchObject({ id: added.id, role: 'admin' });
    const person = await signedIn(email);
    await expect(person(addPerson, { email: 'x@people.test', role: 'owner' })).rejects.toMatchObject({ code: 'forbidden' });
    const { people } = await person(listPeople, {});
    expect(people.map(({ role, isYou }) => [role, isYou])).toEqual([
      ['owner', false],
      ['admin', true],
    ]);
    const owner = people[0]?.id ?? added.id;
    await expect(person(removePerson, { userId: owner })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(brand.client(removePerson, { userId: owner })).rejects.toMatchObject({ code: 'conflict' });
    await brand.client(removePerson, { userId: added.id });
    await expect(person(listPeople, {})).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(signedIn(email)).rejects.toThrow();
    await expect(brand.client(removePerson, { userId: added.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await brand.client(addPerson, { email, role: 'finance' })).toMatchObject({ id: added.id, role: 'finance' });
  });

  test('of another account are not taken', async () => {
    const brand = await aBrand();
    const creator = await aCreator();
    await expect(brand.client(addPerson, { email: `${creator.name}@gloss.test`.toLowerCase(), role: 'finance' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('an adjustment', () => {
  const asked = { currency: 'USD', reason: 'goodwill', note: 'for the late parcel', creditId: null } as const;

  test('up to the limit is in the book at once; the same request again is the same one', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    const body = { ...asked, requestId: 'one', creatorId: creator.id, amountMinor: 50_000 };
    const made = await brand.client(proposeAdjustment, body);
    expect(made).toMatchObject({ state: 'recorded', approvedBy: null, creator: { name: creator.name } });
    expect(await brand.client(proposeAdjustment, body)).toEqual(made);
    await expect(brand.client(proposeAdjustment, { ...body, amountMinor: 1 })).rejects.toMatchObject({
      code: 'conflict',
      facts: { field: 'amountMinor' },
    });
    expect(await balanceOf(brand.book, creator.id, 'payable')).toBe(50_000);
    await brand.client(proposeAdjustment, { ...body, requestId: 'two', amountMinor: -70, reason: 'correction' });
    expect(await balanceOf(brand.book, creator.id, 'payable')).toBe(49_930);
  });

  test('above the limit waits for another person, who approves or rejects it once', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    const body = { ...asked, requestId: 'one', creatorId: creator.id, amountMinor: 50_001 };
    const { id: adjustmentId, state } = await brand.client(proposeAdjustment, body);
    expect(state).toBe('waiting');
    expect(await balanceOf(brand.book, creator.id, 'payable')).toBe(0);
    await expect(brand.client(approveAdjustment, { adjustmentId })).rejects.toMatchObject({ code: 'forbidden' });
    const admin = await aSecond(brand, 'admin');
    await expect(admin(approveAdjustment, { adjustmentId })).rejects.toMatchObject({ code: 'forbidden' });
    const answers = await Promise.all([1, 2, 3].map(() => brand.second(approveAdjustment, { adjustmentId })));
    expect(answers).toMatchObject(Array(3).fill({ state: 'recorded', approvedBy: { name: expect.stringContaining('@second.test') } }));
    expect(await balanceOf(brand.book, creator.id, 'payable')).toBe(50_001);
    await expect(brand.second(rejectAdjustment, { adjustmentId })).rejects.toMatchObject({ code: 'conflict' });
    const second = await brand.client(proposeAdjustment, { ...body, requestId: 'two' });
    expect(await brand.client(rejectAdjustment, { adjustmentId: second.id })).toMatchObject({ state: 'rejected' });
    await expect(brand.second(approveAdjustment, { adjustmentId: second.id })).rejects.toMatchObject({ code: 'conflict' });
    expect((await brand.client(listAdjustments, {})).adjustments.map((one) => one.state)).toEqual(['rejected', 'recorded']);
  });

  test('that the book cannot take leaves nothing behind', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    const body = { ...asked, requestId: 'one', creatorId: creator.id, amountMinor: 5 };
    const creditId = `crd_${'0'.repeat(26)}` as const;
    await expect(brand.client(proposeAdjustment, { ...body, creditId })).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(brand.client(proposeAdjustment, { ...body, creatorId: `crt_${'0'.repeat(26)}` })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    expect((await brand.client(listAdjustments, {})).adjustments).toEqual([]);
    expect(await brand.client(proposeAdjustment, body)).toMatchObject({ state: 'recorded' });
  });

  test('above the limit that the book cannot take waits again, and can be rejected', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    const body = { ...asked, requestId: 'one', creatorId: creator.id, amountMinor: 50_001, creditId: `crd_${'0'.repeat(26)}` as const };
    const { id: adjustmentId } = await brand.client(proposeAdjustment, body);
    await expect(brand.second(approveAdjustment, { adjustmentId })).rejects.toMatchObject({ code: 'unprocessable' });
    expect((await brand.client(listAdjustments, {})).adjustments).toMatchObject([{ state: 'waiting', approvedBy: null }]);
    expect(await brand.client(rejectAdjustment, { adjustmentId })).toMatchObject({ state: 'rejected' });
  });

  test('below the limit that was broken off after the book took it cannot be rejected, only finished', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    const body = { ...asked, requestId: 'one', creatorId: creator.id, amountMinor: 5 };
    const { id: adjustmentId } = await brand.client(proposeAdjustment, body);
    await env.DB.prepare('UPDATE payouts_proposal SET verdict = NULL, decided_by = NULL WHERE adjustment_id = ?').bind(adjustmentId).run();
    await expect(brand.second(rejectAdjustment, { adjustmentId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await brand.client(proposeAdjustment, body)).toMatchObject({ id: adjustmentId, state: 'recorded' });
    expect(await balanceOf(brand.book, creator.id, 'payable')).toBe(5);
  });

  test('reaches the read model that is made again from the book', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    const { id } = await brand.client(proposeAdjustment, { ...asked, requestId: 'one', creatorId: creator.id, amountMinor: 5 });
    const kept = () => env.DB.prepare('SELECT * FROM payouts_adjustment WHERE adjustment_id = ?').bind(id).first();
    const before = await eventually(kept, (found) => found !== null);
    await env.DB.prepare('DELETE FROM payouts_adjustment WHERE adjustment_id = ?').bind(id).run();
    await brand.client(rebuildReadModels, { after: null });
    expect(await kept()).toEqual({ ...before, generation: 1 });
  });
});

describe('a period', () => {
  test('is closed once, after it has passed, and never opened', async () => {
    const brand = await aPayingBrand();
    const until = Date.now() - 1000;
    expect(await brand.client(getPeriod, {})).toEqual({ closedUntil: 0 });
    const creator = await aCreator();
    await expect(creator.client(getPeriod, { brandId: `brd_${'0'.repeat(26)}` })).rejects.toMatchObject({ code: 'not_found' });
    await expect(brand.client(closePeriod, { until: Date.now() + dayMs })).rejects.toMatchObject({ code: 'unprocessable' });
    expect(await brand.client(closePeriod, { until })).toEqual({ closedUntil: until });
    await brand.client(closePeriod, { until });
    await expect(brand.client(closePeriod, { until: until - 1 })).rejects.toMatchObject({ code: 'conflict' });
    const analyst = await aSecond(brand, 'analyst');
    await expect(analyst(closePeriod, { until: until + 1 })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await brand.client(getPeriod, {})).toEqual({ closedUntil: until });
  });
});

describe('a statement', () => {
  /** Rows of the table by what they are. */
  async function table(client: TestClient, query: Record<string, string>): Promise<string[][]> {
    const text = await raw(client, '/v1/payouts/statement.csv', query);
    return text
      .replace('\uFEFF', '')
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','));
  }
  const raw = async (client: TestClient, path: string, query: Record<string, string>): Promise<string> => {
    const answer = await client.raw(`${path}?${new URLSearchParams(query)}`);
    if (answer.status !== 200) throw Object.assign(new Error(), (await answer.json<{ error: object }>()).error);
    return answer.text();
  };
  const cents = (amount: string | undefined): number => Math.round(Number(amount) * 100);
  const sumOf = (rows: readonly string[][]): number => rows.reduce((sum, row) => sum + cents(row[5]), 0);

  test('has lines that sum to its total, in both languages, for brand and creator, and for a payout', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    const at = Date.UTC(2026, 0, 10);
    const order = await earned(brand.book, { creator, amountMinor: 5000, at });
    await earned(brand.book, { creator, amountMinor: 1234, at: at + 1 });
    await earned(brand.book, { creator, amountMinor: 999, at: at - 30 * dayMs });
    await returned(brand.book, order, 1230, 'USD', at + 2);
    await brand.client(proposeAdjustment, {
      requestId: 'one',
      creatorId: creator.id,
      currency: 'USD',
      amountMinor: 77,
      reason: 'fixed_fee',
      note: '=HYPERLINK("x")<script>alert(1)</script>',
      creditId: null,
    });
    const payoutId = await draftOne(brand);
    const january = { currency: 'USD', from: String(Date.UTC(2026, 0, 1)), until: String(Date.UTC(2026, 1, 1)) };
    const rows = await table(brand.client, { creatorId: creator.id, ...january });
    const [opening, ...rest] = rows;
    expect(cents(opening?.[5])).toBe(999);
    expect(rest.slice(0, 3).map((row) => cents(row[5]))).toEqual([5000, 1234, -123]);
    expect(rest[3]?.[1]).toBe('Sum of the lines');
    expect(cents(rest[3]?.[5])).toBe(sumOf(rest.slice(0, 3)));
    expect(cents(rest.at(-1)?.[5])).toBe(999 + 5000 + 1234 - 123);
    expect(await table(creator.client, { brandId: brand.id, ...january })).toEqual(rows);
    const ofPayout = await table(creator.client, { brandId: brand.id, currency: 'USD', payoutId });
    const total = ofPayout.findIndex((row) => row[1] === 'Sum of the lines');
    expect(sumOf(ofPayout.slice(1, total - 1))).toBe(5000 + 1234 + 999 - 123);
    expect(cents(ofPayout[total]?.[5])).toBe(5000 + 1234 + 999 - 123 + 77);
    const page = await raw(creator.client, '/v1/payouts/statement.html', { brandId: brand.id, currency: 'USD', payoutId, language: 'zh' });
    expect(page).toContain('对账单');
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
    const csv = await raw(creator.client, '/v1/payouts/statement.csv', { brandId: brand.id, currency: 'USD', payoutId });
    expect(csv).toContain('fixed_fee: =HYPERLINK');
  });

  test('is converted once, by a dated rate that it names, and not without one', async () => {
    const brand = await aPayingBrand();
    const creator = await aCreator();
    await earned(brand.book, { creator, amountMinor: 1234, currency: 'GBP', at: Date.UTC(2026, 0, 10) });
    const query = { creatorId: creator.id, currency: 'GBP', from: '1', until: String(Date.UTC(2026, 1, 1)), in: 'SEK' };
    await expect(table(brand.client, query)).rejects.toMatchObject({ code: 'unprocessable' });
    const rate = { from: 'GBP', to: 'SEK', day: '2026-01-30', rate: '12.345', source: 'central bank' };
    expect(
      await (await operator())(setRates, { rates: [rate, { ...rate, day: '2026-01-31', rate: '12.5' }, { ...rate, day: '2026-02-01' }] }),
    ).toEqual({
      added: 3,
    });
    expect(await (await operator())(setRates, { rates: [{ ...rate, rate: '1' }] })).toEqual({ added: 0 });
    const last = (await table(brand.client, query)).at(-1) ?? [];
    expect(last.join(',')).toContain('the rate of 2026-01-31 by central bank');
    expect(last.slice(-2)).toEqual(['154.25', 'SEK']);
  });

  test('of others is not there, and one without a time is refused', async () => {
    const [brand, other] = [await aPayingBrand(), await aPayingBrand()];
    const [creator, stranger] = [await aCreator(), await aCreator()];
    await earned(brand.book, { creator, amountMinor: 5000 });
    const payoutId = await draftOne(brand);
    const ask = { currency: 'USD', payoutId };
    for (const refused of [
      () => table(stranger.client, { ...ask, brandId: brand.id }),
      () => table(other.client, { ...ask, creatorId: creator.id }),
      () => table(creator.client, { ...ask, brandId: other.id }),
      () => table(creator.client, { ...ask, brandId: brand.id, currency: 'EUR' }),
      () => table(creator.client, { ...ask, brandId: `brd_${'0'.repeat(26)}` }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'not_found' });
    await expect(table(creator.client, { currency: 'USD', brandId: brand.id })).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(table(creator.client, ask)).rejects.toMatchObject({ code: 'unprocessable' });
    // A creator who names another is shown their own.
    const mine = await table(stranger.client, {
      brandId: brand.id,
      creatorId: creator.id,
      currency: 'USD',
      from: '1',
      until: String(Date.now() + 1000),
    });
    expect(mine.map((row) => row[5])).toEqual(['0.00', '0.00', '0.00', '0.00']);
  });
});
