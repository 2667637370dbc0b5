import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BookEvent } from '#shared/book/events.ts';
import type { OrderSettled } from '#shared/book/messages.ts';
import { verifyBundle } from '#shared/book/verify.ts';
import { checkBook, exportBook, getTerms, setTerms } from '#shared/contracts/books.ts';
import type { AnyEndpoint } from '#shared/contracts/endpoint.ts';
import type { Id } from '#shared/ids.ts';
import { minuteMs, secondMs } from '#shared/time.ts';
import {
  adjustmentEvent,
  aTouch,
  day0,
  days,
  idFor,
  orderEvent,
  periodEvent,
  refundEvent,
  termsEvent,
  touchEvent,
} from '#test/harness/book.ts';
import { aBook, type BookInWorkerd, freeClock, holdClock } from '#test/harness/book-object.ts';
import { aCall, aPerson, send } from '#test/harness/caller.ts';
import { termsOf } from '#test/harness/world.ts';
import { type BookMessage, recordOrder, recordRefund, recordTouch } from '#worker/books/index.ts';

describe('terms', () => {
  test('are null before the first, then the newest', async () => {
    const { ask } = await aBrandCaller();
    expect(await ask(getTerms)).toEqual({ status: 200, body: { current: null, coming: null, earlier: [] } });
    const first = await ask(setTerms, { terms: termsOf(), requestId: 'one' });
    expect(first).toEqual({
      status: 200,
      body: { version: 1, setAt: expect.any(Number), from: expect.any(Number), feeBps: 0, terms: termsOf() },
    });
    const second = await ask(setTerms, { terms: termsOf({ rateBps: 1200 }), requestId: 'two' });
    expect(second.body).toMatchObject({ version: 2, terms: { rateBps: 1200 } });
    expect((await ask(getTerms)).body).toEqual({ current: second.body, coming: null, earlier: [first.body] });
  });

  test('asked again are the version that was made', async () => {
    const { ask } = await aBrandCaller();
    const first = await ask(setTerms, { terms: termsOf(), requestId: 'one' });
    await ask(setTerms, { terms: termsOf({ rateBps: 1200 }), requestId: 'two' });
    expect(await ask(setTerms, { terms: termsOf(), requestId: 'one' })).toEqual(first);
    expect((await ask(getTerms)).body).toMatchObject({ current: { version: 2 } });
  });

  test('asked again with other content are a conflict that names the field', async () => {
    const { ask } = await aBrandCaller();
    await ask(setTerms, { terms: termsOf(), requestId: 'one' });
    expect(await ask(setTerms, { terms: termsOf({ rateBps: 1200 }), requestId: 'one' })).toMatchObject({
      status: 409,
      body: {
        error: { code: 'conflict', message: expect.stringContaining('terms.rateBps: 1000, not 1200'), facts: { field: 'terms.rateBps' } },
      },
    });
  });

  test.each([
    ['a rate above 100 %', { rateBps: 10_001 }],
    ['a window of nothing', { windowDays: 0 }],
    ['a hold of 91 days', { holdDays: 91 }],
    ['a model that is not known', { model: 'markov' }],
    ['a field that is not known', { rate: 3 }],
  ])('with %s are refused', async (_, changes) => {
    const { ask } = await aBrandCaller();
    expect(await ask(setTerms, { terms: { ...termsOf(), ...changes }, requestId: 'one' })).toMatchObject({ status: 400 });
  });
});

describe('the bundle', () => {
  test('of a book over many pages verifies anywhere', async () => {
    const { brandId, bundle, ask } = await aBrandCaller();
    const book = aBook(brandId);
    await book.inside((inside) => {
      inside.consumers = { 'order.settled': () => Promise.resolve(), 'terms.set': () => Promise.resolve() };
      inside.record(brandId, termsEvent(1));
      for (let number = 1; number <= 250; number++) {
        inside.record(brandId, touchEvent(aTouch(number)));
        inside.record(brandId, orderEvent(number));
        if (number % 3 === 0) inside.record(brandId, refundEvent(number, number));
      }
    });
    const verdict = verifyBundle((await bundle()).trimEnd().split('\n'));
    expect(verdict).toMatchObject({ brandId, events: 584, differences: [] });
    expect((await ask(checkBook)).body).toEqual({ events: 584, rootHash: verdict.rootHash, differences: [] });
  });

  test('of an empty book is a header and an end', async () => {
    const { bundle, brandId } = await aBrandCaller();
    expect(verifyBundle((await bundle()).trimEnd().split('\n'))).toMatchObject({ brandId, events: 0, differences: [] });
  });

  test('exactly one page long ends once', async () => {
    const { brandId, bundle } = await aBrandCaller();
    await aBook(brandId).inside((inside) => {
      for (let number = 1; number <= 200; number++) inside.record(brandId, touchEvent(aTouch(number)));
    });
    expect(verifyBundle((await bundle()).trimEnd().split('\n'))).toMatchObject({ events: 200, differences: [] });
  });
});

