/** What recommend keeps between starts, and how an isolate comes to its index. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test';
import { afterEach, expect, test, vi } from 'vitest';
import { importBatchMax, importProducts } from '#shared/contracts/catalogue.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import type { CardSet, recommendHealth } from '#shared/contracts/recommend.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { requestOf, sendUnder, setClock } from '#test/harness/caller.ts';
import { aBrand, aPage, cardsFor, eventually } from '#test/harness/world.ts';
import { makeApp } from '#worker/app.ts';
import type { Env } from '#worker/env.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const article = (title: string, text = ''): PageSnapshot =>
  aPage({ platform: 'web', kind: 'article', url: 'https://journal.example/post', title, text });
const titles = ({ cards }: CardSet): string[] => cards.map(({ product }) => product.title);
const row = (sku: string, title: string, maker: string) => ({ sku, title, maker, price: null });
const kettle = row('rt-90', 'Rivertin RT-90 Gooseneck Kettle', 'Rivertin');

/** The index looks for changes every second. */
function later(): void {
  const now = Date.now();
  clockAt += 1000;
  setClock(now + clockAt);
}
let clockAt = 0;

/** Another handle of the same database is what an isolate that has just started holds. */
const anIsolate = (bindings: Partial<Env> = {}): Partial<Env> => ({ DB: handleOf(env.DB), ...bindings });
const askUnder = async (bindings: Partial<Env>, page: PageSnapshot): Promise<CardSet> =>
  (await sendUnder(bindings, requestOf('POST', '/v1/recommend/cards', { page }))).json<CardSet>();
/** The answer alone: what goes on after it is waited for by `done`. */
async function answerUnder(bindings: Partial<Env>, page: PageSnapshot): Promise<{ answer: CardSet; done: Promise<void> }> {
  const context = createExecutionContext();
  const answer = await makeApp().fetch(requestOf('POST', '/v1/recommend/cards', { page }), { ...env, ...bindings }, context);
  return { answer: await answer.json<CardSet>(), done: waitOnExecutionContext(context) };
}
const healthUnder = async (bindings: Partial<Env>): Promise<RecommendHealth> =>
  (await sendUnder(bindings, requestOf('GET', '/v1/recommend/health'))).json<RecommendHealth>();
type RecommendHealth = Out<typeof recommendHealth>;
const keptFiles = async (): Promise<string[]> => (await env.FILES.list({ prefix: 'recommend/' })).objects.map(({ key }) => key);
const wordsKey = async (): Promise<string> => (await keptFiles()).find((key) => key.endsWith('/words')) ?? '';
const vectorsKey = async (): Promise<string> => (await keptFiles()).find((key) => !key.endsWith('/words')) ?? '';

test('the index is kept, an isolate that starts uses it, and where it is missing or damaged it is made anew; health says which', async () => {
  const product = row('kp-1', 'Kessrand KP-881 Projector', 'Kessrand');
  await aBrand({ products: [product] });
  later();
  const page = article('Kessrand KP-881 projector at home');
  expect(titles(await cardsFor(page))).toEqual([product.title]);
  await eventually(keptFiles, (files) => files.length === 2);
  const spoil = async (key: string, bytes: Uint8Array): Promise<void> => void (await env.FILES.put(key, bytes));
  const whole = { words: 'loaded', vectors: 'loaded' } as const;
  const cases: [string, () => Promise<void>, RecommendHealth['kept']][] = [
    ['nothing', async () => undefined, whole],
    ['words gone', async () => env.FILES.delete(await wordsKey()), { words: 'missing', vectors: 'missing' }],
    ['words damaged', async () => spoil(await wordsKey(), new Uint8Array(500)), { words: 'damaged', vectors: 'missing' }],
    ['vectors gone', async () => env.FILES.delete(await vectorsKey()), { words: 'loaded', vectors: 'missing' }],
    ['vectors damaged', async () => spoil(await vectorsKey(), new Uint8Array(64)), { words: 'loaded', vectors: 'damaged' }],
  ];
  for (const [what, damage, state] of cases) {
    await damage();
    // The gate keeps the repair from being done before it is looked at.
    const gate = gated(env.FILES);
    const bindings = anIsolate({ FILES: gate.files });
    const { answer, done } = await answerUnder(bindings, page);
    expect(titles(answer), what).toEqual([product.title]);
    expect((await healthUnder(bindings)).kept, what).toEqual(state);
    gate.open();
    await done;
    expect(await healthUnder(bindings), what).toMatchObject({ kept: whole, isComplete: true });
    expect(titles(await askUnder(bindings, page)), what).toEqual([product.title]);
    const next = anIsolate();
    await askUnder(next, page);
    expect((await healthUnder(next)).kept, what).toEqual(whole);
  }
});

