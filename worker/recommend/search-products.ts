/** Products for a creator who looks for one by words, or has the address of its page. Nothing that is paid has a part in the order. */
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { searchProducts as contract } from '#shared/contracts/recommend.ts';
import { listScorerOf, pageWords } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { findByIdentifiers, getProducts } from '../catalogue/index.ts';
import { versionInForce } from '../learning/index.ts';
import { taggable } from '../tags/index.ts';
import { candidatesFor } from './candidates.ts';
import { loadedIndex } from './loaded-index.ts';
import { rank } from './rank.ts';

export async function searchProducts(call: Call, { q, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const isAddress = /^https?:\/\//i.test(q);
  const found = isAddress ? (await findByIdentifiers(call, { gtins: [], urls: [q] })).byUrl.slice(0, limit) : await byWords(call, q, limit);
  return { products: await taggable(call, found) };
}

/** What is asked is taken as the headline of a page; how well each fits is only the order here, no threshold. */
async function byWords(call: Call, q: string, limit: number): ReturnType<typeof getProducts> {
  const words = pageWords({ platform: 'web', kind: 'article', url: 'https://search.invalid/', title: q, products: [], shopLinks: [] });
  const [index, { model }] = await Promise.all([loadedIndex(call), versionInForce(call)]);
  const scoreAll = listScorerOf(model);
  // A page shows only what reaches the threshold; who looks for a product sees the nearest ones all the same.
  const score: typeof scoreAll = (inputs) => scoreAll(inputs, new Set(inputs.keys()));
  const { scored } = rank(words, candidatesFor(words, index, []), { cardsMax: limit, model, score });
  const best = [...scored].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
  return getProducts(
    call,
    best.map(({ id }) => id),
  );
}
