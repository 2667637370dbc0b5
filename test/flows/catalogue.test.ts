import { env, SELF } from 'cloudflare:test';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { CallRefused } from '#shared/client.ts';
import { addKey } from '#shared/contracts/accounts.ts';
import { importProducts, listProducts } from '#shared/contracts/catalogue.ts';
import type { Scope } from '#shared/contracts/endpoint.ts';
import type { Id } from '#shared/ids.ts';
import { minuteMs } from '#shared/time.ts';
import { aCall, requestOf, sendUnder, setClock } from '#test/harness/caller.ts';
import { aBrand, aCreator, anyone, type BrandWorld, clientWith, origin, type TestClient } from '#test/harness/world.ts';
import { countProducts, findByIdentifiers, findBySkus, findProduct, getProducts, listChangedProducts } from '#worker/catalogue/index.ts';

afterEach(() => vi.restoreAllMocks());

/** Near the real time, or sessions would be over. */
const startAt = Date.now();

const aShop = (): Promise<BrandWorld> => aBrand({ terms: null });
const rowOf = (shop: BrandWorld, sku: string, changes: object = {}): Record<string, unknown> => ({
  sku,
  title: `Kettle ${sku}`,
  url: `https://${shop.host}/p/${sku}`,
  price: { amountMinor: 4900, currency: 'USD' },
  availability: 'in_stock',
  ...changes,
});
const send = ({ client }: { client: TestClient }, ...rows: unknown[]) => client(importProducts, { rows });
const productsOf = async (shop: BrandWorld) => (await shop.client(listProducts, {})).products;
const pricesOf = async (id: string) =>
  (
    await env.DB.prepare('SELECT amount_minor, currency, seen_at FROM catalogue_price WHERE product_id = ?1 ORDER BY seen_at')
      .bind(id)
      .all()
  ).results;
const refusalCode = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof CallRefused ? error.code : String(error)),
  );

