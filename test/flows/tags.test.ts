import { env } from 'cloudflare:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { creatorKey } from '#shared/content-key.ts';
import { addHandle } from '#shared/contracts/accounts.ts';
import { setTerms, type Terms } from '#shared/contracts/books.ts';
import { importProducts } from '#shared/contracts/catalogue.ts';
import { listSealKeys, tellEvents } from '#shared/contracts/learning.ts';
import { type CardSet, recommendCards, searchProducts } from '#shared/contracts/recommend.ts';
import {
  changeTag,
  listTaggedContents,
  lookUpPresence,
  orderTags,
  removeTag,
  reportPresence,
  tagsPerContentMax,
} from '#shared/contracts/tags.ts';
import type { Id } from '#shared/ids.ts';
import { isListed, keyHash, prefixOf } from '#shared/presence.ts';
import { replay } from '#shared/ranking/replay.ts';
import { sealOf } from '#shared/ranking/seal.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { dayMs } from '#shared/time.ts';
import { aCall, setClock } from '#test/harness/caller.ts';
import { aVideo, handleIdOf, pageBy, productsOf, provenHandle, tag } from '#test/harness/tags.ts';
import {
  aBrand,
  aCreator,
  anyone,
  type BrandWorld,
  type CreatorWorld,
  cardsFor,
  eventually,
  operator,
  termsOf,
} from '#test/harness/world.ts';
import { creatorHashes } from '#worker/accounts/index.ts';
import { shippedModel } from '#worker/model/index.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What was tagged is seen two seconds later, what was imported one. */
let ahead = 0;
function later(): void {
  ahead += 3000;
  setClock(Date.now() + ahead);
}

const row = (sku: string, title: string, maker: string, amountMinor = 4900) => ({
  sku,
  title,
  maker,
  price: { amountMinor, currency: 'EUR' },
});
const goods = [
  row('hv-1', 'Harvenby Canvas Stool', 'Harvenby'),
  row('qs-2', 'Quistmark Enamel Mug', 'Quistmark'),
  row('dl-3', 'Dellaford Wool Blanket', 'Dellaford'),
];
const titles = ({ cards }: CardSet): string[] => cards.map(({ product }) => product.title);

interface World {
  brand: BrandWorld;
  creator: CreatorWorld;
  ids: Id<'prd'>[];
  video: string;
}
async function aWorld({ terms, products = goods }: { terms?: Partial<Terms> | null; products?: typeof goods } = {}): Promise<World> {
  const [brand, creator] = await Promise.all([aBrand({ products, ...(terms === undefined ? {} : { terms }) }), aCreator()]);
  const found = await productsOf(brand);
  const ids = products.map(({ sku }) => found.find((product) => product.sku === sku)?.id as Id<'prd'>);
  later();
  return { brand, creator, ids, video: aVideo() };
}
const [stool, mug, blanket] = [0, 1, 2] as const;
const idAt = ({ ids }: World, at: number): Id<'prd'> => ids[at] as Id<'prd'>;

test('what a creator tagged comes first on a page that states them, in their order, with moment and note, and earns as any card does', async () => {
  const world = await aWorld();
  const { creator, video } = world;
  await tag(creator, { address: video, productId: idAt(world, mug), atSeconds: 95, note: 'The one I drink from' });
  await tag(creator, { address: `${video}&t=12s`, productId: idAt(world, stool) });
  later();
  const page = pageBy(creator, video, { title: 'Dellaford Wool Blanket, a year on', text: 'The Dellaford wool blanket again.' });
  const set = await cardsFor(page);
  expect(titles(set)).toEqual(['Quistmark Enamel Mug', 'Harvenby Canvas Stool', 'Dellaford Wool Blanket']);
  expect(set.cards.map(({ reasons }) => reasons[0])).toEqual(['tagged_by_creator', 'tagged_by_creator', 'named_on_page']);
  expect(set.cards.map((card) => card.tag)).toEqual([{ atSeconds: 95, note: 'The one I drink from' }, {}, undefined]);
  expect(set.cards[0]?.score).toBeLessThan(set.receipt.threshold);
  expect(set.cards.map(({ offer }) => offer?.earner.id)).toEqual([creator.id, creator.id, creator.id]);
  expect(set.receipt.tagged?.map(({ card }) => card)).toEqual(set.cards.slice(0, 2).map(({ id }) => id));
  expect(set.receipt.content).toMatchObject({ creator: creator.id, key: sha256Hex(`youtube:${video.split('v=')[1]}`) });
});

