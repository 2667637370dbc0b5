/** What is often bought with the products of a page: artefacts put in and in force, what serves when files are spoiled, and cards after all others. */
import { env } from 'cloudflare:test';
import { afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { toBase64 } from '#shared/base64.ts';
import { setTerms } from '#shared/contracts/books.ts';
import { importProducts } from '#shared/contracts/catalogue.ts';
import { addArtefact, listArtefacts, type NextItemManifest, useArtefact } from '#shared/contracts/companions.ts';
import type { Ask } from '#shared/contracts/endpoint.ts';
import { listEvents, listSealKeys, tellEvents } from '#shared/contracts/learning.ts';
import { type CardSet, recommendCards, recommendHealth } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import { replay } from '#shared/ranking/replay.ts';
import { sealOf } from '#shared/ranking/seal.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { aCall, setClock } from '#test/harness/caller.ts';
import { aVideo, pageBy, productsOf, tag } from '#test/harness/tags.ts';
import { aBrand, aCreator, anyone, aPage, type BrandWorld, operator, termsOf } from '#test/harness/world.ts';
import { readArtefact } from '#worker/companions/files.ts';
import { shippedModel } from '#worker/model/index.ts';

afterEach(() => {
  vi.restoreAllMocks();
});
let ahead = 0;
function later(ms = 3000): void {
  ahead += ms;
  setClock(Date.now() + ahead);
}

const { served, network, counts } = inject('nextItem');
const { kind, version, layout, hashes, samples } = served;
// Sections and scales are lists that nobody changes.
const manifest = { kind, version, layout, hashes, samples } as NextItemManifest;

/** Fifty things that share no word. In the sequences of the model, thing n is followed by the next three most often. */
const syllables = ['bra', 'del', 'fos', 'gim', 'hul', 'jar', 'kep', 'lom', 'nis', 'tuv'];
const word = (at: number, end: string): string =>
  `${syllables[at % 10]}${syllables[Math.floor(at / 10) + 3]}${syllables[(at * 7) % 10]}${end}`;
const things = Array.from({ length: 50 }, (_, at) => ({
  sku: `s${at}`,
  title: `${word(at, 'en')} ${word(at + 50, 'ol')} ${word(at + 23, 'ix')}`,
  maker: word(at, 'mark'),
  price: { amountMinor: 900 + at, currency: 'EUR' },
}));
let brand: BrandWorld;
let ids: Id<'prd'>[];
beforeAll(async () => {
  brand = await aBrand({ products: things });
  const found = new Map((await productsOf(brand)).map(({ sku, id }) => [sku, id]));
  ids = things.map(({ sku }) => found.get(sku) as Id<'prd'>);
  later();
});
const at = (item: number): Id<'prd'> => ids[item] as Id<'prd'>;

const pageAbout = (...items: number[]) =>
  aPage({
    platform: 'web',
    kind: 'article',
    url: 'https://journal.example/things',
    title: items.map((item) => things[item]?.title).join(' and '),
    text: items.map((item) => `The ${things[item]?.title} by ${things[item]?.maker} was with us.`).join(' '),
  });
const ask = (page = pageAbout(10, 11), cardsMax = 12): Promise<CardSet> => anyone(recommendCards, { page, cardsMax });
const productsIn = ({ cards }: CardSet): string[] => cards.map(({ product }) => product.id);
const companionsIn = ({ cards }: CardSet) => cards.filter(({ reasons }) => reasons.includes('bought_together'));
/** What stays the same of a set that is asked for again. */
const organicOf = ({ cards, receipt }: CardSet): unknown => [
  cards.filter(({ reasons }) => !reasons.includes('bought_together')).map(({ id: _, offer: __, ...card }) => card),
  receipt.contenders,
  receipt.candidatesHash,
  receipt.cards.map(({ contender }) => contender),
];

const adding = (change: Partial<Ask<typeof addArtefact>> = {}): Ask<typeof addArtefact> => ({
  manifest,
  files: { network, counts },
  products: ids,
  note: 'from the baskets of a ring',
  ...change,
});
async function add(change: Partial<Ask<typeof addArtefact>> = {}) {
  return (await operator())(addArtefact, adding(change));
}
async function use(artefact: string | null): Promise<void> {
  await (await operator())(useArtefact, { artefact, reason: 'a test' });
  later();
}
const health = async () => (await anyone(recommendHealth, {})).companions;

test('without an artefact nothing is shown beside the cards, and health says that none is in force', async () => {
  const set = await ask();
  expect(productsIn(set).sort()).toEqual([at(10), at(11)].sort());
  expect(set.receipt.companions).toBeUndefined();
  expect(await health()).toEqual({ artefact: null, serves: 'nothing', reason: null });
});

describe('in force, it', () => {
  let before: CardSet;
  let artefact: string;
  beforeAll(async () => {
    await use(null);
    before = await ask();
    const added = await add();
    artefact = added.id;
    expect(added).toMatchObject({ items: 50, products: 50, networks: 2, isInForce: false, note: 'from the baskets of a ring' });
    expect((await ask()).receipt.companions).toBeUndefined();
    await use(artefact);
  });

  test('adds what is often bought with the cards, after them, three at most, and leaves the others as they are', async () => {
    const set = await ask();
    const companions = companionsIn(set);
    expect(companions.length).toBeGreaterThan(0);
    expect(companions.length).toBeLessThanOrEqual(3);
    expect(set.cards.slice(-companions.length)).toEqual(companions);
    expect(organicOf(set)).toEqual(organicOf(before));
    for (const { product, score, reasons } of companions) {
      expect([12, 13, 14].map(at)).toContain(product.id);
      expect([score, reasons]).toEqual([0, ['bought_together']]);
    }
    expect(await health()).toEqual({ artefact, serves: 'both', reason: null });
  });

  test('is named in the receipt with what it followed from, which is sealed and replays', async () => {
    const set = await ask();
    const { companions, ...receipt } = set.receipt;
    expect(companions?.artefact).toBe(artefact);
    expect(companions?.history).toEqual(productsIn(set).slice(0, 2).reverse());
    expect(companions?.cards.map(({ card }) => card)).toEqual(companionsIn(set).map(({ id }) => id));
    expect(replay(set.receipt, shippedModel, sha256Hex)).toEqual([]);
    const { keys } = await anyone(listSealKeys, {});
    expect(await sealOf(set.receipt, keys)).toBe('sealed');
    expect(await sealOf(receipt, keys)).toBe('broken');
  });

  test.each([
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 2],
    [12, 3],
  ])('takes only places that are left: of %i cards at most %i', async (cardsMax, most) => {
    const set = await ask(pageAbout(10, 11), cardsMax);
    expect(companionsIn(set).length).toBeLessThanOrEqual(most);
    expect(set.cards.length).toBeLessThanOrEqual(cardsMax);
    expect(set.cards.slice(0, Math.min(2, cardsMax)).every(({ reasons }) => !reasons.includes('bought_together'))).toBe(true);
  });

  test('adds nothing on a page that is about no product, or whose products it does not know', async () => {
    expect((await ask(aPage({ title: 'Twelve voices and a lot of rain', text: 'Nothing to buy here.' }))).cards).toEqual([]);
    const other = await aBrand({ products: [{ sku: 'x', title: 'Zandwick Quirrel lamp ZQ-700', maker: 'Zandwick', price: null }] });
    later();
    const set = await ask(aPage({ title: 'Zandwick Quirrel lamp ZQ-700', text: 'The Zandwick Quirrel lamp.' }));
    expect(set.cards.map(({ product }) => product.url)).toEqual([expect.stringContaining(other.host)]);
    expect(set.receipt.companions).toBeUndefined();
  });

  test('follows from what the creator tagged as well, and stands behind it', async () => {
    const creator = await aCreator();
    const video = aVideo();
    await tag(creator, { address: video, productId: at(30) });
    later();
    const page = pageBy(creator, video, { title: things[10]?.title ?? '', text: pageAbout(10).text ?? '' });
    const set = await ask(page);
    expect(productsIn(set).slice(0, 2)).toEqual([at(30), at(10)]);
    expect(set.receipt.companions?.history).toEqual([at(10), at(30)]);
    expect(companionsIn(set).length).toBeGreaterThan(0);
    expect(replay(set.receipt, shippedModel, sha256Hex)).toEqual([]);
    // Tagged alone, on a page that names nothing, nothing goes along.
    const alone = await ask(pageBy(creator, video));
    expect(productsIn(alone)).toEqual([at(30)]);
  });

  test('is told of as seen and opened, and nothing is learnt from it', async () => {
    const { cards, receipt } = await ask(pageAbout(20));
    const told = cards.map(({ id }) => id);
    expect(cards.length).toBeGreaterThan(1);
    expect(await anyone(tellEvents, { receipt, seen: told, opened: told })).toEqual({ taken: cards.length });
    const rows = await env.DB.prepare(
      'SELECT tagged, scorer_values AS told FROM learning_event WHERE card_id IN (SELECT value FROM json_each(?))',
    )
      .bind(JSON.stringify(told))
      .all<{ tagged: number; told: string }>();
    expect(rows.results.filter(({ tagged }) => tagged === 1).map((row) => row.told)).toEqual(cards.slice(1).map(() => '[]'));
    const { events } = await (await operator())(listEvents, { limit: 1000 });
    expect(events.filter(({ values }) => values.length === 0)).toEqual([]);
  });

  test('gives way to another one within two seconds, and comes back by pointing again; none can be in force too', async () => {
    const shifted = [...ids.slice(25), ...ids.slice(0, 25)];
    const other = await add({ products: shifted, note: 'shifted' });
    await use(other.id);
    expect((await health()).artefact).toBe(other.id);
    expect((await ask()).receipt.companions?.artefact ?? other.id).toBe(other.id);
    await use(null);
    expect((await ask()).receipt.companions).toBeUndefined();
    await use(artefact);
    expect((await ask()).receipt.companions?.artefact).toBe(artefact);
    const { artefacts, inForce } = await (await operator())(listArtefacts, {});
    expect(artefacts.filter(({ isInForce }) => isInForce).map(({ id }) => id)).toEqual([artefact]);
    expect(inForce.slice(0, 3).map((force) => force.artefact)).toEqual([artefact, null, other.id]);
  });

  test('is the same whatever the brand pays', async () => {
    const before = await ask();
    for (const rateBps of [0, 9000]) {
      await brand.client(setTerms, { terms: termsOf({ rateBps }), requestId: `companions-${rateBps}` });
      later();
      const set = await ask();
      expect(organicOf(set)).toEqual(organicOf(before));
      expect(productsIn(set)).toEqual(productsIn(before));
      expect(set.receipt.companions?.cards.map(({ id, score }) => [id, score])).toEqual(
        before.receipt.companions?.cards.map(({ id, score }) => [id, score]),
      );
    }
  });

  test('shows no product that is sold no more', async () => {
    const [gone] = companionsIn(await ask(pageAbout(40)));
    const [row] = await env.DB.prepare('SELECT sku FROM catalogue_product WHERE id = ?')
      .bind(gone?.product.id)
      .all<{ sku: string }>()
      .then(({ results }) => results);
    const thing = things.find(({ sku }) => sku === row?.sku);
    await brand.client(importProducts, {
      rows: [
        {
          ...thing,
          title: thing?.title ?? '',
          sku: thing?.sku ?? '',
          url: `https://${brand.host}/p/${row?.sku}`,
          availability: 'discontinued',
        },
      ],
    });
    later();
    expect(productsIn(await ask(pageAbout(40)))).not.toContain(gone?.product.id);
  });
});

