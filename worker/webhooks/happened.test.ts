import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderSettled, PayoutSettled, SettledCredit, TermsSet } from '#shared/book/messages.ts';
import { Terms } from '#shared/contracts/books.ts';
import { eventTypesOf } from '#shared/contracts/webhooks.ts';
import { isId } from '#shared/ids.ts';
import { dayMs } from '#shared/time.ts';
import { day0, idFor } from '#test/harness/book.ts';
import { happened } from './happened.ts';
import { madeEvent, testEvent } from './made-event.ts';

const brandId = idFor('brd', 1);
const credit = (changes: Partial<SettledCredit> = {}): SettledCredit => ({
  id: idFor('crd', 1),
  creatorId: idFor('crt', 1),
  contentUrl: 'https://www.youtube.com/watch?v=gloss000001',
  code: null,
  weight: null,
  baseMinor: 13_700,
  rateBps: 1000,
  parts: [],
  amountMinor: 1370,
  reversedMinor: 0,
  feeMinor: 14,
  state: 'held',
  clickedAt: day0,
  releaseAt: day0 + 14,
  releasedAt: null,
  releasedSeq: null,
  review: [],
  rejected: null,
  ...changes,
});
const order = (changes: Partial<OrderSettled> = {}): OrderSettled => ({
  ref: idFor('ord', 1),
  source: 'webhook',
  orderId: 'FG-1',
  placedAt: day0,
  recordedAt: day0,
  cancelledAt: null,
  currency: 'USD',
  grossMinor: 13_700,
  refundedMinor: 0,
  skus: ['mug'],
  credits: [credit()],
  reason: null,
  ...changes,
});
const told = (body: unknown, at = day0, type = 'order.settled') =>
  happened(type, { brandId, seq: 7, at, body }).map(({ type: name, to, key }) => [name, to.kind, key]);

describe('an order', () => {
  test('with a credit is told as credited and held; the creator hears of the commission only', () => {
    expect(told(order())).toEqual([
      ['order.credited', 'brand', `${idFor('ord', 1)}:credited`],
      ['commission.held', 'brand', `${idFor('crd', 1)}:held`],
      ['commission.held', 'creator', `${idFor('crd', 1)}:held`],
    ]);
  });

  test('without one is told with its reason, to the brand', () => {
    expect(told(order({ credits: [], reason: 'no_click' }))).toEqual([['order.not_credited', 'brand', `${idFor('ord', 1)}:not_credited`]]);
    const [fact] = happened('order.settled', { brandId, seq: 7, at: day0, body: order({ credits: [], reason: 'no_click' }) });
    expect(fact?.data['reason']).toBe('no_click');
  });

  test('that a waiting refund took back whole at once is credited and reversed', () => {
    const reversed = order({ credits: [credit({ state: 'reversed', amountMinor: 0, reversedMinor: 1370 })] });
    expect(told(reversed).map(([name]) => name)).toEqual(['order.credited', 'commission.reversed', 'commission.reversed']);
  });
});

describe('later', () => {
  test('a refund is a reversal, named by what was taken back so far', () => {
    expect(told(order({ credits: [credit({ reversedMinor: 130 })] }), day0 + 5)).toEqual([
      ['commission.reversed', 'brand', `${idFor('crd', 1)}:reversed:130`],
      ['commission.reversed', 'creator', `${idFor('crd', 1)}:reversed:130`],
    ]);
  });

  test('a release is a release, also of what was partly taken back before', () => {
    const released = order({ credits: [credit({ state: 'payable', releasedAt: day0 + 9, releasedSeq: 7, reversedMinor: 130 })] });
    expect(told(released, day0 + 9).map(([name]) => name)).toEqual(['commission.released', 'commission.released']);
  });

  test('a refund of an order without credit is nothing new', () => {
    expect(told(order({ credits: [], reason: 'no_click', refundedMinor: 5 }), day0 + 5)).toEqual([]);
  });
});

describe('of several creators', () => {
  const two = [credit(), credit({ id: idFor('crd', 2), creatorId: idFor('crt', 2), weight: { is: 1, of: 2 } })];
  test('each hears of their own commission, the brand of all', () => {
    expect(told(order({ credits: two })).map(([name, kind]) => [name, kind])).toEqual([
      ['order.credited', 'brand'],
      ['commission.held', 'brand'],
      ['commission.held', 'creator'],
      ['commission.held', 'brand'],
      ['commission.held', 'creator'],
    ]);
    const facts = happened('order.settled', { brandId, seq: 7, at: day0, body: order({ credits: two }) });
    for (const { to, data } of facts) if (to.kind === 'creator') expect(data['commission']).toMatchObject({ creatorId: to.id });
  });

  test('the release of one is nothing new of the other', () => {
    const [first] = two;
    const credits = [credit({ ...first, state: 'payable', releasedSeq: 7 }), credit({ id: idFor('crd', 2), reversedMinor: 5 })];
    expect(told(order({ credits }), day0 + 9).map(([, , key]) => key)).toEqual(Array(2).fill(`${idFor('crd', 1)}:released`));
  });
});

