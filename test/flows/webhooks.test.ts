/** Webhooks out, to a scripted receiver under a clock that the test sets; every message is proven with the package of the standard. */
import { env } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BookEvent } from '#shared/book/events.ts';
import {
  addEndpoint,
  changeEndpoint,
  type Delivery,
  type DeliveryState,
  type EventType,
  eventTypes,
  getDelivery,
  type HookEndpoint,
  listDeliveries,
  listEndpoints,
  removeEndpoint,
  replayDelivery,
  replayFailed,
  rotateSecret,
  sendTest,
  switchEndpoint,
} from '#shared/contracts/webhooks.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '#shared/time.ts';
import { aTouch, creditOfOrder, orderEvent, refundEvent, releaseEvent, termsEvent } from '#test/harness/book.ts';
import { aBook, freeClock, holdClock } from '#test/harness/book-object.ts';
import { answering, aReceiver, type CourierInWorkerd, type Received, theCourier, verified } from '#test/harness/receiver.ts';
import { aBrand, aCreator, type BrandWorld, type CreatorWorld, eventually, type TestClient } from '#test/harness/world.ts';
import { clock } from '#worker/base/call.ts';
import { consumers } from '#worker/events.ts';

const start = Date.UTC(2026, 10, 2, 9);
let brand: BrandWorld;
let creator: CreatorWorld;
let orders = Math.floor(Math.random() * 1e6) * 100;