const damaged = (base64: string): string => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return toBase64(bytes);
};

test.each<[string, () => Partial<Ask<typeof addArtefact>>, string, string]>([
  [
    'networks that are not the manifest’s',
    () => ({ files: { network: damaged(network), counts } }),
    'unprocessable',
    'network file is not the manifest',
  ],
  [
    'counts that are not the manifest’s',
    () => ({ files: { network, counts: damaged(counts) } }),
    'unprocessable',
    'counts file is not the manifest',
  ],
  ['nothing at all', () => ({ files: { network: '', counts: '' } }), 'unprocessable', 'Neither networks nor counts'],
  [
    'samples that do not come out',
    () => ({
      manifest: { ...manifest, samples: manifest.samples.map((one) => ({ ...one, scores: one.scores.map((score) => score + 0.01) })) },
    }),
    'unprocessable',
    'do not say here what they said in the training',
  ],
  ['fewer products than items', () => ({ products: ids.slice(1) }), 'unprocessable', 'has 50 items, and the list of products 49'],
  ['no product', () => ({ products: ids.map(() => null) }), 'unprocessable', 'None of its items is a product'],
  [
    'one product twice',
    () => ({ products: ids.map((id, item) => (item === 1 ? at(0) : id)) }),
    'unprocessable',
    'stands there for two items',
  ],
  ['something that is no product', () => ({ products: ['brd_1' as Id<'prd'>] }), 'invalid_request', 'products.0'],
  ['letters that are no file', () => ({ files: { network: '%%', counts } }), 'invalid_request', 'files.network: not base64'],
  [
    'a file that is too large',
    () => ({ files: { network: 'A'.repeat(5_400_000), counts } }),
    'invalid_request',
    'files.network: more than 4000000 bytes',
  ],
  ['more than any artefact', () => ({ files: { network: 'A'.repeat(17_000_000), counts } }), 'too_large', '16777216'],
])('an artefact with %s is refused, and nothing of it is kept', async (_, change, code, words) => {
  const boss = await operator();
  const before = (await boss(listArtefacts, {})).artefacts.length;
  await expect(boss(addArtefact, adding(change()))).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  expect((await boss(listArtefacts, {})).artefacts).toHaveLength(before);
});

