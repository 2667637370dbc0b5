import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '#shared/time.ts';
import {
  aBrand,
  aCreator,
  aPage,
  type BrandWorld,
  browserAgent,
  type CreatorWorld,
  cardsFor,
  eventually,
  follow,
  receiptIn,
} from '#test/harness/world.ts';
import { importTokenKeys, openQuote, openReceipt, type Quote, signQuote, signReceipt } from '#worker/clicks/token.ts';

let brand: BrandWorld;
let creator: CreatorWorld;
const product = {
  sku: 'kettle-9',
  title: 'Norrland Trail Kettle NK-900',
  maker: 'Norrland',
  price: { amountMinor: 4900, currency: 'USD' },
};

beforeAll(async () => {
  brand = await aBrand({ products: [product] });
  creator = await aCreator();
});

async function clickUrl(): Promise<string> {
  const page = aPage({
    title: 'Norrland Trail Kettle NK-900 review',
    text: 'We boiled water with the Norrland Trail Kettle NK-900.',
    creator: { platform: 'youtube', handle: creator.handle },
  });
  const { cards } = await eventually(
    () => cardsFor(page),
    (set) => set.cards[0]?.offer !== undefined && set.cards[0].offer !== null,
  );
  return cards[0]?.offer?.clickUrl ?? '';
}

describe('the paid link', () => {
  test('leads to the product with a receipt that says who clicked what under which terms', async () => {
    const answer = await follow(await clickUrl());
    expect(answer.status).toBe(302);
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.origin + location.pathname).toBe(`https://${brand.host}/p/kettle-9`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    const opened = await openReceipt(await importTokenKeys(env.TOKEN_KEYS ?? ''), receiptIn(answer) ?? '');
    expect(opened).toMatchObject({
      ok: true,
      value: {
        brandId: brand.id,
        creatorId: creator.id,
        frozen: { rateBps: 1000, windowDays: 30, holdDays: 14, feeBps: 0, benefit: 'discount', benefitBps: 500 },
      },
    });
  });

  test('the same card followed again is the same click', async () => {
    const url = await clickUrl();
    const keys = await importTokenKeys(env.TOKEN_KEYS ?? '');
    const ids = new Set<string>();
    for (let times = 0; times < 20; times++) {
      const opened = await openReceipt(keys, receiptIn(await follow(url)) ?? '');
      if (opened.ok) ids.add(opened.value.clickId);
    }
    expect(ids.size).toBe(1);
  });

  test.each([
    ['a robot', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, 'GET'],
    ['a prefetch', { 'user-agent': browserAgent, 'sec-purpose': 'prefetch' }, 'GET'],
    ['a probe', { 'user-agent': browserAgent }, 'HEAD'],
  ])('%s goes to the shop without a receipt', async (_, headers, method) => {
    const answer = await follow(await clickUrl(), headers, method);
    expect(answer.status).toBe(302);
    expect(receiptIn(answer)).toBeNull();
  });

  test('changed at any place it answers 404', async () => {
    const url = await clickUrl();
    const token = url.slice(url.lastIndexOf('/') + 1);
    // The name of the key (at 3) is left alone: a key that is no longer kept is a case of its own, below.
    const places = [0, 6, 20, Math.floor(token.length / 2), token.length - 30, token.length - 1];
    for (const at of places) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      const answer = await follow(url.replace(token, changed));
      expect([answer.status, receiptIn(answer)], `changed at ${at}`).toEqual([404, null]);
    }
  });
});