test('a page without a word that tells something still has what its creator tagged', async () => {
  const world = await aWorld();
  await tag(world.creator, { address: world.video, productId: idAt(world, mug) });
  later();
  expect(titles(await cardsFor(pageBy(world.creator, world.video, { title: '' })))).toEqual(['Quistmark Enamel Mug']);
});

describe('a tag is not served', () => {
  const changes: Record<string, (world: World, other: CreatorWorld) => Parameters<typeof pageBy>[2]> = {
    'where the page states another creator': (_, other) => ({ creator: { platform: 'youtube', handle: `@${other.handle}` } }),
    'where the page states nobody': () => ({ creator: null }),
    'where the page does not know its creator': () => ({ creator: undefined }),
    'where the handle is on another platform': ({ creator }) => ({ creator: { platform: 'tiktok', handle: creator.handle } }),
    "where the platform's own id is somebody else's": ({ creator }, other) => ({
      creator: { platform: 'youtube', id: other.handle, handle: `@${creator.handle}` },
    }),
    'on another content': () => ({ url: aVideo() }),
    'where the page claims another platform for the address': () => ({ platform: 'web' as const }),
  };
  test.each(Object.entries(changes))('%s', async (_, change) => {
    const [world, other] = await Promise.all([aWorld(), aCreator()]);
    await tag(world.creator, { address: world.video, productId: idAt(world, mug) });
    later();
    expect((await cardsFor(pageBy(world.creator, world.video))).cards).toHaveLength(1);
    expect((await cardsFor(pageBy(world.creator, world.video, change(world, other)))).cards).toEqual([]);
  });

  test('by a creator who claims the content of another', async () => {
    const [world, thief] = await Promise.all([aWorld(), aCreator()]);
    await tag(thief, { address: world.video, productId: idAt(world, stool) });
    await tag(world.creator, { address: world.video, productId: idAt(world, mug) });
    later();
    expect(titles(await cardsFor(pageBy(world.creator, world.video)))).toEqual(['Quistmark Enamel Mug']);
  });

  test('once its product is sold no more, or the programme leaves it out', async () => {
    const world = await aWorld();
    const { brand, creator, video } = world;
    for (const at of [stool, mug, blanket]) await tag(creator, { address: video, productId: idAt(world, at) });
    const url = (sku: string): string => `https://${brand.host}/p/${sku}`;
    await brand.client(importProducts, { rows: [{ ...goods[0], url: url('hv-1'), availability: 'discontinued' }] });
    await brand.client(setTerms, { terms: termsOf({ excludedSkus: ['qs-2'] }), requestId: 'without-mugs' });
    later();
    expect(titles(await cardsFor(pageBy(creator, video)))).toEqual(['Quistmark Enamel Mug', 'Dellaford Wool Blanket']);
    // What cuts earnings counts 30 days later.
    setClock(Date.now() + ahead + 31 * dayMs);
    await eventually(
      () => cardsFor(pageBy(creator, video)),
      (set) => titles(set).join() === 'Dellaford Wool Blanket',
    );
  });
});

test('at most as many cards as asked for, tagged ones first; what is tagged is not shown twice, nor in another colour', async () => {
  const world = await aWorld({
    products: ['black', 'white', 'red'].map((colour) => row(`pk-${colour}`, `Tolvane Norrsken Parka ${colour}`, 'Tolvane')),
  });
  const { creator, video } = world;
  await tag(creator, { address: video, productId: idAt(world, 2) });
  later();
  const page = pageBy(creator, video, { title: 'Tolvane Norrsken Parka: a winter in it' });
  expect(titles(await cardsFor(page))).toEqual(['Tolvane Norrsken Parka red']);
  await tag(creator, { address: video, productId: idAt(world, 0) });
  later();
  expect(titles(await cardsFor(page))).toEqual(['Tolvane Norrsken Parka red', 'Tolvane Norrsken Parka black']);
  expect(titles(await anyone(recommendCards, { page, cardsMax: 1 }))).toEqual(['Tolvane Norrsken Parka red']);
});