describe('spoiled', () => {
  const ways: Record<string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | undefined> = {
    missing: () => undefined,
    'changed in one bit': (bytes) => bytes.map((byte, place) => (place === Math.floor(bytes.length / 2) ? byte ^ 1 : byte)),
    'cut off': (bytes) => bytes.slice(0, Math.floor(bytes.length / 2)),
    empty: () => new Uint8Array(),
  };
  const parts = ['manifest', 'network', 'counts', 'products', 'network and counts'] as const;
  type Part = (typeof parts)[number];
  const left: Record<Part, string> = {
    manifest: 'nothing',
    network: 'counts only',
    counts: 'network only',
    products: 'nothing',
    'network and counts': 'nothing',
  };
  const cases = parts.flatMap((part) => Object.keys(ways).map((way) => [part, way, left[part]] as const));
  /** Another one for each case: the same files under one name would be mended by the next. */
  let turned = 0;

  async function spoiled(part: Part, way: string): Promise<{ id: string; mend: () => Promise<unknown> }> {
    turned += 1;
    const products = [...ids.slice(turned), ...ids.slice(0, turned)];
    const added = await add({ products, note: `${part} ${way}` });
    await use(added.id);
    const list = sha256Hex(products.join('\n'));
    const keys: Record<Part, string[]> = {
      manifest: [added.id],
      network: [hashes.network],
      counts: [hashes.counts],
      products: [list],
      'network and counts': [hashes.network, hashes.counts],
    };
    for (const hash of keys[part]) {
      const whole = await env.FILES.get(`companions/${hash}`);
      const bytes = ways[way]?.(new Uint8Array((await whole?.arrayBuffer()) ?? new ArrayBuffer(0)));
      if (bytes) await env.FILES.put(`companions/${hash}`, bytes);
      else await env.FILES.delete(`companions/${hash}`);
    }
    return { id: added.id, mend: () => add({ products }) };
  }

  test.each(cases)('%s %s: %s serves, and health says why', async (part, way, serves) => {
    const { id, mend } = await spoiled(part, way);
    const read = await readArtefact(aCall().env, id);
    expect(read.opened?.serves ?? 'nothing').toBe(serves);
    // The isolate reads it for the first time now.
    const said = await health();
    expect(said).toEqual({ artefact: id, serves, reason: expect.stringMatching(/missing|damaged|not the manifest|can be read/) });
    const set = await ask();
    expect(productsIn(set).length).toBeGreaterThanOrEqual(2);
    if (serves === 'nothing') expect(set.receipt.companions).toBeUndefined();
    if (serves === 'counts only') expect(set.receipt.companions?.artefact).toBe(id);
    await expect((await operator())(useArtefact, { artefact: id, reason: 'again' })).rejects.toMatchObject({ code: 'unprocessable' });
    await mend();
    later(61_000);
    expect(await health()).toEqual({ artefact: id, serves: 'both', reason: null });
  });

  test('a store that does not answer is told too, and cards are served', async () => {
    const { id } = await add({ products: [...ids.slice(45), ...ids.slice(0, 45)], note: 'unreachable' });
    await use(id);
    vi.spyOn(env.FILES, 'get').mockRejectedValue(new Error('no store'));
    expect(await health()).toEqual({ artefact: id, serves: 'nothing', reason: 'its files cannot be asked for' });
    expect(productsIn(await ask())).toHaveLength(2);
  });
});

test('an unknown artefact is not put in force', async () => {
  await expect((await operator())(useArtefact, { artefact: 'a'.repeat(64), reason: 'x' })).rejects.toMatchObject({ code: 'not_found' });
});
