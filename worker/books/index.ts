import { DurableObject } from 'cloudflare:workers';
import type { Served } from '../base/serve.ts';
import type { Env } from '../env.ts';
export const books: readonly Served[] = [];
export interface BookMessage {
  id: string;
  brandId: string;
  seq: number;
  body: unknown;
}
export type BookConsumers = Record<string, (env: Env, message: BookMessage) => Promise<void>>;
export abstract class BookObject extends DurableObject<Env> {
  protected abstract readonly consumers: BookConsumers;
}
