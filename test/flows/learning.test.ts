/** Versions of the ranker, receipts of rankings, what was seen and opened, and the nightly training, in the runtime. */
import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  addVersion,
  attemptNow,
  getVersion,
  type LearningEvent,
  listAttempts,
  listEvents,
  listSealKeys,
  listVersions,
  type RankingReceipt,
  tellEvents,
  useVersion,
} from '#shared/contracts/learning.ts';
import { type CardSet, recommendCards, recommendHealth } from '#shared/contracts/recommend.ts';
import { makeId } from '#shared/ids.ts';
import { modelIdOf, probabilityOf, type RankerModel } from '#shared/ranking/model.ts';
import { replay } from '#shared/ranking/replay.ts';
import { sealOf } from '#shared/ranking/seal.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { dayMs, hourMs } from '#shared/time.ts';
import { requestOf, sendUnder, setClock } from '#test/harness/caller.ts';
import {
  aBrand,
  aCreator,
  anOrder,
  anyone,
  aPage,
  cardsFor,
  eventually,
  follow,
  operator,
  receiptIn,
  sendOrder,
} from '#test/harness/world.ts';
import type { NightlyObject } from '#worker/learning/index.ts';
import { shippedModel, shippedModelId } from '#worker/model/index.ts';
import { randomFrom } from '#worker/model/train/next-item/random.ts';

let now = Date.now();
const later = (ms: number): void => {
  now += ms;
  setClock(now);
};
beforeEach(() => later(3000));
afterEach(() => {
  vi.restoreAllMocks();
});

const lamp = { sku: 'lk-1', title: 'Larkspur LK-440 Lantern', maker: 'Larkspur', price: null };
const stove = { sku: 'lk-2', title: 'Larkspur LK-510 Stove', maker: 'Larkspur', price: null };
const page = aPage({
  platform: 'web',
  kind: 'article',
  url: 'https://journal.example/larkspur',
  title: 'Larkspur LK-440 lantern and Larkspur LK-510 stove, tested',
  text: 'Both were in the rain with us.',
});
const modelFor = async (receipt: RankingReceipt): Promise<RankerModel> => (await anyone(getVersion, { version: receipt.model })).model;
const differences = async (receipt: RankingReceipt) => replay(receipt, await modelFor(receipt), sha256Hex);
const cardsIn = ({ cards }: CardSet) => cards.map(({ id }) => id);

/** Shown for less, so that another version is seen by its cards. */
const laxer: RankerModel = { ...shippedModel, bias: shippedModel.bias + 1, threshold: 0.4 };
const laxerId = modelIdOf(laxer, sha256Hex);

describe('a receipt', () => {
  test('is sealed, says which cards were chosen, and replays bit for bit', async () => {
    await aBrand({ products: [lamp, stove] });
    later(3000);
    const set = await cardsFor(page);
    const { receipt } = set;
    expect(receipt.cards.map(({ card }) => card)).toEqual(cardsIn(set));
    expect(receipt.contenders.map(({ score }) => score)).toEqual(set.cards.map(({ score }) => score));
    const { keys } = await anyone(listSealKeys, {});
    expect(await sealOf(receipt, keys)).toBe('sealed');
    expect(await differences(receipt)).toEqual([]);
    const changed = { ...receipt, contenders: receipt.contenders.map((one) => ({ ...one, score: 1 })) };
    expect(await sealOf(changed, keys)).toBe('broken');
    expect(await sealOf({ ...receipt, seal: { ...receipt.seal, key: 'k9' } }, keys)).toBe('unknown_key');
  });

  test('of an older key still checks, as long as that key is kept', async () => {
    const [newest, older] = env.TOKEN_KEYS?.split(',') ?? [];
    const ask = requestOf('POST', recommendCards.path, { page });
    const { receipt } = await (await sendUnder({ TOKEN_KEYS: older ?? '' }, ask)).json<CardSet>();
    expect([receipt.seal.key, newest?.split(':')[0]]).toEqual(['k1', 'k2']);
    const { keys } = await anyone(listSealKeys, {});
    expect(keys.map(({ key }) => key)).toEqual(['k2', 'k1']);
    expect(await sealOf(receipt, keys)).toBe('sealed');
  });

  test('is there when nothing is shown, too', async () => {
    const { receipt } = await cardsFor(aPage({ title: '', text: '' }));
    expect(receipt).toMatchObject({ candidates: 0, contenders: [], cards: [] });
    expect(await differences(receipt)).toEqual([]);
  });
});