beforeEach(async () => {
  brand = await aBrand({ terms: null });
  creator = await aCreator();
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(async () => {
  // What this test's couriers still have to try must not reach the next one's receiver.
  await env.DB.prepare('DELETE FROM webhooks_endpoint').run();
  vi.restoreAllMocks();
  freeClock();
});

interface Hook {
  endpoint: HookEndpoint;
  secret: string;
  client: TestClient;
  courier: CourierInWorkerd;
  log: (state?: DeliveryState) => Promise<Delivery[]>;
}
async function aHook(
  client: TestClient,
  { url = `https://${brand.host}/gloss`, types = ['order.not_credited'] }: { url?: string; types?: readonly EventType[] } = {},
): Promise<Hook> {
  const { endpoint, secret } = await client(addEndpoint, { url, eventTypes: [...types] });
  const log = async (state?: DeliveryState) =>
    (await client(listDeliveries, { endpointId: endpoint.id, limit: 100, ...(state ? { state } : {}) })).deliveries;
  return { endpoint, secret, client, courier: theCourier(endpoint.id), log };
}

/** Records events in the brand's book until all are told. */
async function happen(...events: BookEvent[]): Promise<void> {
  const book = aBook(brand.id);
  for (const event of events) expect(await book.told(event)).toEqual({ result: 'recorded' });
  await eventually(
    async () => {
      await book.ring();
      return book.rows('SELECT seq FROM outbox');
    },
    (waiting) => waiting.length === 0,
  );
}
const anOrder = (changes: Parameters<typeof orderEvent>[1] = {}): BookEvent =>
  orderEvent(++orders, { touches: [], at: clock.now(), ...changes });

/** Until nothing that is due is left. */
async function delivered({ courier }: Hook): Promise<void> {
  await eventually(
    async () => {
      await courier.ring();
      return courier.rows(`SELECT 1 FROM delivery WHERE state = 'waiting' AND next_at <= ${clock.now()}`);
    },
    (due) => due.length === 0,
  );
}
/** Moves the clock, and keeps everybody signed in. */
async function at(time: number, hook: Hook): Promise<void> {
  holdClock(time);
  await env.DB.prepare('UPDATE accounts_session SET created_at = ?1, seen_at = ?1').bind(time).run();
  await delivered(hook);
}
const only = async (hook: Hook): Promise<Delivery> => {
  const all = await hook.log();
  expect(all).toHaveLength(1);
  const [first] = all;
  if (!first) throw new Error('no delivery');
  return first;
};
const typesOf = (received: readonly Received[]): string[] => received.map(({ body }) => (JSON.parse(body) as { type: string }).type);

describe('what a book told', () => {
  test('reaches brand and creator, each with their own words and secret, once', async () => {
    const receiver = aReceiver();
    const ofBrand = await aHook(brand.client, { types: eventTypes });
    const creatorUrl = 'https://hooks.zap.example/lina';
    const ofCreator = await aHook(creator.client, {
      url: creatorUrl,
      types: ['commission.held', 'commission.released', 'commission.reversed'],
    });
    const number = ++orders;
    const touches = [aTouch(number, { creatorId: creator.id, frozen: { ...aTouch(1).frozen, holdDays: 300, feeBps: 100 } })];
    await happen(termsEvent(1), orderEvent(number, { touches, at: start }));
    await happen(refundEvent(number, number, { at: start + 1 }));
    const { releaseAt } = JSON.parse(String((await aBook(brand.id).rows('SELECT state FROM order_state'))[0]?.['state'])).credits[0];
    holdClock(releaseAt);
    await happen(releaseEvent(creditOfOrder(number), releaseAt));
    await delivered(ofBrand);
    await delivered(ofCreator);
    const toBrand = receiver.received.filter(({ url }) => url === ofBrand.endpoint.url);
    const toCreator = receiver.received.filter(({ url }) => url === creatorUrl);
    expect(typesOf(toBrand).sort()).toEqual([
      'commission.held',
      'commission.released',
      'commission.reversed',
      'order.credited',
      'terms.changed',
    ]);
    expect(typesOf(toCreator).sort()).toEqual(['commission.held', 'commission.released', 'commission.reversed']);
    for (const one of toBrand) expect(verified(ofBrand.secret, one, one.at)).toMatchObject({ data: { brandId: brand.id } });
    for (const one of toCreator)
      expect(verified(ofCreator.secret, one, one.at)).toMatchObject({ data: { commission: { creatorId: creator.id } } });
    expect(toCreator.map(({ body }) => body).join()).not.toMatch(/feeMinor|orderId|grossMinor/);
    expect(() => verified(ofCreator.secret, toBrand[0] as Received, toBrand[0]?.at ?? 0)).toThrow('No matching signature');
    const ids = [...toBrand, ...toCreator].map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(8);
  });

  test('of new terms reaches the creators who have earned there, and nobody else', async () => {
    const receiver = aReceiver();
    const earning = await aHook(creator.client, { url: 'https://hooks.zap.example/earning', types: ['terms.changed'] });
    const stranger = await aHook((await aCreator()).client, { url: 'https://hooks.zap.example/stranger', types: ['terms.changed'] });
    await happen(
      orderEvent(++orders, { touches: [aTouch(orders, { creatorId: creator.id })], at: start }),
      termsEvent(1, { rateBps: 800 }),
    );
    await delivered(earning);
    await delivered(stranger);
    expect(receiver.received.map(({ url }) => url)).toEqual(['https://hooks.zap.example/earning']);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      type: 'terms.changed',
      data: { version: 1, terms: { rateBps: 800 } },
    });
  });

  describe('of a cut', () => {
    const url = 'https://hooks.zap.example/cuts';
    const types: EventType[] = ['terms.cut_announced', 'terms.cut_near'];
    const earned = () => orderEvent(++orders, { touches: [aTouch(orders, { creatorId: creator.id })], at: start });

    test('is announced when it is set, and told again two days before it begins', async () => {
      const receiver = aReceiver();
      holdClock(start);
      const hook = await aHook(creator.client, { url, types });
      await happen(earned(), termsEvent(1, {}, start), termsEvent(2, { rateBps: 800 }, start + 1));
      await delivered(hook);
      expect(typesOf(receiver.received)).toEqual(['terms.cut_announced']);
      const from = start + 1 + 30 * dayMs;
      const near = from - 2 * dayMs;
      expect(await hook.log('waiting')).toMatchObject([{ type: 'terms.cut_near', nextAt: near, happenedAt: near, attempts: 0 }]);
      await at(near - 1, hook);
      expect(receiver.received).toHaveLength(1);
      await at(near, hook);
      expect(typesOf(receiver.received)).toEqual(types);
      const last = receiver.received.at(-1) as Received;
      expect(verified(hook.secret, last, last.at)).toMatchObject({ data: { version: 2, from, terms: { rateBps: 800 } } });
      expect(await hook.log('waiting')).toEqual([]);
    });

    test('that waits for weeks does not keep the log from going', async () => {
      const receiver = aReceiver();
      holdClock(start);
      const hook = await aHook(creator.client, { url, types });
      await happen(earned(), termsEvent(1, {}, start), termsEvent(2, { rateBps: 800 }, start + 1));
      await delivered(hook);
      expect(receiver.received).toHaveLength(1);
      const ringsAt = await hook.courier.alarmAt();
      expect(ringsAt).not.toBeNull();
      expect(Number(ringsAt) - Date.now()).toBeLessThanOrEqual(dayMs);
    });

    test('that was replaced before it begins is not told again', async () => {
      const receiver = aReceiver();
      holdClock(start);
      const hook = await aHook(creator.client, { url, types });
      await happen(
        earned(),
        termsEvent(1, {}, start),
        termsEvent(2, { rateBps: 800 }, start + 1),
        termsEvent(3, { rateBps: 1200 }, start + 2),
      );
      await at(start + 29 * dayMs, hook);
      expect(typesOf(receiver.received)).toEqual(['terms.cut_announced']);
      expect((await hook.log()).map(({ type }) => type)).toEqual(['terms.cut_announced']);
    });
  });

  test('is told once, however often its message comes', async () => {
    const receiver = aReceiver();
    const hook = await aHook(brand.client);
    await happen(anOrder());
    await delivered(hook);
    const [first] = receiver.received;
    const { data } = JSON.parse(first?.body ?? '') as { data: { seq: number; order: { id: Id<'ord'>; recordedAt: number } } };
    const [row] = await aBook(brand.id).rows('SELECT state FROM order_state');
    const state = JSON.parse(String(row?.['state']));
    const body = { ...state, grossMinor: 13_700, refundedMinor: 0, skus: [], credits: [] };
    const message = { id: `${brand.id}:1`, brandId: brand.id, seq: data.seq, generation: 0, at: data.order.recordedAt, body };
    for (let times = 0; times < 3; times++) await consumers['order.settled']?.(env, message);
    await delivered(hook);
    expect(receiver.received).toHaveLength(1);
    expect(await hook.log()).toHaveLength(1);
  });
});

