import type { Id } from '#shared/ids.ts';
import type { Env } from '../env.ts';
import type { Courier } from './courier.ts';

type Asked = 'take' | 'list' | 'get' | 'standing' | 'replay' | 'switched' | 'forget';
/** A courier as it is spoken to from outside: the same methods, each after a journey. */
export type CourierStub = {
  [Name in Asked]: (...values: Parameters<Courier[Name]>) => Promise<Awaited<ReturnType<Courier[Name]>>>;
};

/** The bindings do not know the class behind them, so the type is said here, once. */
export const courierOf = (env: Env, endpointId: Id<'hok'>): CourierStub =>
  env.COURIER.get(env.COURIER.idFromName(endpointId)) as unknown as CourierStub;