test('a store of files that does not answer costs no card', async () => {
  await aBrand({ products: [kettle] });
  const refuse = () => Promise.reject(new Error('no files today'));
  const FILES = new Proxy(env.FILES, { get: () => refuse });
  const bindings = anIsolate({ FILES });
  expect(titles(await askUnder(bindings, article('Rivertin RT-90 gooseneck kettle')))).toContain(kettle.title);
  expect((await healthUnder(bindings)).kept).toEqual({ words: 'damaged', vectors: 'damaged' });
});

test('more products than a page waits for are taken in after its answer, and a start in between loses none', async () => {
  const brand = await aBrand();
  const names = Array.from({ length: 2600 }, (_, at) => row(`m-${at}`, `Marlstone M${at + 1000}X Lantern`, 'Marlstone'));
  for (let at = 0; at < names.length; at += importBatchMax)
    await brand.client(importProducts, {
      rows: names.slice(at, at + importBatchMax).map((one) => ({ ...one, url: `https://${brand.host}/p/${one.sku}` })),
    });
  const bindings = anIsolate();
  const last = article('Marlstone M3599X lantern, tested');
  await askUnder(bindings, last);
  await eventually(
    () => healthUnder(bindings),
    ({ isComplete }) => isComplete,
  );
  expect(titles(await askUnder(bindings, last))).toEqual(['Marlstone M3599X Lantern']);
  await eventually(keptFiles, (files) => files.length >= 2);
});

function gated(files: R2Bucket): { files: R2Bucket; open: () => void } {
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  const put = async (...call: Parameters<R2Bucket['put']>): Promise<R2Object> => {
    await isOpen;
    return files.put(...call);
  };
  const held = new Proxy(files, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name === 'put') return put;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { files: held, open };
}

const handleOf = (database: D1Database): D1Database =>
  new Proxy(database, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

test('many first calls at once all get the same answer', async () => {
  await aBrand({ products: [kettle] });
  const DB = handleOf(env.DB);
  const page = article('Rivertin RT-90 gooseneck kettle');
  const answers = await Promise.all(
    Array.from({ length: 6 }, async () => (await sendUnder({ DB }, requestOf('POST', '/v1/recommend/cards', { page }))).json<CardSet>()),
  );
  for (const answer of answers) expect(titles(answer)).toContain(kettle.title);
});

test('a first call that is cut off while it fills the index does not hold up the next', async () => {
  await aBrand({ products: [kettle] });
  let isCutOff = false;
  const FILES = new Proxy(env.FILES, {
    get: (target, name) => {
      if (name !== 'get' || isCutOff) return Reflect.get(target, name).bind(target);
      isCutOff = true;
      return () => new Promise<never>(() => undefined);
    },
  });
  const DB = handleOf(env.DB);
  const ask = () =>
    sendUnder({ DB, FILES }, requestOf('POST', '/v1/recommend/cards', { page: article('Rivertin RT-90 gooseneck kettle') }));
  void ask();
  await vi.waitFor(() => expect(isCutOff).toBe(true));
  expect(titles(await (await ask()).json<CardSet>())).toContain(kettle.title);
});

test('an index that belongs to a newer catalogue than there is is not believed', async () => {
  await aBrand({ products: [kettle] });
  later();
  const page = article('Rivertin RT-90 gooseneck kettle');
  await cardsFor(page);
  await eventually(keptFiles, (files) => files.length > 0);
  await env.DB.prepare('DELETE FROM catalogue_price').run();
  await env.DB.prepare('DELETE FROM catalogue_product').run();
  const bindings = anIsolate();
  const { answer } = await answerUnder(bindings, page);
  expect(answer).toMatchObject({ cards: [], nothing: 'empty_catalogue' });
  expect((await healthUnder(bindings)).kept.words).toBe('damaged');
});