describe('rows of a feed', () => {
  let shop: BrandWorld;
  beforeAll(async () => {
    shop = await aShop();
  });

  test('the same rows again change nothing but when they were last told', async () => {
    setClock(startAt);
    const rows = [rowOf(shop, 'again-1'), rowOf(shop, 'again-2', { price: null, gtin: '4006381333931', maker: 'Norrland' })];
    expect(await send(shop, ...rows)).toEqual({ created: 2, changed: 0, unchanged: 0, refused: [] });
    const before = await productsOf(shop);
    setClock(startAt + minuteMs);
    const inAnotherOrder = Object.fromEntries(Object.entries(rows[0] ?? {}).reverse());
    expect(await send(shop, inAnotherOrder, rows[1])).toEqual({ created: 0, changed: 0, unchanged: 2, refused: [] });
    expect(await productsOf(shop)).toEqual(before.map((product) => ({ ...product, seenAt: product.seenAt + minuteMs })));
    const [first] = before;
    expect(first).toMatchObject({
      brandId: shop.id,
      sku: 'again-1',
      changedAt: startAt,
      price: { amountMinor: 4900, currency: 'USD' },
    });
    expect(await pricesOf(first?.id ?? '')).toHaveLength(1);
  });

  test('a change is kept with its time, and a change of price with the prices before', async () => {
    const own = await aShop();
    const prices = [
      { amountMinor: 4900, currency: 'USD' },
      { amountMinor: 3900, currency: 'USD' },
      null,
      { amountMinor: 3900, currency: 'USD' },
    ];
    for (const [at, price] of prices.entries()) {
      setClock(startAt + at);
      expect(await send(own, rowOf(own, 'p', { price }))).toMatchObject(at === 0 ? { created: 1 } : { changed: 1 });
    }
    setClock(startAt + 9);
    expect(await send(own, rowOf(own, 'p', { price: prices[3], title: 'Better kettle' }))).toMatchObject({ changed: 1 });
    const [product] = await productsOf(own);
    expect(product).toMatchObject({ title: 'Better kettle', changedAt: startAt + 9 });
    expect(await pricesOf(product?.id ?? '')).toEqual([
      { amount_minor: 4900, currency: 'USD', seen_at: startAt },
      { amount_minor: 3900, currency: 'USD', seen_at: startAt + 1 },
      { amount_minor: null, currency: null, seen_at: startAt + 2 },
      { amount_minor: 3900, currency: 'USD', seen_at: startAt + 3 },
    ]);
  });

  test('bad rows are refused one by one with what to do, good ones are kept', async () => {
    const own = await aShop();
    const bad: [unknown, string][] = [
      [7, 'Invalid input: expected object'],
      [rowOf(own, ''), 'sku: '],
      [rowOf(own, 'x', { commission: 5 }), 'Unrecognized key: "commission"'],
      [
        rowOf(own, 'x', { url: 'https://elsewhere.example/p' }),
        'link host elsewhere.example is not among the verified domains of this brand: add it under Domains',
      ],
      [rowOf(own, 'x', { url: `https://www.${own.host}/p` }), `link host www.${own.host} is not among the verified domains`],
      [rowOf(own, 'x', { url: `http://${own.host}/p` }), 'is not a plain https address'],
      [rowOf(own, 'x', { url: `https://${own.host}@evil.example/p` }), 'is not a plain https address'],
      [rowOf(own, 'x', { url: `https://evil.example\\@${own.host}/p` }), 'url: not a web address'],
      [rowOf(own, 'x', { url: 'javascript:alert(1)' }), 'url: not a web address'],
      [
        rowOf(own, 'x', { imageUrl: 'https://169.254.169.254/a.jpg' }),
        'image link "https://169.254.169.254/a.jpg" is not a plain https address',
      ],
      [rowOf(own, 'x', { price: { amountMinor: 1.5, currency: 'USD' } }), 'price.amountMinor: '],
      [rowOf(own, 'x', { price: { amountMinor: -1, currency: 'USD' } }), 'price.amountMinor: '],
      [rowOf(own, 'x', { price: { amountMinor: 2 ** 53, currency: 'USD' } }), 'price.amountMinor: '],
      [rowOf(own, 'x', { price: { amountMinor: 1, currency: 'XXX' } }), 'price.currency: not a currency known here'],
      [rowOf(own, 'x', { price: undefined }), 'price: '],
      [rowOf(own, 'good', { title: 'twice' }), 'sku good stands twice in these rows: only the first was taken'],
    ];
    const answer = await send(
      own,
      rowOf(own, 'good'),
      ...bad.map(([row]) => row),
      rowOf(own, 'most', { price: { amountMinor: Number.MAX_SAFE_INTEGER, currency: 'JPY' } }),
    );
    expect(answer).toMatchObject({ created: 2, changed: 0, unchanged: 0 });
    expect(answer.refused).toEqual(bad.map(([, reason], at) => ({ row: at + 1, reason: expect.stringContaining(reason) })));
    expect((await productsOf(own)).map(({ sku, title, price }) => [sku, title, price?.amountMinor])).toEqual([
      ['good', 'Kettle good', 4900],
      ['most', 'Kettle most', Number.MAX_SAFE_INTEGER],
    ]);
  });

  test('two hundred rows with long descriptions are one call, and none is lost', async () => {
    const own = await aShop();
    const rows = Array.from({ length: 200 }, (_, at) =>
      rowOf(own, `long-${String(at).padStart(3, '0')}`, { description: '奶'.repeat(5000) }),
    );
    expect(await send(own, ...rows)).toEqual({ created: 200, changed: 0, unchanged: 0, refused: [] });
    expect(await send(own, ...rows)).toEqual({ created: 0, changed: 0, unchanged: 200, refused: [] });
    const first = await own.client(listProducts, { limit: 100 });
    const second = await own.client(listProducts, { limit: 100, after: first.next ?? '' });
    expect([...first.products, ...second.products].map(({ sku }) => sku)).toEqual(rows.map(({ sku }) => sku));
    expect(second.next).toBeNull();
  });

  test('too many rows, none, or too much of them is refused as a whole', async () => {
    expect(await refusalCode(send(shop, ...Array.from({ length: 201 }, (_, at) => rowOf(shop, `n-${at}`))))).toBe('invalid_request');
    expect(await refusalCode(send(shop))).toBe('invalid_request');
    expect(await refusalCode(send(shop, { sku: 'x'.repeat(5 * 1024 * 1024) }))).toBe('too_large');
  });

  test('imports at the same time leave each product once', async () => {
    const own = await aShop();
    const rows = Array.from({ length: 50 }, (_, at) => rowOf(own, `race-${at}`));
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(own, ...rows)));
    expect(answers.reduce((sum, { created }) => sum + created, 0)).toBe(50);
    expect(answers.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(250);
    expect(
      new Set(
        (
          await findBySkus(
            aCall(),
            own.id,
            rows.map(({ sku }) => String(sku)),
          )
        ).map(({ id }) => id),
      ).size,
    ).toBe(50);
  });

  test('a shop on this machine may be linked over http, and only where the settings name it', async () => {
    const own = await aShop();
    await env.DB.prepare(
      "INSERT INTO accounts_domain (id, brand_id, host, code, created_at, verified_at) VALUES (?1, ?2, 'localhost:8790', 'c', 1, 1)",
    )
      .bind(`dom_${own.id.slice(4)}`, own.id)
      .run();
    const { secret } = await own.client(addKey, { name: 'feed', scopes: ['catalogue:write'] });
    const request = (): Request =>
      requestOf(
        'POST',
        importProducts.path,
        { rows: [rowOf(own, 'local', { url: 'http://localhost:8790/p/1' })] },
        { authorization: `Bearer ${secret}` },
      );
    expect(await (await sendUnder({ LOCAL_HOSTS: '' }, request())).json()).toMatchObject({ created: 0, refused: [{ row: 0 }] });
    expect(await (await sendUnder({ LOCAL_HOSTS: 'localhost:8790' }, request())).json()).toMatchObject({ created: 1, refused: [] });
  });
});

