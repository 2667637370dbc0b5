import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DayRoot } from '#shared/book/day-root.ts';
import { blockLeaves } from '#shared/book/merkle.ts';
import { type InclusionProof, verifyProof } from '#shared/book/proof.ts';
import type { RootsPage } from '#shared/contracts/books.ts';
import type { Id } from '#shared/ids.ts';
import { minuteMs } from '#shared/time.ts';
import { aTouch, creditOfOrder, day0, days, idFor, orderEvent, touchEvent } from '#test/harness/book.ts';
import { aBook, type BookInWorkerd, freeClock, holdClock } from '#test/harness/book-object.ts';
import { aPerson, type Person, send } from '#test/harness/caller.ts';

beforeEach(() => holdClock(day0 + 1));
afterEach(freeClock);

/** While the sessions of this test last. */
const asked = (person: Person, path: string) => {
  holdClock(day0 + 1);
  return send('GET', path, undefined, { cookie: person.cookie });
};
const roots = async (brand: Person, query = '') => (await asked(brand, `/v1/books/roots${query}`)).json<RootsPage>();
const asks = (creator: Person, brandId: string, what: string) => asked(creator, `/v1/creators/proof?brandId=${brandId}&${what}`);
const proofOf = async (creator: Person, brandId: string, what: string) =>
  (await asks(creator, brandId, what)).json<{ proof: InclusionProof | null; readyAt: number | null }>();

interface World {
  brand: Person;
  creator: Person;
  book: BookInWorkerd;
  click: (number: number, at?: number) => Promise<void>;
}
async function aWorld(): Promise<World> {
  const [brand, creator] = [await aPerson('brand'), await aPerson('creator')];
  const book = aBook(brand.tenant.id as Id<'brd'>);
  const creatorId = creator.tenant.id as Id<'crt'>;
  return {
    brand,
    creator,
    book,
    click: async (number, at = day0) => {
      expect(await book.told(touchEvent(aTouch(number, { creatorId, clickedAt: at })))).toEqual({ result: 'recorded' });
    },
  };
}
const dayIsOver = async ({ book }: World, at = day0 + days(1) + minuteMs) => {
  holdClock(at);
  expect(await book.ring()).toBe(true);
};