describe('versions', () => {
  test('one is added, put in force, seen in health and cards, and rolled back; receipts of both replay', async () => {
    const boss = await operator();
    await aBrand({ products: [lamp, stove] });
    later(3000);
    const before = (await cardsFor(page)).receipt;
    expect(await boss(addVersion, { model: laxer, note: 'shows more' })).toMatchObject({
      id: laxerId,
      origin: 'uploaded',
      isInForce: false,
    });
    await boss(useVersion, { version: laxerId, reason: 'a trial' });
    later(3000);
    const after = (await cardsFor(page)).receipt;
    expect([before.model, after.model, after.threshold]).toEqual([shippedModelId, laxerId, 0.4]);
    expect(await anyone(recommendHealth, {})).toMatchObject({ model: laxerId, modelIs: 'chosen' });
    await boss(useVersion, { version: shippedModelId, reason: 'the trial is over' });
    later(3000);
    expect((await cardsFor(page)).receipt.model).toBe(shippedModelId);
    expect([await differences(before), await differences(after)]).toEqual([[], []]);
    const { versions, inForce } = await boss(listVersions, {});
    expect(versions.filter(({ isInForce }) => isInForce).map(({ id }) => id)).toEqual([shippedModelId]);
    expect(inForce.slice(0, 2).map(({ version, reason }) => [version, reason])).toEqual([
      [shippedModelId, 'the trial is over'],
      [laxerId, 'a trial'],
    ]);
  });

  test('the shipped one is written down as soon as it judges, for receipts that outlive the program', async () => {
    await cardsFor(page);
    const row = await env.DB.prepare('SELECT model, origin FROM learning_version WHERE id = ?1')
      .bind(shippedModelId)
      .first<{ model: string; origin: string }>();
    expect([row?.origin, modelIdOf(JSON.parse(row?.model ?? '{}') as RankerModel, sha256Hex)]).toEqual(['shipped', shippedModelId]);
  });

  test('what cannot serve is not taken, and what is not there is not put in force', async () => {
    const boss = await operator();
    const refused = (model: RankerModel) => boss(addVersion, { model, note: 'x' });
    await expect(refused({ ...shippedModel, direct: [1] })).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(
      refused({ ...shippedModel, features: shippedModel.features.map((name, at) => (at === 0 ? 'commission' : name)) }),
    ).rejects.toMatchObject({ code: 'unprocessable', message: expect.stringContaining('commission') });
    await expect(boss(useVersion, { version: 'a'.repeat(64), reason: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(anyone(getVersion, { version: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a version is never changed and never deleted', async () => {
    await (await operator())(addVersion, { model: laxer, note: 'shows more' });
    for (const statement of ['UPDATE learning_version SET note = 1', 'DELETE FROM learning_version', 'DELETE FROM learning_force'])
      await expect(env.DB.prepare(statement).run()).rejects.toThrow(/never/);
  });

  test('a version that is damaged in the store does not serve: the shipped one does, and health says so', async () => {
    const id = 'f'.repeat(64);
    await env.DB.batch([
      env.DB.prepare(`INSERT INTO learning_version VALUES (?1, '{"form":"ranker-1"}', 'nightly', '', '{}', 1)`).bind(id),
      env.DB.prepare(`INSERT INTO learning_force (version, from_at, put_by, reason) VALUES (?1, 1, 'nightly', '')`).bind(id),
    ]);
    later(3000);
    expect(await anyone(recommendHealth, {})).toMatchObject({ model: shippedModelId, modelIs: 'fallback' });
    expect((await cardsFor(page)).receipt.model).toBe(shippedModelId);
    await (await operator())(useVersion, { version: shippedModelId, reason: 'repaired' });
    later(3000);
    expect(await anyone(recommendHealth, {})).toMatchObject({ modelIs: 'chosen' });
  });
});

const told = async (): Promise<LearningEvent[]> => {
  const boss = await operator();
  const all: LearningEvent[] = [];
  for (let after: string | undefined; ; ) {
    const { events, next } = await boss(listEvents, { limit: 1000, ...(after ? { after } : {}) });
    all.push(...events);
    if (next === null) return all;
    after = next;
  }
};

describe('what was seen and opened', () => {
  beforeEach(async () => {
    await env.DB.prepare('DELETE FROM learning_event').run();
  });

  test('is kept once per card, with its place and what the scorer saw, and nothing about who told it', async () => {
    await aBrand({ products: [lamp, stove] });
    later(3000);
    const { cards, receipt } = await cardsFor(page);
    const [first, second] = cards.map(({ id }) => id);
    if (!first || !second) throw new Error('two cards are needed here');
    expect(await anyone(tellEvents, { receipt, seen: [first], opened: [] })).toEqual({ taken: 1 });
    expect(await anyone(tellEvents, { receipt, seen: [first], opened: [second] })).toEqual({ taken: 2 });
    await anyone(tellEvents, { receipt, seen: [second], opened: [] });
    const events = (await told()).sort((a, b) => a.place - b.place);
    expect(events.map(({ place, clicked, ordered }) => [place, clicked, ordered])).toEqual([
      [0, false, false],
      [1, true, false],
    ]);
    expect(events[0]).toMatchObject({
      values: receipt.contenders[0]?.values,
      features: shippedModel.features,
      day: Math.floor(now / dayMs),
    });
    const [row] = (await env.DB.prepare('SELECT * FROM learning_event LIMIT 1').all()).results;
    expect(Object.keys(row ?? {}).sort()).toEqual([
      'card_id',
      'clicked',
      'day',
      'features',
      'model',
      'ordered',
      'place',
      'scorer_values',
      'tagged',
    ]);
  });

  test('is taken only with a receipt of ours, for its own cards, within a day', async () => {
    await aBrand({ products: [lamp, stove] });
    later(3000);
    const { cards, receipt } = await cardsFor(page);
    const seen = cards.map(({ id }) => id);
    const tell = (change: Partial<RankingReceipt>, ids = seen) =>
      anyone(tellEvents, { receipt: { ...receipt, ...change }, seen: ids, opened: [] });
    await expect(tell({ cardsMax: 5 })).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(tell({ contenders: [] })).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(tell({}, [makeId('car', 1, (length) => new Uint8Array(length))])).rejects.toMatchObject({ code: 'unprocessable' });
    later(25 * hourMs);
    await expect(tell({})).rejects.toMatchObject({ code: 'gone' });
    expect(await told()).toEqual([]);
  });

  test('an order that followed marks the card that was opened', async () => {
    const creator = await aCreator();
    const brand = await aBrand({ products: [{ ...lamp, sku: 'qm-7', title: 'Quellmoor QM-7 Field Radio', maker: 'Quellmoor' }] });
    later(3000);
    const { cards, receipt } = await cardsFor({
      ...page,
      title: 'Quellmoor QM-7 field radio, tested',
      creator: { platform: 'youtube', handle: `@${creator.handle}` },
    });
    const card = cards.find(({ offer, product }) => offer && product.url.includes(brand.host));
    if (!card?.offer) throw new Error('a card with an offer is needed here');
    await anyone(tellEvents, { receipt, seen: [card.id], opened: [] });
    const click = receiptIn(await follow(card.offer.clickUrl));
    await sendOrder(
      brand,
      anOrder({
        placedAt: new Date(now).toISOString(),
        lines: [{ lineId: '1', sku: 'qm-7', quantity: 1, netMinor: 100 }],
        receipts: [click ?? ''],
      }),
      {
        timestampSeconds: Math.floor(now / 1000),
      },
    );
    const [event] = await eventually(told, (events) => events.some(({ ordered }) => ordered));
    expect(event).toMatchObject({ clicked: true, ordered: true });
  });

  test('one address that tells without end is slowed down', async () => {
    const { receipt } = await cardsFor(page);
    const statuses: number[] = [];
    for (let times = 0; times < 70; times++)
      statuses.push(
        (await sendUnder({}, requestOf('POST', tellEvents.path, { receipt, seen: [], opened: [] }, { 'cf-connecting-ip': '192.0.2.9' })))
          .status,
      );
    expect(statuses.filter((status) => status === 429).length).toBe(10);
  });
});

const isRare = (feature: string): boolean => /^(gtin|linked)/.test(feature);

describe('every night', () => {
  const nightly = () => env.NIGHTLY.get(env.NIGHTLY.idFromName('ranker')) as unknown as DurableObjectStub<NightlyObject>;
  /** People who open what fits as `truth` says, and look at the first place most. */
  async function shown(count: number, truth: RankerModel, seed = 5): Promise<void> {
    await env.DB.prepare('DELETE FROM learning_event').run();
    const random = randomFrom(seed);
    const rows = Array.from({ length: count }, (_, at) => {
      const values = shippedModel.features.map((name) => (isRare(name) ? 0 : Math.round(random.next() * 5000) / 10_000));
      const place = at % 4;
      const chance = ([0.5, 0.3, 0.2, 0.1][place] ?? 0) * probabilityOf(values, truth);
      return {
        cardId: makeId('car', now, (length) => Uint8Array.from({ length }, () => random.next() * 256)),
        values,
        place,
        clicked: random.next() < chance ? 1 : 0,
      };
    });
    for (let from = 0; from < rows.length; from += 500)
      await env.DB.prepare(
        `INSERT INTO learning_event SELECT value ->> 'cardId', ?1, ?2, ?3, value -> 'values', value ->> 'place', value ->> 'clicked', 0, 0 FROM json_each(?4)`,
      )
        .bind(Math.floor(now / dayMs), shippedModelId, JSON.stringify(shippedModel.features), JSON.stringify(rows.slice(from, from + 500)))
        .run();
  }
  const lastAttempt = async () => (await (await operator())(listAttempts, { limit: 1 })).attempts[0];
  const inForce = async (): Promise<string> => {
    later(3000);
    return (await anyone(recommendHealth, {})).model;
  };
  /** To three o'clock of the next night, where the alarm rings. */
  async function night(): Promise<void> {
    later(Math.floor(now / dayMs) * dayMs + dayMs + 3 * hourMs - now);
    expect(await runDurableObjectAlarm(nightly())).toBe(true);
  }

  beforeEach(async () => {
    await (await operator())(useVersion, { version: shippedModelId, reason: 'a new test' });
    await aBrand({ products: [lamp, stove] });
    later(3000);
    // The first event of all sets the first alarm.
    const { receipt, cards } = await cardsFor(page);
    await anyone(tellEvents, { receipt, seen: cards.map(({ id }) => id), opened: [] });
    await nightly().start();
  });

  test('with too little to learn from nothing changes, and that is written down', async () => {
    await shown(100, shippedModel);
    await night();
    expect(await lastAttempt()).toMatchObject({ outcome: 'too_few', base: shippedModelId, candidate: null, metrics: { shown: 100 } });
    expect(await inForce()).toBe(shippedModelId);
  });

  test('what is better on held-out events takes the place of what was in force, and can be taken back', async () => {
    // What speaks most for a product in the shipped weights speaks least here, and the other way round.
    const speaking = shippedModel.direct.flatMap((weight, at) => (weight > 0 && !isRare(shippedModel.features[at] ?? '') ? at : []));
    const turned = new Map(speaking.map((at, place) => [at, shippedModel.direct[speaking.at(-1 - place) ?? at] ?? 0]));
    const truth = { ...shippedModel, direct: shippedModel.direct.map((weight, at) => turned.get(at) ?? weight) };
    await shown(4000, truth);
    await night();
    const attempt = await lastAttempt();
    expect(attempt).toMatchObject({ outcome: 'replaced', base: shippedModelId, candidate: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(Number(attempt?.metrics['lossAfter'])).toBeLessThan(Number(attempt?.metrics['lossBefore']));
    expect(attempt?.metrics['samplesDecidedOtherwise']).toBe(0);
    expect(await inForce()).toBe(attempt?.candidate);
    const { receipt } = await cardsFor(page);
    expect([receipt.model, await differences(receipt)]).toEqual([attempt?.candidate, []]);
    await (await operator())(useVersion, { version: shippedModelId, reason: 'taken back' });
    expect(await inForce()).toBe(shippedModelId);
  });

  test('what is no better stays out, and is kept to be looked at', async () => {
    await shown(4000, shippedModel);
    await night();
    const attempt = await lastAttempt();
    expect(attempt?.outcome).toBe('kept');
    expect(await inForce()).toBe(shippedModelId);
    const { versions } = await (await operator())(listVersions, {});
    expect(versions).toContainEqual(expect.objectContaining({ id: attempt?.candidate, origin: 'nightly', isInForce: false }));
  });

  test('a night is trained once however often its alarm rings, and the next one comes by itself', async () => {
    await shown(100, shippedModel);
    await night();
    const first = await lastAttempt();
    await night();
    const second = await lastAttempt();
    expect(second?.id).not.toBe(first?.id);
    expect(await runDurableObjectAlarm(nightly())).toBe(true);
    expect((await lastAttempt())?.id).toBe(second?.id);
  });

  test('an object that was put to sleep wakes for its night', async () => {
    await evictDurableObject(nightly());
    await shown(100, shippedModel);
    await night();
    expect((await lastAttempt())?.outcome).toBe('too_few');
  });

  test('a training that is cut off every time is given up for that night, which is written down, and the next one comes', async () => {
    await shown(100, shippedModel);
    later(Math.floor(now / dayMs) * dayMs + dayMs + 3 * hourMs - now);
    const name = `night ${new Date(now - 2 * hourMs).toISOString().slice(0, 10)}`;
    await runInDurableObject(nightly(), (_, { storage }) => storage.put('tries', { night: name, tries: 3 }));
    expect(await runDurableObjectAlarm(nightly())).toBe(true);
    expect(await lastAttempt()).toMatchObject({ id: name, outcome: 'failed', metrics: { error: 'cut off every time' } });
    await night();
    expect((await lastAttempt())?.outcome).toBe('too_few');
  });

  test('events are forgotten after ninety days', async () => {
    await shown(20, shippedModel);
    later(91 * dayMs);
    await night();
    expect(await told()).toEqual([]);
  });

  test('a training that fails is written down, and the next night tries again', async () => {
    await shown(20, shippedModel);
    await env.DB.prepare("UPDATE learning_event SET features = '[1', scorer_values = '[]' WHERE 0 = 1").run();
    await env.DB.prepare(`INSERT INTO learning_event VALUES ('car_broken', ?1, 'x', ?2, '"no list"', 0, 0, 0, 0)`)
      .bind(Math.floor(now / dayMs), JSON.stringify(shippedModel.features))
      .run();
    await env.DB.prepare('ALTER TABLE learning_event RENAME TO learning_event_away').run();
    await night();
    expect(await lastAttempt()).toMatchObject({ outcome: 'failed', candidate: null });
    await env.DB.prepare('ALTER TABLE learning_event_away RENAME TO learning_event').run();
    await env.DB.prepare("DELETE FROM learning_event WHERE card_id = 'car_broken'").run();
    await night();
    expect(await lastAttempt()).toMatchObject({ outcome: 'too_few' });
  });

  test('the operator may ask for a training now', async () => {
    await shown(100, shippedModel);
    expect(await (await operator())(attemptNow, {})).toMatchObject({ outcome: 'too_few' });
  });
});