describe('a message', () => {
  test('is refused by the standard when a byte, the time or the name is another', async () => {
    const receiver = aReceiver();
    const hook = await aHook(brand.client);
    await happen(anOrder());
    await delivered(hook);
    const message = receiver.received[0] as Received;
    const sentAt = Number(message.headers['webhook-timestamp']) * secondMs;
    expect(message.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Gloss (+https://gloss.test)' });
    for (const offset of [-300, 0, 300]) expect(verified(hook.secret, message, sentAt + offset * secondMs)).toBeTruthy();
    for (const offset of [-301, 301]) expect(() => verified(hook.secret, message, sentAt + offset * secondMs)).toThrow(/too (old|new)/);
    for (let place = 0; place < message.body.length; place += 37) {
      const flipped = String.fromCharCode(message.body.charCodeAt(place) ^ 1);
      const body = message.body.slice(0, place) + flipped + message.body.slice(place + 1);
      expect(() => verified(hook.secret, { ...message, body }, sentAt)).toThrow('No matching signature');
    }
    const renamed = { ...message, headers: { ...message.headers, 'webhook-id': `${message.headers['webhook-id']}x` } };
    expect(() => verified(hook.secret, renamed, sentAt)).toThrow('No matching signature');
  });

  test('carries two signatures for a day after a rotation, then the new one only', async () => {
    const receiver = aReceiver();
    const hook = await aHook(brand.client);
    const rotated = await brand.client(rotateSecret, { endpointId: hook.endpoint.id });
    expect(rotated.secret).not.toBe(hook.secret);
    expect(rotated.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(rotated.endpoint.overlapUntil).toBeGreaterThan(clock.now());
    await happen(anOrder());
    await delivered(hook);
    const both = receiver.received[0] as Received;
    expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const secret of [hook.secret, rotated.secret]) expect(verified(secret, both, both.at)).toBeTruthy();
    holdClock((rotated.endpoint.overlapUntil ?? 0) + 1);
    await happen(anOrder());
    await delivered(hook);
    const one = receiver.received[1] as Received;
    expect(verified(rotated.secret, one, one.at)).toBeTruthy();
    expect(() => verified(hook.secret, one, one.at)).toThrow('No matching signature');
  });
});

describe('a receiver that does not take it', () => {
  test('is tried ten times over three days, under one id, freshly signed, and then no more', async () => {
    const receiver = aReceiver(answering(500));
    const hook = await aHook(brand.client);
    const begun = clock.now();
    holdClock(begun);
    await happen(anOrder());
    await delivered(hook);
    for (let tries = 1; tries < 10; tries++) {
      const { nextAt, attempts } = await only(hook);
      expect([attempts, receiver.received.length]).toEqual([tries, tries]);
      await at((nextAt ?? 0) - 1, hook);
      expect(receiver.received).toHaveLength(tries);
      await at(nextAt ?? 0, hook);
    }
    expect(await only(hook)).toMatchObject({ state: 'failed', attempts: 10, nextAt: null, lastStatus: 500, lastProblem: 'status' });
    const waits = receiver.received.map(({ at: sent }, place) => sent - (receiver.received[place - 1]?.at ?? begun));
    const planned = [
      0,
      5 * secondMs,
      5 * minuteMs,
      30 * minuteMs,
      2 * hourMs,
      5 * hourMs,
      10 * hourMs,
      14 * hourMs,
      20 * hourMs,
      24 * hourMs,
    ];
    for (const [place, wait] of planned.entries()) {
      expect(waits[place]).toBeGreaterThanOrEqual(wait);
      expect(waits[place]).toBeLessThanOrEqual(wait * 1.1);
    }
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
    for (const one of receiver.received) expect(verified(hook.secret, one, one.at)).toBeTruthy();
    await at(clock.now() + 9 * dayMs, hook);
    expect(receiver.received).toHaveLength(10);
  });

  test('and takes it the third time has it once, and the log tells every attempt', async () => {
    const receiver = aReceiver(answering(500));
    const hook = await aHook(brand.client);
    holdClock(clock.now());
    await happen(anOrder());
    await delivered(hook);
    await at((await only(hook)).nextAt ?? 0, hook);
    receiver.answers(answering(202));
    await at((await only(hook)).nextAt ?? 0, hook);
    const { eventId, state } = await only(hook);
    expect(state).toBe('delivered');
    const { attempts, body } = await brand.client(getDelivery, { endpointId: hook.endpoint.id, eventId });
    expect(attempts.map(({ number, status, problem, answer }) => [number, status, problem, answer])).toEqual([
      [3, 202, null, 'said'],
      [2, 500, 'status', 'said'],
      [1, 500, 'status', 'said'],
    ]);
    for (const [place, { headers }] of attempts.toReversed().entries()) {
      expect(receiver.received[place]?.headers).toMatchObject(headers ?? { none: 'x' });
      expect(receiver.received[place]?.body).toBe(body);
    }
  });

  test('410 switches it off at once, and what waits is kept as failed', async () => {
    const receiver = aReceiver(answering(500));
    const hook = await aHook(brand.client);
    holdClock(clock.now());
    await happen(anOrder());
    await delivered(hook);
    receiver.answers(answering(410));
    await happen(anOrder());
    await delivered(hook);
    expect((await brand.client(listEndpoints, {})).endpoints[0]).toMatchObject({ state: 'gone', counts: { waiting: 0, failed: 2 } });
    await happen(anOrder());
    expect(receiver.received).toHaveLength(2);
    expect(await hook.log('failed')).toHaveLength(3);
  });

  test.each([
    ['429 with Retry-After', answering(429, { 'retry-after': '600' }), 10 * minuteMs],
    ['503 with Retry-After', answering(503, { 'retry-after': '600' }), 10 * minuteMs],
    ['429', answering(429), minuteMs],
    ['502', answering(502), minuteMs],
    ['504', answering(504), minuteMs],
  ])('%s pauses the whole endpoint', async (_, answer, pauseMs) => {
    const receiver = aReceiver(answer);
    const hook = await aHook(brand.client);
    const now = clock.now();
    holdClock(now);
    await happen(anOrder());
    await delivered(hook);
    await happen(anOrder());
    await hook.courier.ring();
    expect(receiver.received).toHaveLength(1);
    expect((await brand.client(listEndpoints, {})).endpoints[0]?.pausedUntil).toBe(now + pauseMs);
    receiver.answers(answering(200));
    holdClock(now + pauseMs - 1);
    await hook.courier.ring();
    expect(receiver.received).toHaveLength(1);
    await at(now + pauseMs, hook);
    expect(await hook.log('delivered')).toHaveLength(2);
    expect((await brand.client(listEndpoints, {})).endpoints[0]?.pausedUntil).toBeNull();
  });

  test('for five days, with a message given up, is switched off; switched on again it hears what failed', async () => {
    const receiver = aReceiver(answering(500));
    const hook = await aHook(brand.client);
    const begun = clock.now();
    holdClock(begun);
    await happen(anOrder());
    await delivered(hook);
    const run = async (): Promise<void> => {
      for (let steps = 0; steps < 12; steps++) {
        const next = (await hook.log('waiting')).map(({ nextAt }) => nextAt ?? 0).sort((a, b) => a - b)[0];
        if (next === undefined) return;
        await at(next, hook);
      }
    };
    await run();
    const state = async () => (await brand.client(listEndpoints, {})).endpoints[0]?.state;
    expect(await state()).toBe('on');
    await happen(anOrder());
    await delivered(hook);
    await run();
    expect(clock.now() - begun).toBeGreaterThan(5 * dayMs);
    expect(await state()).toBe('failing');
    await happen(anOrder());
    expect((await hook.log('failed')).map(({ attempts, lastProblem }) => [attempts, lastProblem])).toEqual([
      [0, 'off'],
      [10, 'status'],
      [10, 'status'],
    ]);
    await expect(brand.client(replayFailed, { endpointId: hook.endpoint.id, since: 0 })).rejects.toMatchObject({ code: 'conflict' });
    receiver.answers(answering(200));
    await brand.client(switchEndpoint, { endpointId: hook.endpoint.id, to: 'on' });
    expect(await brand.client(replayFailed, { endpointId: hook.endpoint.id, since: begun + 1 })).toEqual({ replayed: 2 });
    await delivered(hook);
    expect([await hook.log('delivered'), await hook.log('failed')].map(({ length }) => length)).toEqual([2, 1]);
  });
});

describe('a hostile receiver', () => {
  const endless = (chunk: string) =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(chunk)),
    });
  const silent = () => new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });

  test('that never stops sending has its beginning read, and no more', async () => {
    aReceiver(() => new Response(endless('x'.repeat(100_000)), { status: 200 }));
    const hook = await aHook(brand.client);
    await happen(anOrder());
    await delivered(hook);
    const { eventId, state } = await only(hook);
    expect(state).toBe('delivered');
    const { attempts } = await brand.client(getDelivery, { endpointId: hook.endpoint.id, eventId });
    expect(attempts[0]?.answer).toBe('x'.repeat(512));
  });

  test('that begins an answer and then says nothing is judged by its status', async () => {
    aReceiver(() => new Response(silent(), { status: 200 }));
    const hook = await aHook(brand.client);
    await happen(anOrder());
    await eventually(
      () => hook.log('delivered'),
      (log) => log.length === 1,
    );
  });

  test('that never answers is given up after 20 s', async () => {
    const patience = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(new Error('late')));
    aReceiver((_, { signal }) => (signal?.aborted ? Promise.reject(signal.reason) : new Promise(() => undefined)));
    const hook = await aHook(brand.client);
    await happen(anOrder());
    await delivered(hook);
    expect(patience).toHaveBeenCalledWith(20 * secondMs);
    expect(await only(hook)).toMatchObject({ state: 'waiting', lastProblem: 'timeout', lastStatus: null });
  });

  test('that breaks off is tried again', async () => {
    aReceiver(() => Promise.reject(new TypeError('connection reset')));
    const hook = await aHook(brand.client);
    await happen(anOrder());
    await delivered(hook);
    expect(await only(hook)).toMatchObject({ state: 'waiting', lastProblem: 'unreachable' });
  });

  test.each(['http://169.254.169.254/latest/meta-data', 'https://127.0.0.1/', 'https://elsewhere.example/', '/other'])(
    'that redirects to %s is not followed',
    async (location) => {
      const receiver = aReceiver(answering(307, { location }));
      const hook = await aHook(brand.client);
      await happen(anOrder());
      await delivered(hook);
      expect(receiver.received.map(({ url }) => url)).toEqual([hook.endpoint.url]);
      expect(await only(hook)).toMatchObject({ state: 'waiting', lastProblem: 'redirect', lastStatus: 307 });
    },
  );

  test('whose domain is no longer the brand’s is not reached', async () => {
    const receiver = aReceiver();
    const hook = await aHook(brand.client);
    await env.DB.prepare('UPDATE accounts_domain SET verified_at = NULL WHERE brand_id = ?').bind(brand.id).run();
    await happen(anOrder());
    await delivered(hook);
    expect(receiver.received).toEqual([]);
    expect(await only(hook)).toMatchObject({ state: 'waiting', attempts: 1, lastProblem: 'not_allowed' });
  });

  test('whose kept address would lead inside is not reached', async () => {
    const receiver = aReceiver();
    const hook = await aHook(creator.client, { url: 'https://hooks.zap.example/x', types: ['terms.changed'] });
    for (const url of ['https://127.0.0.1/', 'http://hooks.zap.example/', 'https://metadata.google.internal/', 'https://x.nip.io/']) {
      await env.DB.prepare('UPDATE webhooks_endpoint SET url = ? WHERE id = ?').bind(url, hook.endpoint.id).run();
      expect(await creator.client(sendTest, { endpointId: hook.endpoint.id })).toMatchObject({ lastProblem: 'not_allowed' });
    }
    expect(receiver.received).toEqual([]);
  });
});