test('tags change no score and no order of the others; the receipt replays, is sealed, and tells of seen cards', async () => {
  const world = await aWorld();
  const { creator, video } = world;
  const page = pageBy(creator, video, {
    title: 'Dellaford Wool Blanket against Quistmark Enamel Mug',
    text: 'The Dellaford wool blanket, the Quistmark enamel mug.',
  });
  const before = await cardsFor(page);
  await tag(creator, { address: video, productId: idAt(world, stool) });
  later();
  const after = await cardsFor(page);
  expect(titles(after).slice(1)).toEqual(titles(before));
  const { contenders, candidatesHash } = after.receipt;
  expect({ contenders, candidatesHash }).toEqual({ contenders: before.receipt.contenders, candidatesHash: before.receipt.candidatesHash });
  expect(replay(after.receipt, shippedModel, sha256Hex)).toEqual([]);
  expect(await sealOf(after.receipt, (await anyone(listSealKeys, {})).keys)).toBe('sealed');
  const seen = after.cards.map(({ id }) => id);
  expect(await anyone(tellEvents, { receipt: after.receipt, seen, opened: seen.slice(0, 1) })).toEqual({ taken: seen.length });
  const forged = { ...after.receipt, tagged: undefined };
  await expect(anyone(tellEvents, { receipt: forged, seen: [], opened: [] })).rejects.toMatchObject({ code: 'unprocessable' });
});

test('ranking cannot see money, and neither can what is tagged: whatever the terms are, the same cards come in the same order', async () => {
  const creator = await aCreator();
  const brands = await Promise.all(goods.map((product) => aBrand({ products: [product] })));
  const video = aVideo();
  for (const brand of [...brands].reverse()) {
    const [product] = await productsOf(brand);
    await tag(creator, { address: video, productId: product?.id as Id<'prd'> });
  }
  later();
  const ask = async () => {
    const { cards, receipt } = await anyone(recommendCards, { page: pageBy(creator, video), cardsMax: 12, explain: true });
    return {
      offers: cards.map(({ offer }) => [offer?.rateBps, offer?.benefit.kind]),
      order: cards.map(({ product, score, reasons, features }) => ({ id: product.id, score, reasons, features })),
      tagged: receipt.tagged?.map(({ id, score, values }) => ({ id, score, values })),
    };
  };
  const before = await ask();
  expect(before.order).toHaveLength(3);
  const settings: Partial<Terms>[][] = [
    [9000, 1, 500].map((rateBps) => ({ rateBps })),
    [{ benefit: null }, { benefit: { kind: 'cashback', bps: 9000 } }, { holdDays: 90 }],
  ];
  for (const [round, changes] of settings.entries()) {
    await Promise.all(brands.map(({ client }, at) => client(setTerms, { terms: termsOf(changes[at]), requestId: `round-${round}` })));
    const after = await eventually(ask, ({ offers }) => JSON.stringify(offers) !== JSON.stringify(before.offers));
    expect({ order: after.order, tagged: after.tagged }).toEqual({ order: before.order, tagged: before.tagged });
  }
});

test('cards that are told of are counted for the content once each, and only where its creator is known', async () => {
  const world = await aWorld();
  const { creator, video } = world;
  for (const at of [stool, mug]) await tag(creator, { address: video, productId: idAt(world, at) });
  later();
  const counts = async () =>
    (await env.DB.prepare('SELECT creator_id, key_hash, seen, opened FROM learning_content WHERE creator_id = ?').bind(creator.id).all())
      .results;
  const { cards, receipt } = await cardsFor(pageBy(creator, video));
  const [first, second] = cards.map(({ id }) => id) as [Id<'car'>, Id<'car'>];
  const told: [seen: Id<'car'>[], opened: Id<'car'>[], counted: { seen: number; opened: number }][] = [
    [[first], [], { seen: 1, opened: 0 }],
    [[first], [], { seen: 1, opened: 0 }],
    [[first, second], [second], { seen: 2, opened: 1 }],
    [[], [first], { seen: 2, opened: 2 }],
    [[first, second], [first, second], { seen: 2, opened: 2 }],
  ];
  for (const [seen, opened, counted] of told) {
    await anyone(tellEvents, { receipt, seen, opened });
    expect(await counts()).toEqual([{ creator_id: creator.id, key_hash: keyHash(`youtube:${video.split('v=')[1]}`), ...counted }]);
  }
  const before = (await env.DB.prepare('SELECT count(*) AS rows FROM learning_content').first()) as { rows: number };
  const named = pageBy({ handle: 'nobody-here' }, aVideo(), {
    title: 'Dellaford Wool Blanket, a year on',
    text: 'The Dellaford wool blanket.',
  });
  const other = await cardsFor(named);
  expect([other.cards.length > 0, other.receipt.content]).toEqual([true, undefined]);
  await anyone(tellEvents, { receipt: other.receipt, seen: other.cards.map(({ id }) => id), opened: [] });
  expect(await env.DB.prepare('SELECT count(*) AS rows FROM learning_content').first()).toEqual(before);
});