describe('a review', () => {
  test('that holds a commission tells why', () => {
    const [, fact] = happened('order.settled', {
      brandId,
      seq: 7,
      at: day0,
      body: order({ credits: [credit({ state: 'in_review', review: ['velocity'] })] }),
    });
    expect(fact).toMatchObject({ type: 'commission.held', data: { commission: { state: 'in_review', review: ['velocity'] } } });
  });

  test('that rejects it is told once, not as a reversal', () => {
    const credits = [credit({ state: 'rejected', rejected: 'self_referral', amountMinor: 0, reversedMinor: 1370 })];
    expect(told(order({ credits, reason: 'self_referral' }), day0 + 9).map(([name]) => name)).toEqual(Array(2).fill('commission.rejected'));
  });
});

describe('a payout', () => {
  const payout = (state: PayoutSettled['state']): PayoutSettled => ({
    payoutId: 'crt_1.USD.2026-11-01.1',
    creatorId: idFor('crt', 1),
    currency: 'USD',
    amountMinor: 5000,
    state,
    afterSeq: 0,
    seq: 5,
    draftedAt: day0,
    draftedBy: 'usr_secret',
    approvedAt: day0,
    approvedBy: 'usr_other',
    sentAt: day0,
    provider: 'csv',
    endedAt: day0,
    providerRef: 'bank-1',
    why: null,
  });
  test.each(['draft', 'approved', 'sent', 'cancelled'] as const)('%s is not told', (state) =>
    expect(told(payout(state), day0, 'payout.settled')).toEqual([]),
  );
  test.each(['paid', 'failed'] as const)('%s is told to both, without who did it', (state) => {
    expect(told(payout(state), day0, 'payout.settled').map(([name, kind]) => [name, kind])).toEqual([
      [`payout.${state}`, 'brand'],
      [`payout.${state}`, 'creator'],
    ]);
    for (const { data } of happened('payout.settled', { brandId, seq: 7, at: day0, body: payout(state) }))
      expect(JSON.stringify(data)).not.toContain('usr_');
  });
});

test("a creator is not told what is the brand's own", () => {
  const facts = happened('order.settled', { brandId, seq: 7, at: day0, body: order() });
  const bodies = facts.filter(({ to }) => to.kind === 'creator').map(({ data }) => JSON.stringify(data));
  expect(bodies).toHaveLength(1);
  for (const body of bodies) for (const own of ['FG-1', 'feeMinor', 'grossMinor', 'orderId']) expect(body).not.toContain(own);
});

test('terms are told to the brand with its fee, and to its creators without', () => {
  const body: TermsSet = {
    version: 2,
    setAt: day0,
    from: day0,
    feeBps: 100,
    terms: Terms.parse({
      rateBps: 900,
      windowDays: 30,
      model: 'last',
      holdDays: 14,
      benefit: null,
      excludedSkus: ['a', 'b'],
      rates: [{ creatorIds: [idFor('crt', 9)], rate: { kind: 'share', bps: 9000 } }],
      codes: { use: 'priority', creatorCodes: [{ code: 'LINA', creatorId: idFor('crt', 9) }], othersCode: 'ignore' },
    }),
  };
  const facts = happened('terms.set', { brandId, seq: 7, at: day0, body });
  expect(facts.map(({ to, data }) => [to.kind, data['feeBps']])).toEqual([
    ['brand', 100],
    ['creators_of', undefined],
  ]);
  expect(facts[0]?.data['terms']).toMatchObject({ rateBps: 900, excludedSkusCount: 2, ratesCount: 1, creatorCodesCount: 1 });
  for (const { data } of facts) expect(JSON.stringify(data)).not.toMatch(/LINA|9000|crt_/);
});

test('terms that begin later are announced at once, and told again two days before under a name of their own', () => {
  const terms = Terms.parse({ rateBps: 900, windowDays: 30, model: 'last', holdDays: 14, benefit: null });
  const at = (from: number) =>
    happened('terms.set', { brandId, seq: 7, at: day0, body: { version: 2, setAt: day0, from, feeBps: 0, terms } satisfies TermsSet });
  expect(at(day0).map(({ type }) => type)).toEqual(['terms.changed', 'terms.changed']);
  const from = day0 + 30 * dayMs;
  expect(at(from).map(({ type, to, key, dueAt }) => [type, to.kind, key, dueAt])).toEqual([
    ['terms.changed', 'brand', 'terms:2', undefined],
    ['terms.changed', 'creators_of', 'terms:2', undefined],
    ['terms.cut_announced', 'brand', 'terms:2:announced', undefined],
    ['terms.cut_announced', 'creators_of', 'terms:2:announced', undefined],
    ['terms.cut_near', 'brand', 'terms:2:near', from - 2 * dayMs],
    ['terms.cut_near', 'creators_of', 'terms:2:near', from - 2 * dayMs],
  ]);
});

