/** The program's doors: fetch and Durable Objects; nothing else. */
import { makeApp } from './app.ts';
import { BookObject } from './books/index.ts';
import { consumers, readModels } from './events.ts';
import { ForgetObject } from './integrity/index.ts';
import { NightlyObject } from './learning/index.ts';

export { Limiter } from './base/rate-limit.ts';
export { Payer } from './payouts/index.ts';
export { Courier } from './webhooks/index.ts';
export class Book extends BookObject {
  protected override readonly consumers = consumers;
  protected override readonly readModels = readModels;
}

export class Nightly extends NightlyObject {}
export class Forget extends ForgetObject {}

const app = makeApp();

export default { fetch: app.fetch };
