/**
 * What was bought together, as the training of the next-item model takes it: a line a basket, and beside it which product each number is. A basket
 * has a running number and no time: nothing tells whose it was.
 */
import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { Client } from '#shared/client.ts';
import { listBaskets } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';

export interface ExportedBaskets {
  baskets: number;
  products: number;
  /** Of baskets, and which product each number is. */
  files: { baskets: string; products: string };
}

export async function exportBaskets(client: Client, folder: string): Promise<ExportedBaskets> {
  mkdirSync(folder, { recursive: true });
  const files = { baskets: path.join(folder, 'baskets.txt'), products: path.join(folder, 'products.txt') };
  const stream = createWriteStream(files.baskets);
  const items = new Map<Id<'prd'>, number>();
  const itemOf = (product: Id<'prd'>): number => {
    const item = items.get(product) ?? items.size + 1;
    items.set(product, item);
    return item;
  };
  let count = 0;
  for await (const page of pages(client)) {
    const text = page.map((products) => `${++count} ${products.map(itemOf).join(' ')}\n`).join('');
    if (text && !stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
  writeFileSync(files.products, [...items].map(([product, item]) => `${item} ${product}\n`).join(''));
  return { baskets: count, products: items.size, files };
}

async function* pages(client: Client): AsyncGenerator<Id<'prd'>[][]> {
  for (let after: Id<'ord'> | undefined; ; ) {
    const { baskets, next } = await client(listBaskets, { limit: 500, ...(after === undefined ? {} : { after }) });
    yield baskets;
    if (next === null) return;
    after = next;
  }
}