describe('tagging', () => {
  test('the same request again answers the same and changes nothing; another one under its id is refused', async () => {
    const world = await aWorld();
    const asked = { address: world.video, productId: idAt(world, mug), requestId: 'once', note: 'mine' };
    const [first, again] = [await tag(world.creator, asked), await tag(world.creator, asked)];
    expect(again).toEqual(first);
    const many = await Promise.all(Array.from({ length: 8 }, () => tag(world.creator, { ...asked, requestId: 'at-once' })));
    expect(new Set(many.map((content) => JSON.stringify(content))).size).toBe(1);
    await expect(tag(world.creator, { ...asked, note: 'yours' })).rejects.toMatchObject({
      code: 'conflict',
      facts: { field: 'requestId' },
    });
    expect((await world.creator.client(listTaggedContents, {})).contents).toHaveLength(1);
  });

  test('a tag can be changed, moved, taken off, and put back into its place', async () => {
    const world = await aWorld();
    const { creator, video } = world;
    for (const at of [stool, mug, blanket]) await tag(creator, { address: video, productId: idAt(world, at) });
    const [content] = (await creator.client(listTaggedContents, {})).contents;
    if (!content) throw new Error('a content is needed here');
    const names = ({ tags }: typeof content): string[] => tags.map(({ product }) => product.title.split(' ')[0] as string);
    const tagIds = content.tags.map(({ id }) => id);
    const turned = await creator.client(orderTags, { contentId: content.id, tagIds: [...tagIds].reverse() });
    expect(names(turned)).toEqual(['Dellaford', 'Quistmark', 'Harvenby']);
    for (const wrong of [tagIds.slice(1), [...tagIds.slice(1), ...tagIds.slice(1, 2)], [...tagIds, ...tagIds]])
      await expect(creator.client(orderTags, { contentId: content.id, tagIds: wrong })).rejects.toMatchObject({ code: 'conflict' });
    const tagId = tagIds[mug] as Id<'tag'>;
    const changed = await creator.client(changeTag, { tagId, atSeconds: 61, note: 'here' });
    expect(changed.tags[1]).toMatchObject({ id: tagId, atSeconds: 61, note: 'here' });
    for (const _ of ['once', 'again']) expect(names(await creator.client(removeTag, { tagId }))).toEqual(['Dellaford', 'Harvenby']);
    await expect(creator.client(changeTag, { tagId, atSeconds: null, note: null })).rejects.toMatchObject({ code: 'not_found' });
    expect(names(await tag(creator, { address: video, productId: idAt(world, mug) }))).toEqual(['Dellaford', 'Quistmark', 'Harvenby']);
  });

  test('what is told of a product: its terms as they stand, its market, and what it is worth to no other', async () => {
    const gtin = '4006381333931';
    const world = await aWorld({ terms: { rateBps: 800, rates: [{ skus: ['qs-2'], rate: { kind: 'share', bps: 1500 } }] } });
    const { brand, creator } = world;
    const url = (host: string): string => `https://${host}/p/qs-2`;
    await brand.client(importProducts, {
      rows: [{ ...goods[1], gtin, url: url(brand.host), price: { amountMinor: 3900, currency: 'EUR' } }],
    });
    const rival = await aBrand();
    await rival.client(importProducts, {
      rows: [{ ...goods[1], gtin, url: url(rival.host), price: { amountMinor: 3500, currency: 'EUR' }, availability: 'in_stock' }],
    });
    const { tags } = await eventually(
      () => tag(creator, { address: world.video, productId: idAt(world, mug) }),
      (content) => content.tags[0]?.product.terms !== null,
    );
    expect(tags[0]?.product).toMatchObject({
      programme: 'open',
      terms: { rate: { kind: 'share', bps: 1500 }, windowDays: 30, holdDays: 14, benefit: { kind: 'discount' } },
      price: { amountMinor: 3900 },
      market: { lowestMinor: 3900, otherShops: 1, lowestElsewhereMinor: 3500 },
    });
  });

  test('a product is found by words and by the address of its page, whatever is paid for it', async () => {
    const world = await aWorld();
    const { client } = world.creator;
    const found = async (q: string) => (await client(searchProducts, { q })).products.map(({ title }) => title);
    expect((await found('wool blanket dellaford'))[0]).toBe('Dellaford Wool Blanket');
    // One common word is far below what a page would need.
    expect(await found('mug')).toContain('Quistmark Enamel Mug');
    expect(await found(`https://www.${world.brand.host}/p/qs-2/?utm=x`)).toEqual(['Quistmark Enamel Mug']);
    expect(await found('https://nowhere.example/p/1')).toEqual([]);
    expect((await client(searchProducts, { q: '#', limit: 1 })).products.length).toBeLessThanOrEqual(1);
  });

  test('is refused for what is not there, not theirs, or not in a programme', async () => {
    const [world, other, bare] = await Promise.all([aWorld({ terms: { excludedSkus: ['hv-1'] } }), aCreator(), aWorld({ terms: null })]);
    const { creator, video } = world;
    const productId = idAt(world, mug);
    const refusedFor = (asked: Parameters<typeof tag>[1]) =>
      tag(creator, asked).then(
        () => 'taken',
        (error: { code: string; facts: { why?: string } }) => error.facts.why ?? error.code,
      );
    expect(await refusedFor({ address: video, productId, handleId: await handleIdOf(other) })).toBe('not_found');
    expect(await refusedFor({ address: video, productId, handleId: `han_${'0'.repeat(26)}` })).toBe('not_found');
    expect(await refusedFor({ address: video, productId: `prd_${'0'.repeat(26)}` })).toBe('not_found');
    expect(await refusedFor({ address: video, productId: idAt(world, stool) })).toBe('excluded');
    expect(await refusedFor({ address: video, productId: idAt(bare, mug) })).toBe('no_programme');
    expect(await refusedFor({ address: 'https://www.youtube.com/@someone', productId })).toBe('no_content');
    expect(await refusedFor({ address: 'https://journal.example/lamps', productId })).toBe('other_platform');
    const { id } = await creator.client(addHandle, { platform: 'tiktok', handle: creator.handle });
    const clip = (who: string): string => `https://www.tiktok.com/@${who}/video/7301234567890123456`;
    expect(await refusedFor({ address: clip(creator.handle), productId, handleId: id })).toBe('not_proven');
    const handleId = await provenHandle(creator, 'tiktok', creator.handle);
    expect(await refusedFor({ address: clip(other.handle), productId, handleId })).toBe('other_handle');
    expect(await refusedFor({ address: clip(creator.handle), productId, handleId })).toBe('taken');
    const site = await provenHandle(creator, 'web', `${creator.handle}.example`);
    expect(await refusedFor({ address: `https://www.${creator.handle}.example/lamps?x=1`, productId, handleId: site })).toBe('taken');
    expect(await refusedFor({ address: 'https://bank.example/lamps', productId, handleId: site })).toBe('other_handle');
  });

  test('stays within its bounds', async () => {
    const products = Array.from({ length: tagsPerContentMax + 1 }, (_, at) => row(`b-${at}`, `Bound Thing ${at}`, 'Bound'));
    const world = await aWorld({ products });
    for (let at = 0; at < tagsPerContentMax; at++) await tag(world.creator, { address: world.video, productId: idAt(world, at) });
    const oneMore = { address: world.video, productId: idAt(world, tagsPerContentMax), requestId: 'one-more' };
    await expect(tag(world.creator, oneMore)).rejects.toMatchObject({ code: 'conflict', facts: { tagsPerContentMax } });
    const [content] = (await world.creator.client(listTaggedContents, {})).contents;
    await world.creator.client(removeTag, { tagId: content?.tags[0]?.id as Id<'tag'> });
    expect((await tag(world.creator, oneMore)).tags).toHaveLength(tagsPerContentMax);
  });

  test('lists contents newest first, a page at a time, and nobody else’s', async () => {
    const [world, other] = await Promise.all([aWorld(), aCreator()]);
    const addresses = [aVideo(), aVideo(), aVideo()];
    for (const address of addresses) {
      await tag(world.creator, { address, productId: idAt(world, mug) });
      later();
    }
    const { contents, next } = await world.creator.client(listTaggedContents, { limit: 2 });
    expect(contents.map(({ address }) => address)).toEqual([addresses[2], addresses[1]]);
    const rest = await world.creator.client(listTaggedContents, { limit: 2, after: next ?? '' });
    expect([rest.contents.map(({ address }) => address), rest.next]).toEqual([[addresses[0]], null]);
    expect((await other.client(listTaggedContents, {})).contents).toEqual([]);
  });
});