describe('a token made elsewhere or long ago', () => {
  async function quoted(changes: Partial<Quote>, keySetting = env.TOKEN_KEYS ?? ''): Promise<Response> {
    const url = await clickUrl();
    const keys = await importTokenKeys(env.TOKEN_KEYS ?? '');
    const opened = await openQuote(keys, url.slice(url.lastIndexOf('/') + 1));
    if (!opened.ok) throw new Error('the quote does not open');
    return follow(`https://gloss.test/c/${await signQuote(await importTokenKeys(keySetting), { ...opened.value, ...changes })}`);
  }

  test('a card older than 30 minutes leads to the shop without a receipt', async () => {
    expect(receiptIn(await quoted({ quotedAt: Date.now() - 29 * minuteMs }))).not.toBeNull();
    const answer = await quoted({ quotedAt: Date.now() - 31 * minuteMs });
    expect([answer.status, receiptIn(answer)]).toEqual([302, null]);
  });

  test('signed with a key that is no longer kept, it leads plainly to the same product', async () => {
    const answer = await quoted({}, `k9:${'A'.repeat(43)}`);
    expect([answer.status, receiptIn(answer)]).toEqual([302, null]);
    expect(answer.headers.get('location')).toBe(`https://${brand.host}/p/kettle-9`);
  });

  test('signed with the key before the newest, it still counts', async () => {
    const older = (env.TOKEN_KEYS ?? '').split(',')[1] ?? '';
    expect(receiptIn(await quoted({}, older))).not.toBeNull();
  });

  test('signed by a stranger under our key name, it answers 404', async () => {
    expect((await quoted({}, `k2:${'A'.repeat(43)}`)).status).toBe(404);
  });

  test('naming a product that does not exist, it answers 404', async () => {
    expect((await quoted({ productId: 'prd_01h2xcejqtf2nbrexx3vqjhp41', quotedAt: Date.now() - dayMs })).status).toBe(404);
  });
});

describe('a signed token', () => {
  const quote: Quote = {
    cardId: 'car_01h2xcejqtf2nbrexx3vqjhp41',
    brandId: 'brd_01h2xcejqtf2nbrexx3vqjhp41',
    productId: 'prd_01h2xcejqtf2nbrexx3vqjhp41',
    creatorId: 'crt_01h2xcejqtf2nbrexx3vqjhp41',
    quotedAt: 1_790_000_000_000,
    contentUrl: 'https://www.youtube.com/watch?v=gloss000001',
    frozen: { version: 3, rateBps: 1250, windowDays: 30, model: 'last', holdDays: 14, feeBps: 0, benefit: 'donation', benefitBps: 200 },
  };

  test('comes back as what was signed, and fits an address', async () => {
    const keys = await importTokenKeys(env.TOKEN_KEYS ?? '');
    const token = await signQuote(keys, quote);
    expect(await openQuote(keys, token)).toEqual({ ok: true, value: quote });
    expect(token.length).toBeLessThan(500);
  });

  test('is refused when any one character is another', async () => {
    const keys = await importTokenKeys(env.TOKEN_KEYS ?? '');
    const token = await signQuote(keys, quote);
    const accepted: number[] = [];
    for (let at = 0; at < token.length; at++) {
      for (const other of ['A', 'z', '.', '-', '=']) {
        if (other === token[at]) continue;
        const opened = await openQuote(keys, token.slice(0, at) + other + token.slice(at + 1));
        if (opened.ok) accepted.push(at);
      }
    }
    expect(accepted).toEqual([]);
  });

  test('a quote is no receipt, and a receipt no quote', async () => {
    const keys = await importTokenKeys(env.TOKEN_KEYS ?? '');
    const { cardId: _, quotedAt: __, ...rest } = quote;
    const receipt = await signReceipt(keys, { ...rest, clickId: 'clk_01h2xcejqtf2nbrexx3vqjhp41', clickedAt: 1_790_000_000_123 });
    expect(await openReceipt(keys, await signQuote(keys, quote))).toEqual({ ok: false, why: 'tampered' });
    expect(await openQuote(keys, receipt)).toEqual({ ok: false, why: 'tampered' });
  });

  test.each(['', '.', '....', 'v1.k2', 'v2.k2.W10.AAAA', 'v1.k2.W10.AAAA', `v1.k2.${'A'.repeat(900)}.AAAA`])(
    '%j is refused, not a crash',
    async (token) => {
      const keys = await importTokenKeys(env.TOKEN_KEYS ?? '');
      expect((await openQuote(keys, token)).ok).toBe(false);
    },
  );
});
