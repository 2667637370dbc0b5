import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import type { BookObject } from './object.ts';

type Asked =
  | 'record'
  | 'setTerms'
  | 'newestTerms'
  | 'check'
  | 'selfCheck'
  | 'bundlePage'
  | 'explain'
  | 'dayRoots'
  | 'proof'
  | 'retell'
  | 'dueBalances'
  | 'draftDue'
  | 'stepPayout'
  | 'payoutsById'
  | 'payoutsIn'
  | 'movements'
  | 'balanceBefore'
  | 'closedUntil';
/** A book as it is spoken to from outside: the same methods, each after a journey. */
export type BookStub = {
  [Name in Asked]: (...values: Parameters<BookObject[Name]>) => Promise<Awaited<ReturnType<BookObject[Name]>>>;
};

/** The bindings do not know the class behind them, so the type is said here, once. */
export const bookOf = (call: Pick<Call, 'env'>, brandId: Id<'brd'>): BookStub =>
  call.env.BOOK.get(call.env.BOOK.idFromName(brandId)) as unknown as BookStub;