describe('a presence look-up', () => {
  const keyOf = (video: string): string => `youtube:${video.split('v=')[1]}`;
  const ask = (key: string) => anyone(lookUpPresence, { prefix: prefixOf(keyHash(key)) });

  test('lists contents with tags and proven creators, and nothing else; a tag that was taken off is gone', async () => {
    const world = await aWorld();
    const { creator, video } = world;
    const [key, name] = [keyOf(video), creatorKey('youtube', creator.handle)];
    expect(isListed(await ask(key), key)).toBe(false);
    const { tags } = await tag(creator, { address: video, productId: idAt(world, mug) });
    expect(isListed(await ask(key), key)).toBe(true);
    expect(isListed(await ask(name), name)).toBe(true);
    const { handle } = await creator.client(addHandle, { platform: 'tiktok', handle: creator.handle });
    expect(isListed(await ask(creatorKey('tiktok', handle)), creatorKey('tiktok', handle))).toBe(false);
    await creator.client(removeTag, { tagId: tags[0]?.id as Id<'tag'> });
    expect(isListed(await ask(key), key)).toBe(false);
  });

  test('is padded, the same all day for everybody, another one tomorrow, and may be cached until then', async () => {
    const world = await aWorld();
    const key = keyOf(world.video);
    const empty = await ask(key);
    await tag(world.creator, { address: world.video, productId: idAt(world, mug) });
    const [first, again] = [await ask(key), await ask(key)];
    expect(again).toEqual(first);
    expect([empty.entries.length, first.entries.length]).toEqual([50, 50]);
    expect(first.entries.filter((entry) => !empty.entries.includes(entry))).toHaveLength(1);
    const answer = await anyone.raw(`/v1/presence/${prefixOf(keyHash(key))}`);
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d{1,3}$/);
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(4096);
    ahead += dayMs;
    later();
    const tomorrow = await ask(key);
    expect(tomorrow.entries.filter((entry) => first.entries.includes(entry))).toEqual([]);
    expect(isListed(tomorrow, key)).toBe(true);
  });

  test('finds creators whose handles are older than their hashes', async () => {
    const { handle } = await aCreator();
    await env.DB.prepare('UPDATE accounts_handle SET presence_hash = NULL WHERE handle_key = ?').bind(handle).run();
    const name = creatorKey('youtube', handle);
    // Each isolate fills in once; what a test takes away behind its back is like an isolate that has not looked yet.
    const call = { ...aCall(), env: { ...env, DB: env.DB.withSession() as unknown as D1Database } };
    expect(await creatorHashes(call, prefixOf(keyHash(name)), 100)).toContain(keyHash(name));
    expect(isListed(await ask(name), name)).toBe(true);
  });

  test('the operator reads how large the buckets are', async () => {
    const report = await (await operator())(reportPresence, {});
    expect(report).toMatchObject({ buckets: 65_536, sizes: { min: 50, median: 50, max: 50 } });
    expect(report.sharing.reduce((sum, { prefixes }) => sum + prefixes, 0)).toBe(report.buckets);
    expect(report.sharing.reduce((sum, { keys, prefixes }) => sum + keys * prefixes, 0)).toBe(report.contents + report.creators);
  });
});