describe('the root of a day', () => {
  test('is kept when the day is over, though nothing but clicks came, and though the book was evicted', async () => {
    const world = await aWorld();
    for (const number of [1, 2, 3]) await world.click(number);
    expect(await roots(world.brand)).toEqual({
      roots: [],
      next: null,
      waiting: { day: '2026-01-01', events: 3, readyAt: day0 + days(1) + minuteMs },
      newestCheck: null,
    });
    await world.book.evict();
    await dayIsOver(world, day0 + days(1) + minuteMs - 1);
    expect((await roots(world.brand)).roots).toEqual([]);
    await dayIsOver(world);
    expect(await roots(world.brand)).toMatchObject({
      roots: [{ day: '2026-01-01', firstSeq: 1, lastSeq: 3, chainRoot: await headHash(world.book) }],
      waiting: null,
    });
  });

  test('is one for each day with events, newest first, a page at a time', async () => {
    const world = await aWorld();
    for (const day of [0, 1, 5]) {
      holdClock(day0 + days(day));
      await world.click(day + 1, day0 + days(day));
    }
    await dayIsOver(world, day0 + days(30));
    const { roots: all, next } = await roots(world.brand);
    expect([all.map(({ day }) => day), next]).toEqual([['2026-01-06', '2026-01-02', '2026-01-01'], null]);
    expect((await roots(world.brand, '?before=2026-01-06')).roots).toEqual(all.slice(1));
  });

  test('takes an event that comes after midnight with an earlier time into the next day, once it is kept', async () => {
    const world = await aWorld();
    await world.click(1);
    await dayIsOver(world);
    await world.click(2, day0 + 5);
    expect((await roots(world.brand)).waiting).toMatchObject({ day: '2026-01-02', events: 1 });
    await dayIsOver(world, day0 + days(2) + minuteMs);
    expect((await roots(world.brand)).roots.map(({ day, firstSeq }) => [day, firstSeq])).toEqual([
      ['2026-01-02', 2],
      ['2026-01-01', 1],
    ]);
    expect((await world.book.stub.check(world.book.brandId)).differences).toEqual([]);
  });

  test.each(['day_root', 'day_block'])('stays: no row of %s can be changed, deleted or replaced', async (table) => {
    const world = await aWorld();
    await world.click(1);
    await dayIsOver(world);
    for (const statement of [
      `UPDATE ${table} SET day = day`,
      `DELETE FROM ${table}`,
      `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
    ])
      await expect(world.book.rows(statement)).rejects.toThrow(`${table} is append-only`);
  });

  test('that was changed behind the back of the book is named by the self-check', async () => {
    const world = await aWorld();
    await world.click(1);
    await dayIsOver(world);
    await world.book.rows('DROP TRIGGER day_root_is_never_changed');
    await world.book.rows(`UPDATE day_root SET root = replace(root, substr(root, 1, 8), '00000000')`);
    expect((await world.book.stub.check(world.book.brandId)).differences).toEqual([
      { seq: 1, what: 'The root of 2026-01-01 has another root than its events give.' },
    ]);
  });

  test('does not make a book forget a hold that is due before', async () => {
    const world = await aWorld();
    await world.book.told(orderEvent(1));
    await world.book.evict();
    await world.book.stub.check(world.book.brandId);
    await dayIsOver(world, day0 + days(14));
    expect(await world.book.rows("SELECT id FROM event WHERE body ->> 'type' = 'hold.released'")).toHaveLength(1);
  });
});

describe('a proof', () => {
  test('is for tomorrow while the day is open', async () => {
    const world = await aWorld();
    await world.click(1);
    expect(await proofOf(world.creator, world.book.brandId, `clickId=${idFor('clk', 1)}`)).toEqual({
      proof: null,
      readyAt: day0 + days(1) + minuteMs,
    });
  });

  test('of any click of a long day leads to the root that the brand sees, also after eviction', async () => {
    const world = await aWorld();
    const count = 2 * blockLeaves + 1;
    await world.book.inside((inside) => {
      for (let number = 1; number <= count; number++)
        inside.record(world.book.brandId, touchEvent(aTouch(number, { creatorId: world.creator.tenant.id as Id<'crt'> })));
    });
    await dayIsOver(world);
    await world.book.evict();
    const [root] = (await roots(world.brand)).roots as [DayRoot];
    for (const number of [1, 2, blockLeaves, blockLeaves + 1, count - 1, count]) {
      const { proof } = await proofOf(world.creator, world.book.brandId, `clickId=${idFor('clk', number)}`);
      expect(proof && verifyProof(proof, root.root)).toMatchObject({ differences: [], touch: { clickId: idFor('clk', number) } });
    }
  });

  test('of a credit shows the leaf of its order and the own credit, not the order', async () => {
    const world = await aWorld();
    const creatorId = world.creator.tenant.id as Id<'crt'>;
    await world.book.told(orderEvent(1, { touches: [aTouch(1, { creatorId })] }));
    await dayIsOver(world);
    const { proof } = await proofOf(world.creator, world.book.brandId, `creditId=${creditOfOrder(1)}`);
    expect(proof).toMatchObject({ seq: 1, touch: null, credit: { creatorId, amountMinor: 1370, currency: 'USD' } });
    expect(proof && verifyProof(proof).differences).toEqual([]);
    expect(JSON.stringify(proof)).not.toContain('order-1');
  });

  test('is refused as not found for what is another creator’s, does not exist, or is of another brand', async () => {
    const world = await aWorld();
    const [other, otherBrand] = [await aPerson('creator'), await aPerson('brand')];
    await world.click(1);
    await world.book.told(orderEvent(1, { touches: [aTouch(1, { creatorId: world.creator.tenant.id as Id<'crt'> })] }));
    await dayIsOver(world);
    const mine = [`clickId=${idFor('clk', 1)}`, `creditId=${creditOfOrder(1)}`];
    for (const what of mine) {
      expect((await asks(world.creator, world.book.brandId, what)).status).toBe(200);
      expect((await asks(other, world.book.brandId, what)).status).toBe(404);
      expect((await asks(world.creator, otherBrand.tenant.id, what)).status).toBe(404);
      expect((await asks(world.creator, idFor('brd', 999), what)).status).toBe(404);
      expect((await asks(world.brand, world.book.brandId, what)).status).toBe(403);
    }
    expect((await asks(world.creator, world.book.brandId, `clickId=${idFor('clk', 9)}`)).status).toBe(404);
  });

  test.each(['', `clickId=${idFor('clk', 1)}&creditId=${idFor('crd', 1)}`, 'clickId=x', `creditId=${idFor('crd', 1)}&more=1`])(
    'is refused as malformed for: %s',
    async (what) => {
      const world = await aWorld();
      expect((await asks(world.creator, world.book.brandId, what)).status).toBe(400);
    },
  );
});

const headHash = async (book: BookInWorkerd) => (await book.rows('SELECT hash FROM event ORDER BY seq DESC LIMIT 1'))[0]?.['hash'];