describe('the front door for other rooms', () => {
  const { type: _o, id: _oi, at: _oa, ref: _or, ...order } = orderEvent(1);
  const { type: _r, id: _ri, at: _ra, ref: _rr, ...refund } = refundEvent(1, 1);

  test('records once, and says so when it heard it before', async () => {
    const { brandId } = aBook();
    expect(await recordTouch(aCall(), brandId, aTouch(1))).toEqual({ result: 'recorded' });
    expect(await recordTouch(aCall(), brandId, aTouch(1, { clickedAt: day0 + 1 }))).toEqual({ result: 'exists' });
    expect(await recordOrder(aCall(), brandId, order)).toEqual({ result: 'recorded' });
    expect(await recordOrder(aCall(), brandId, order)).toEqual({ result: 'exists' });
    expect(await recordRefund(aCall(), brandId, refund)).toEqual({ result: 'recorded' });
    expect(await recordRefund(aCall(), brandId, refund)).toEqual({ result: 'exists' });
  });

  test('tells that a refund waits for its order', async () => {
    const { brandId } = aBook();
    expect(await recordRefund(aCall(), brandId, refund)).toEqual({ result: 'waiting_for_order' });
    expect(await recordRefund(aCall(), brandId, refund)).toEqual({ result: 'exists' });
    expect(await recordOrder(aCall(), brandId, order)).toEqual({ result: 'recorded' });
  });

  test('refuses as a refusal of ours, with its facts', async () => {
    const { brandId } = aBook();
    await recordOrder(aCall(), brandId, order);
    await expect(recordOrder(aCall(), brandId, { ...order, currency: 'EUR' })).rejects.toMatchObject({
      name: 'Refusal',
      code: 'conflict',
      facts: { field: 'currency' },
    });
    const tooMuch = { ...refund, lines: [{ lineId: 'line-1', netMinor: 13_701 }] };
    await expect(recordRefund(aCall(), brandId, tooMuch)).rejects.toMatchObject({
      code: 'conflict',
      facts: { lineId: 'line-1', restMinor: 13_700 },
    });
  });
});

