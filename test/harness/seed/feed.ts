import type { Client } from '#shared/client.ts';
import { importBatchMax, importProducts } from '#shared/contracts/catalogue.ts';
import { isRefusal, readFeed } from '#worker/catalogue/feeds/registry.ts';

/** Imports a shop's own feed, as the command `gloss import` does. The same feed again changes nothing. @throws when a row is refused. */
export async function importFeed(brand: Client, url: string): Promise<void> {
  const answer = await fetch(url);
  if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}`);
  const rows: unknown[] = [];
  for await (const entry of readFeed({ bytes: answer.body, options: { now: Date.now() } })) {
    if (isRefusal(entry)) throw new Error(`${url}, line ${entry.line}: ${entry.reason}`);
    rows.push(entry.product);
  }
  for (let at = 0; at < rows.length; at += importBatchMax) {
    const { refused } = await brand(importProducts, { rows: rows.slice(at, at + importBatchMax) });
    if (refused[0]) throw new Error(`${url}, row ${at + refused[0].row}: ${refused[0].reason}`);
  }
}