describe('who may', () => {
  test('a brand sees and changes its own products only, even under the same SKU', async () => {
    const [mine, theirs] = [await aShop(), await aShop()];
    await send(mine, rowOf(mine, 'same', { title: 'Mine' }));
    await send(theirs, rowOf(theirs, 'same', { title: 'Theirs' }));
    expect((await send(theirs, rowOf(mine, 'same', { title: 'Stolen' }))).refused).toMatchObject([
      { reason: expect.stringContaining('is not among the verified domains') },
    ]);
    expect((await productsOf(mine)).map(({ title }) => title)).toEqual(['Mine']);
    expect((await productsOf(theirs)).map(({ title }) => title)).toEqual(['Theirs']);
  });

  test('a key needs the scope; creators and strangers are refused', async () => {
    const shop = await aShop();
    const withKey = async (scopes: Scope[]): Promise<TestClient> => {
      const { secret } = await shop.client(addKey, { name: 'feed', scopes });
      return clientWith({ authorization: `Bearer ${secret}` });
    };
    const rows = [rowOf(shop, 'k')];
    expect(await (await withKey(['catalogue:write', 'orders:read']))(importProducts, { rows })).toMatchObject({ created: 1 });
    expect(await refusalCode((await withKey(['orders:read']))(importProducts, { rows }))).toBe('forbidden');
    expect(await refusalCode((await aCreator()).client(importProducts, { rows }))).toBe('forbidden');
    expect(await refusalCode(anyone(importProducts, { rows }))).toBe('unauthenticated');
    expect(await refusalCode(anyone(listProducts, {}))).toBe('unauthenticated');
  });

  test('a brand without a verified domain can keep nothing', async () => {
    const shop = await aShop();
    await env.DB.prepare('UPDATE accounts_domain SET verified_at = NULL WHERE brand_id = ?1').bind(shop.id).run();
    expect(await send(shop, rowOf(shop, 'k'))).toMatchObject({
      created: 0,
      refused: [{ row: 0, reason: expect.stringContaining('add it under Domains') }],
    });
  });
});