test('a message that is not known is nothing', () => expect(happened('new.thing', { brandId, seq: 1, at: 1, body: {} })).toEqual([]));

test('everyone can choose whatever is told to them', () => {
  const all = [
    ...happened('order.settled', { brandId, seq: 7, at: day0, body: order() }),
    ...happened('order.settled', { brandId, seq: 7, at: day0 + 1, body: order({ credits: [credit({ reversedMinor: 1 })] }) }),
    ...happened('order.settled', {
      brandId,
      seq: 7,
      at: day0 + 1,
      body: order({ credits: [credit({ releasedAt: day0 + 1, releasedSeq: 7 })] }),
    }),
  ];
  for (const { to, type } of all) expect(eventTypesOf[to.kind === 'brand' ? 'brand' : 'creator']).toContain(type);
});

test('the same fact has the same name and the same bytes, another fact or another ear another name', () => {
  const [fact, other] = happened('order.settled', { brandId, seq: 7, at: day0, body: order() });
  if (!fact || !other) throw new Error('two facts');
  const made = madeEvent(brandId, 'brd_x', fact);
  expect(isId('evt', made.id)).toBe(true);
  expect(madeEvent(brandId, 'brd_x', structuredClone(fact))).toEqual(made);
  const again = madeEvent(brandId, 'brd_x', { ...fact, at: day0 + 9 });
  expect([again.id, again.happenedAt]).toEqual([made.id, day0 + 9]);
  const names = [made, madeEvent(brandId, 'crt_y', fact), madeEvent('brd_other', 'brd_x', fact), madeEvent(brandId, 'brd_x', other)];
  expect(new Set(names.map(({ id }) => id)).size).toBe(4);
  expect(JSON.parse(made.body)).toMatchObject({ type: 'order.credited', timestamp: '2026-01-01T00:00:00.000Z', data: { seq: 7, brandId } });
  expect(JSON.parse(testEvent(idFor('evt', 1), idFor('hok', 1), day0).body)).toMatchObject({ type: 'endpoint.tested' });
});

test('a fact that a later message tells again keeps its name', () => {
  const rejected = order({
    credits: [credit({ state: 'rejected', rejected: 'self_referral', reversedMinor: 1370 })],
    reason: 'self_referral',
  });
  const names = (body: unknown, at: number, type = 'order.settled'): string[] =>
    happened(type, { brandId, seq: at, at, body }).map((fact) => madeEvent(brandId, fact.to.id, fact).id);
  // The rejection; a refund of the order after it.
  expect(names(rejected, day0 + 5)).toEqual(names({ ...rejected, refundedMinor: 100 }, day0 + 86_400_000));
  const partly = order({ credits: [credit({ reversedMinor: 130 })] });
  expect(names(partly, day0 + 5)).toEqual(names(partly, day0 + 86_400_000));
  expect(names(partly, day0 + 5)).not.toEqual(names(order({ credits: [credit({ reversedMinor: 131 })] }), day0 + 5));
});

test('no message reaches 20 KB, whatever the merchant and the page were called', () => {
  const letters = fc.constantFrom('a', '漢', '"', '\\', '\u0001', '😀');
  const text = (max: number) => fc.array(letters, { minLength: 1, maxLength: max }).map((all) => all.join('').slice(0, max));
  const long = fc.record({ skus: fc.array(text(100), { maxLength: 200 }), orderId: text(100), contentUrl: text(2048) });
  const parts = Array.from({ length: 50 }, () => ({
    rate: { flatMinor: 9_007_199_254_740_991, per: 'piece' as const },
    baseMinor: 1,
    amountMinor: 1,
  }));
  const manyCredits = (contentUrl: string) =>
    Array.from({ length: 100 }, () => credit({ contentUrl, rateBps: null, parts, code: '漢'.repeat(40) }));
  const worst = { skus: Array<string>(200).fill('\u0001'.repeat(100)), orderId: '\u0001'.repeat(100), contentUrl: '漢'.repeat(2048) };
  fc.assert(
    fc.property(long, ({ skus, orderId, contentUrl }) => {
      for (const fact of happened('order.settled', {
        brandId,
        seq: 7,
        at: day0,
        body: order({ skus, orderId, credits: manyCredits(contentUrl) }),
      }))
        expect(new TextEncoder().encode(madeEvent(brandId, 'brd_x', fact).body).length).toBeLessThan(20_000);
    }),
    { examples: [[worst]], numRuns: 50 },
  );
});