describe('a machine that dies', () => {
  test('in the middle of sending sends again after its restart, under the same id', async () => {
    const receiver = aReceiver();
    const hook = await aHook(brand.client);
    receiver.answers(() => new Promise(() => undefined));
    await happen(anOrder());
    await eventually(
      async () => receiver.received.length,
      (sent) => sent === 1,
    );
    await hook.courier.kill();
    receiver.answers(answering(200));
    // What was under way has no end on disk.
    await eventually(
      async () => {
        await hook.courier.ring();
        return hook.log('delivered');
      },
      (log) => log.length === 1,
    );
    expect(receiver.received.length).toBeGreaterThanOrEqual(2);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('with a thousand to send, and nobody to wake it, loses none', async () => {
    const receiver = aReceiver();
    const hook = await aHook(brand.client, { types: ['order.not_credited'] });
    const events = Array.from({ length: 1000 }, (_, number) => ({
      id: `evt_01kdv5rg00e008${String(number).padStart(12, '0')}` as const,
      type: 'order.not_credited',
      happenedAt: start,
      body: `{"n":${number}}`,
    }));
    await hook.courier.stub.take(hook.endpoint.id, events, true);
    await hook.courier.evict();
    await eventually(
      async () => (await hook.courier.rows("SELECT count(*) AS count FROM delivery WHERE state = 'delivered'"))[0]?.['count'],
      (count) => count === 1000,
    );
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1000);
  });
});

describe('an endpoint', () => {
  test.each([
    ['plain http', 'http://hooks.zap.example/'],
    ['this machine', 'https://127.0.0.1/'],
    ['metadata', 'https://169.254.169.254/'],
    ['IPv6', 'https://[::1]/'],
    ['a local name', 'https://printer.local/'],
    ['a port', 'https://hooks.zap.example:8443/'],
    ['a user name', 'https://a:b@hooks.zap.example/'],
    ['a fragment', 'https://hooks.zap.example/#x'],
    ['a name that resolves to what it contains', 'https://127.0.0.1.nip.io/'],
  ])('at %s is refused', async (_, url) => {
    await expect(aHook(creator.client, { url, types: ['terms.changed'] })).rejects.toMatchObject({ code: 'unprocessable' });
  });

  test('of a brand is on one of its verified domains', async () => {
    const other = await aBrand({ terms: null });
    for (const url of ['https://elsewhere.example/', `https://${other.host}/`, `https://sub.${brand.host}/`])
      await expect(aHook(brand.client, { url })).rejects.toMatchObject({
        code: 'unprocessable',
        message: expect.stringContaining('verified'),
      });
    const { endpoint } = await aHook(brand.client);
    await expect(
      brand.client(changeEndpoint, { endpointId: endpoint.id, url: `https://${other.host}/`, eventTypes: ['order.credited'] }),
    ).rejects.toMatchObject({ code: 'unprocessable' });
  });

  test('hears only what its kind is told', async () => {
    await expect(aHook(creator.client, { url: 'https://hooks.zap.example/x', types: ['order.credited'] })).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('commission.held'),
    });
  });

  test('is there once an address, and ten times an account', async () => {
    const hook = await aHook(brand.client);
    await expect(aHook(brand.client)).rejects.toMatchObject({ code: 'conflict' });
    for (let number = 1; number < 10; number++) await aHook(brand.client, { url: `https://${brand.host}/${number}` });
    await expect(aHook(brand.client, { url: `https://${brand.host}/10` })).rejects.toMatchObject({ code: 'conflict' });
    await brand.client(removeEndpoint, { endpointId: hook.endpoint.id });
    await aHook(brand.client, { url: `https://${brand.host}/10` });
    expect((await brand.client(listEndpoints, {})).endpoints).toHaveLength(10);
  });

  test('that was changed hears the new choice at the new address', async () => {
    const receiver = aReceiver();
    const hook = await aHook(brand.client, { types: ['order.credited'] });
    await happen(anOrder());
    const url = `https://${brand.host}/new`;
    const changed = await brand.client(changeEndpoint, {
      endpointId: hook.endpoint.id,
      url,
      eventTypes: ['order.not_credited', 'order.not_credited'],
    });
    expect(changed).toMatchObject({ url, eventTypes: ['order.not_credited'] });
    await happen(anOrder());
    await delivered(hook);
    expect(receiver.received.map((one) => one.url)).toEqual([url]);
  });

  test('that is off keeps what happened, to be replayed when it is on', async () => {
    const receiver = aReceiver();
    const hook = await aHook(brand.client);
    const { id: endpointId } = hook.endpoint;
    await brand.client(switchEndpoint, { endpointId, to: 'off' });
    await happen(anOrder());
    const { eventId, state, lastProblem } = await only(hook);
    expect([state, lastProblem]).toEqual(['failed', 'off']);
    await expect(brand.client(replayDelivery, { endpointId, eventId })).rejects.toMatchObject({ code: 'conflict' });
    await expect(brand.client(sendTest, { endpointId })).rejects.toMatchObject({ code: 'conflict' });
    await brand.client(switchEndpoint, { endpointId, to: 'on' });
    await brand.client(replayDelivery, { endpointId, eventId });
    await delivered(hook);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([eventId]);
  });

  test('is tested by its owner, who sees the answer at once', async () => {
    const receiver = aReceiver(answering(418));
    const hook = await aHook(brand.client);
    const tested = await brand.client(sendTest, { endpointId: hook.endpoint.id });
    expect(tested).toMatchObject({ type: 'endpoint.tested', attempts: 1, lastStatus: 418, state: 'waiting' });
    expect(verified(hook.secret, receiver.received[0] as Received, receiver.received[0]?.at ?? 0)).toMatchObject({
      type: 'endpoint.tested',
    });
  });

  test('that was removed is sent nothing more, and its log is gone', async () => {
    const receiver = aReceiver(answering(500));
    const hook = await aHook(brand.client);
    await happen(anOrder());
    await delivered(hook);
    await brand.client(removeEndpoint, { endpointId: hook.endpoint.id });
    await hook.courier.ring();
    await happen(anOrder());
    expect(receiver.received).toHaveLength(1);
    expect(await hook.courier.rows('SELECT 1 FROM delivery')).toEqual([]);
    await expect(hook.log()).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the log', () => {
  test('is paged without loss, by state, newest first', async () => {
    const receiver = aReceiver(({ body }) => new Response(null, { status: JSON.parse(body).n % 3 === 0 ? 500 : 204 }));
    const hook = await aHook(brand.client);
    const { id: endpointId } = hook.endpoint;
    const now = clock.now();
    for (let number = 0; number < 25; number++) {
      holdClock(now + Math.floor(number / 4));
      const id = `evt_01kdv5rg00e008${String(number).padStart(12, '0')}` as const;
      await hook.courier.stub.take(endpointId, [{ id, type: 'order.not_credited', happenedAt: now, body: `{"n":${number}}` }], true);
    }
    await delivered(hook);
    expect(receiver.received).toHaveLength(25);
    const pagesOf = async (ask: { state?: DeliveryState }): Promise<string[]> => {
      const found: string[] = [];
      for (let after: string | null | undefined; after !== null; ) {
        const page = await brand.client(listDeliveries, { endpointId, limit: 4, ...ask, ...(after ? { after } : {}) });
        found.push(...page.deliveries.map(({ eventId }) => eventId));
        after = page.next;
      }
      return found;
    };
    const all = await pagesOf({});
    expect(new Set(all).size).toBe(25);
    expect(all).toEqual(all.toSorted().toReversed());
    expect([await pagesOf({ state: 'waiting' }), await pagesOf({ state: 'delivered' })].map(({ length }) => length)).toEqual([9, 16]);
    expect((await brand.client(listEndpoints, {})).endpoints[0]?.counts).toEqual({ waiting: 9, delivered: 16, failed: 0 });
  });

  test('lets go of what ended a month ago, with its attempts, and of nothing that waits', async () => {
    aReceiver();
    const hook = await aHook(brand.client);
    const now = clock.now();
    holdClock(now);
    await happen(anOrder());
    await delivered(hook);
    holdClock(now + 31 * dayMs);
    await hook.courier.ring();
    expect(await hook.courier.rows('SELECT 1 FROM delivery UNION ALL SELECT 1 FROM attempt')).toEqual([]);
  });
});
