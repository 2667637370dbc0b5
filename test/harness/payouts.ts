/** A brand whose book owes creators money, with a second person who may approve. */
import * as accounts from '#shared/contracts/accounts.ts';
import type { Role } from '#shared/contracts/endpoint.ts';
import type { Id } from '#shared/ids.ts';
import { aTouch, creditOfOrder, frozenFor, lineOf, orderEvent, refundEvent, releaseEvent } from './book.ts';
import { aBook, type BookInWorkerd } from './book-object.ts';
import { aBrand, type BrandWorld, type CreatorWorld, signedIn, type TestClient } from './world.ts';

/** Names of orders and credits are the world's, so each gets its own number. */
let orders = Math.floor(Math.random() * 1e9);

export interface PayingBrand extends BrandWorld {
  book: BookInWorkerd;
  /** A second person, of the finance role. */
  second: TestClient;
}

export async function aPayingBrand(terms: Parameters<typeof aBrand>[0] = {}): Promise<PayingBrand> {
  const brand = await aBrand(terms);
  return { ...brand, book: aBook(brand.id), second: await aSecond(brand, 'finance') };
}

export async function aSecond(brand: BrandWorld, role: Role): Promise<TestClient> {
  const email = `${crypto.randomUUID()}@second.test`;
  await brand.client(accounts.addPerson, { email, role });
  return signedIn(email);
}

export interface Earned {
  creator: Pick<CreatorWorld, 'id'>;
  amountMinor: number;
  currency?: string;
  at?: number;
}
/** A commission of a tenth of its goods, released at once. @returns the order's number, to refund it */
export async function earned(book: BookInWorkerd, { creator, amountMinor, currency = 'USD', at = Date.now() }: Earned): Promise<number> {
  const number = ++orders;
  const touches = [aTouch(number, { creatorId: creator.id, clickedAt: at - 1, frozen: frozenFor({ holdDays: 0 }) })];
  const told = await book.told(orderEvent(number, { at, placedAt: at, currency, touches, lines: [lineOf(1, amountMinor * 10)] }));
  if (!('result' in told)) throw new Error(told.message);
  await book.told(releaseEvent(creditOfOrder(number), at));
  return number;
}

export async function returned(book: BookInWorkerd, order: number, netMinor: number, currency = 'USD', at = Date.now()): Promise<void> {
  const told = await book.told(refundEvent(++orders, order, { at, refundedAt: at, currency, lines: [{ lineId: 'line-1', netMinor }] }));
  if (!('result' in told)) throw new Error(told.message);
}

/** The whole balance of an account of the book. */
export async function balanceOf(book: BookInWorkerd, creatorId: Id<'crt'>, where: string, currency = 'USD'): Promise<number> {
  const rows = await book.rows(
    `SELECT amount_minor FROM balance WHERE account = 'creator:${creatorId}:${where}' AND currency = '${currency}'`,
  );
  return Number(rows[0]?.['amount_minor'] ?? 0);
}