describe('what the rooms below ask', () => {
  test('changes come in order and once; what is no longer sold says so', async () => {
    const shop = await aShop();
    const call = aCall();
    const start = (await listChangedProducts(call, { afterRevision: 0, limit: 1000 })).at(-1)?.revision ?? 0;
    await send(shop, rowOf(shop, 'a'), rowOf(shop, 'b'), rowOf(shop, 'c'));
    await send(shop, rowOf(shop, 'a'), rowOf(shop, 'b', { availability: 'discontinued' }));
    const seen: [string, boolean][] = [];
    const revisions: number[] = [start];
    for (let after = start; ; ) {
      const page = await listChangedProducts(call, { afterRevision: after, limit: 2 });
      for (const { product, revision, gone } of page) {
        seen.push([product.sku, gone]);
        revisions.push(revision);
      }
      if (page.length === 0) break;
      after = revisions.at(-1) ?? after;
    }
    expect(seen).toEqual([
      ['a', false],
      ['c', false],
      ['b', true],
    ]);
    expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
  });

  test('products by id and by SKU, in the order asked for', async () => {
    const shop = await aShop();
    await send(shop, rowOf(shop, 'a'), rowOf(shop, 'b'), rowOf(shop, 'c'));
    const call = aCall();
    const [a, b, c] = await productsOf(shop);
    const ids = [c, a, b].map((product) => product?.id).filter((id) => id !== undefined);
    const nothing: Id<'prd'> = 'prd_00000000000000000000000000';
    expect((await getProducts(call, [...ids, nothing])).map(({ sku }) => sku)).toEqual(['c', 'a', 'b']);
    expect(await getProducts(call, [])).toEqual([]);
    expect(await findProduct(call, a?.id ?? nothing)).toEqual(a);
    expect(await findProduct(call, nothing)).toBeUndefined();
    expect((await findBySkus(call, shop.id, ['c', 'zz', 'a'])).map(({ sku }) => sku)).toEqual(['c', 'a']);
    const before = await countProducts(call);
    await send(shop, rowOf(shop, 'a'), rowOf(shop, 'd'));
    expect(await countProducts(call)).toBe(before + 1);
  });

  test('products by number in any of its lengths, and by address however it is written', async () => {
    const shop = await aShop();
    const call = aCall();
    await send(
      shop,
      rowOf(shop, 'upc', { gtin: '036000291452' }),
      rowOf(shop, 'ean', { gtin: '4006381333931' }),
      rowOf(shop, 'gone', { gtin: '73513537', availability: 'discontinued' }),
      rowOf(shop, 'odd', { gtin: '4006381333932' }),
    );
    const skus = (products: { sku: string; brandId: string }[]): string[] =>
      products.filter(({ brandId }) => brandId === shop.id).map(({ sku }) => sku);
    const { byGtin, byUrl } = await findByIdentifiers(call, {
      gtins: ['0036000291452', '04006381333931', '73513537', '4006381333932', 'no number'],
      urls: [`http://www.${shop.host}/p/ean/?ref=1#top`, `https://${shop.host}/p/upc`, `https://${shop.host}/p/gone`, 'no address'],
    });
    expect(skus(byGtin)).toEqual(['upc', 'ean']);
    expect(skus(byUrl)).toEqual(['ean', 'upc']);
    expect(await findByIdentifiers(call, { gtins: [], urls: [] })).toEqual({ byGtin: [], byUrl: [] });
  });

  test('an address that very many products share names none of them', async () => {
    const shop = await aShop();
    const call = aCall();
    const all = (count: number) =>
      Array.from({ length: count }, (_, at) => rowOf(shop, `q-${at}`, { url: `https://${shop.host}/product?id=${at}` }));
    const found = async (): Promise<number> =>
      (await findByIdentifiers(call, { gtins: [], urls: [`https://${shop.host}/product?id=3`] })).byUrl.length;
    await send(shop, ...all(50));
    expect(await found()).toBe(50);
    await send(shop, ...all(51));
    expect(await found()).toBe(0);
  });
});

describe('a picture', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  const serve = (answer: () => Response) => vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer());

  async function aProductWithPicture(imageUrl: string | undefined): Promise<string> {
    const brand = await aBrand({ terms: null });
    const row = { sku: 'p', title: 'Lamp', url: `https://${brand.host}/p`, price: null, ...(imageUrl ? { imageUrl } : {}) };
    expect(await brand.client(importProducts, { rows: [row] })).toMatchObject({ created: 1 });
    const { products } = await brand.client(listProducts, {});
    return `${origin}/v1/catalogue/pictures/${products[0]?.id}`;
  }

  test('is fetched from the shop once and then kept', async () => {
    const address = await aProductWithPicture('https://pictures.example/lamp.jpg');
    const outside = serve(() => new Response(png, { headers: { 'Content-Type': 'text/html' } }));
    for (let times = 0; times < 3; times += 1) {
      const answer = await SELF.fetch(address);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
    }
    expect(outside).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['a page in place of a picture', () => new Response('<script>alert(1)</script>', { headers: { 'Content-Type': 'image/png' } })],
    ['an SVG', () => new Response('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['more than 200 KiB', () => new Response(new Uint8Array(201 * 1024).fill(0x89))],
    ['an error of the shop', () => new Response(png, { status: 500 })],
    ['a redirect inside', () => new Response(null, { status: 302, headers: { Location: 'http://169.254.169.254/latest' } })],
  ])('%s is not passed on', async (_, answer) => {
    const address = await aProductWithPicture('https://pictures.example/lamp.jpg');
    serve(answer);
    expect((await SELF.fetch(address)).status).toBe(404);
  });

  test('that a product does not have answers 404', async () => {
    expect((await SELF.fetch(await aProductWithPicture(undefined))).status).toBe(404);
    expect((await SELF.fetch(`${origin}/v1/catalogue/pictures/prd_01h2xcejqtf2nbrexx3vqjhp41`)).status).toBe(404);
  });
});