describe('what is written stays', () => {
  test.each([
    ['event', 'seq'],
    ['credit', 'seq'],
    ['posting', 'seq'],
    ['terms', 'seq'],
    ['owner', 'one'],
  ])('no row of %s can be changed, deleted or replaced', async (table, column) => {
    const book = await aFullBook();
    for (const statement of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table} LIMIT 1`,
    ])
      await expect(book.rows(statement)).rejects.toThrow(`${table} is append-only`);
  });

  test('what a fact cannot be is refused by its table', async () => {
    const book = await aFullBook();
    for (const amount of ['0', '-1', '9007199254740992', "'x'", '1.5'])
      await expect(book.rows(`INSERT INTO posting VALUES (4, 9, 'a', 'b', ${amount}, 'USD', 'crd_x', NULL)`)).rejects.toThrow(
        /CHECK|STRICT|cannot store/,
      );
    await expect(book.rows("INSERT INTO posting VALUES (4, 9, 'a', 'a', 1, 'USD', 'crd_x', NULL)")).rejects.toThrow('CHECK');
    await expect(book.rows("INSERT INTO posting VALUES (99, 1, 'a', 'b', 1, 'USD', 'crd_x', NULL)")).rejects.toThrow('FOREIGN KEY');
    await expect(book.rows("UPDATE balance SET amount_minor = -1 WHERE account GLOB '*:held'")).rejects.toThrow('held_is_not_negative');
  });

  test('a book refuses to be asked for another brand', async () => {
    const book = await aFullBook();
    await book.inside((inside) => {
      expect(() => inside.record(idFor('brd', 999), orderEvent(9))).toThrow('only for its own brand');
    });
  });
});

describe('the self-check names what was changed behind its back', () => {
  const cases: [string, string[], number | null, string][] = [
    [
      'a posting',
      ['DROP TRIGGER posting_is_never_changed', 'UPDATE posting SET amount_minor = 1371 WHERE seq = 3'],
      3,
      'amountMinor is 1371, but 1370 follows',
    ],
    ['a credit', ['DROP TRIGGER credit_is_never_changed', "UPDATE credit SET creator_id = 'crt_x'"], 3, 'credits.0.creatorId is "crt_x"'],
    [
      'an event',
      ['DROP TRIGGER event_is_never_changed', "UPDATE event SET body = replace(body, '13700', '13701') WHERE seq = 3"],
      3,
      'does not give its hash',
    ],
    [
      'an event that is gone',
      ['DROP TRIGGER event_is_never_deleted', 'PRAGMA defer_foreign_keys = on', 'DELETE FROM event WHERE seq = 2'],
      2,
      'Event 2 is missing',
    ],
    [
      'a balance',
      ["UPDATE balance SET amount_minor = amount_minor + 1 WHERE account = 'brand:commission'"],
      null,
      'balances.0.amountMinor',
    ],
    [
      'the state of an order',
      ['UPDATE order_state SET state = replace(state, \'"refundedMinor":1300\', \'"refundedMinor":1200\')'],
      3,
      'lines.0.refundedMinor',
    ],
    ['a hold that is gone', ['DELETE FROM hold'], 3, 'The hold of credit'],
    ['a hold brought forward', ['UPDATE hold SET release_at = 0'], 3, 'The hold of credit'],
    ["an order under another's name", ["UPDATE order_state SET ref = 'ord_x'"], 3, 'under another name'],
    ['terms that begin at another time', ['DROP TRIGGER terms_is_never_changed', 'UPDATE terms SET from_at = 0'], 1, 'does not begin when'],
    ['a period that was never closed', ['INSERT INTO closed VALUES (1, 5)'], null, 'closed period'],
    ['a change that waits for nothing', ["INSERT INTO parked VALUES ('x', 'y', 1)"], null, 'parked has 1 rows; the events give 0'],
    [
      'a row that cannot be read',
      ['DROP TRIGGER event_is_never_changed', "UPDATE event SET outcome = '{' WHERE seq = 1"],
      1,
      'cannot be read',
    ],
    ['an order too many', ["INSERT INTO order_state VALUES ('x', 'y', 'z', '{}', 0)"], null, 'order_state has 2 rows; the events give 1'],
  ];
  test.each(cases)('%s', async (_, statements, seq, what) => {
    const book = await aFullBook();
    for (const statement of statements) await book.rows(statement);
    const { differences } = await book.stub.check(book.brandId);
    expect(differences[0]).toEqual({ seq, what: expect.stringContaining(what) });
  });
});

test('a check in a new life of the book does not put off what was to come before', async () => {
  holdClock(day0);
  const book = aBook();
  await book.told(orderEvent(1));
  await book.ring();
  await book.evict();
  await book.stub.check(book.brandId);
  holdClock(day0 + days(14));
  expect(await book.ring()).toBe(true);
  expect(await book.rows("SELECT 1 FROM event WHERE id GLOB 'release:*'")).toHaveLength(1);
  freeClock();
});

test('what comes after a period was closed, with a time before its end, belongs to the next', async () => {
  const book = aBook();
  await book.told(periodEvent(day0 + 1000));
  await book.told(adjustmentEvent(1, { at: day0 }));
  const [row] = await book.rows("SELECT body ->> 'at' AS at FROM event WHERE id GLOB 'adjustment:*'");
  expect(row).toEqual({ at: day0 + 1000 });
});

describe('messages', () => {
  beforeEach(() => holdClock(day0));
  afterEach(freeClock);
  const waiting = async (book: BookInWorkerd) => (await book.rows('SELECT count(*) AS count FROM outbox'))[0]?.['count'];

  test('tell an order, its refund and its release, each as it stands then, with ascending seq', async () => {
    const book = aBook();
    const heard = await hearing(book);
    await book.told(orderEvent(1));
    await book.told(refundEvent(1, 1));
    holdClock(day0 + days(14));
    await book.ring();
    expect(heard.map(({ seq, body }) => [seq, (body as OrderSettled).credits[0]])).toEqual([
      [1, expect.objectContaining({ state: 'held', amountMinor: 1370 })],
      [2, expect.objectContaining({ state: 'held', amountMinor: 1240 })],
      [3, expect.objectContaining({ state: 'payable', amountMinor: 1240 })],
    ]);
    expect(await waiting(book)).toBe(0);
  });

  test('are not made by a click, a repetition, a refusal or a waiting refund', async () => {
    const book = aBook();
    const heard = await hearing(book);
    await book.told(orderEvent(1));
    await book.told(orderEvent(1));
    await book.told(orderEvent(1, { placedAt: day0 + 1 }));
    await book.told(touchEvent(aTouch(1)));
    await book.told(refundEvent(1, 2));
    await book.ring();
    expect(heard.map(({ seq }) => seq)).toEqual([1]);
  });

  test('a consumer that fails is asked again with the same message, ever later, until it takes it', async () => {
    const book = aBook();
    const heard = await hearing(book, 3);
    await book.told(orderEvent(1));
    await book.ring();
    let now = day0;
    for (const waitSeconds of [2, 4, 8]) {
      expect(await waiting(book)).toBe(1);
      holdClock(now + waitSeconds * secondMs - 1);
      const before = heard.length;
      await book.ring();
      expect(heard).toHaveLength(before);
      now += waitSeconds * secondMs;
      holdClock(now);
      expect(await book.ring()).toBe(true);
    }
    expect(heard.map(({ id, seq }) => [id, seq])).toEqual(Array(4).fill([`${book.brandId}:1`, 1]));
    expect(await waiting(book)).toBe(0);
  });

  test('that wait are told after a restart', async () => {
    const book = aBook();
    await hearing(book, 99);
    await book.told(orderEvent(1));
    await book.ring();
    await book.evict();
    const heard = await hearing(book);
    holdClock(day0 + minuteMs);
    expect(await book.ring()).toBe(true);
    expect(heard.map(({ seq }) => seq)).toEqual([1]);
  });

  test('of one failing consumer do not hold back another', async () => {
    const book = aBook();
    const heard: number[] = [];
    await book.inside((inside) => {
      inside.consumers = {
        'terms.set': () => Promise.reject(new Error('down')),
        'order.settled': async (_, { seq }) => {
          heard.push(seq);
        },
      };
    });
    await book.told(termsEvent(1));
    await book.told(orderEvent(1));
    await book.ring();
    expect(heard).toEqual([2]);
    expect(await book.rows('SELECT seq, attempts FROM outbox')).toEqual([{ seq: 1, attempts: 1 }]);
  });
});

interface BrandCaller {
  brandId: Id<'brd'>;
  ask: (endpoint: AnyEndpoint, body?: unknown) => Promise<{ status: number; body: unknown }>;
  bundle: () => Promise<string>;
}
async function aBrandCaller(): Promise<BrandCaller> {
  const { cookie, tenant } = await aPerson('brand');
  const answer = ({ method, path }: AnyEndpoint, body?: unknown): Promise<Response> => send(method.toUpperCase(), path, body, { cookie });
  return {
    brandId: tenant.id as Id<'brd'>,
    ask: async (endpoint, body) => {
      const got = await answer(endpoint, body);
      return { status: got.status, body: await got.json() };
    },
    bundle: async () => {
      const got = await answer(exportBook);
      expect(got.headers.get('content-type')).toBe('application/x-ndjson');
      return new TextDecoder().decode(await got.arrayBuffer());
    },
  };
}

/** Terms, a click, an order (event 3) and a refund of it. */
async function aFullBook(): Promise<BookInWorkerd> {
  const book = aBook();
  const events: BookEvent[] = [termsEvent(1), touchEvent(aTouch(1)), orderEvent(1), refundEvent(1, 1)];
  for (const event of events) expect(await book.told(event)).toEqual({ result: 'recorded' });
  return book;
}

/** What the book's consumer hears; it fails the first `failures` times. */
async function hearing(book: BookInWorkerd, failures = 0): Promise<BookMessage[]> {
  const heard: BookMessage[] = [];
  await book.inside((inside) => {
    inside.consumers = {
      'order.settled': (_, message) => {
        heard.push(message);
        return heard.length <= failures ? Promise.reject(new Error('down')) : Promise.resolve();
      },
    };
  });
  return heard;
}
