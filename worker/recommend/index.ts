/**
 * Recommend: what the creator of a page tagged on it, which products it talks about, best first, or nothing, and what is often bought with those.
 * Promises that the order of cards comes from words and the creator's own order alone, and that a product imported a moment ago can be shown.
 * Never keeps anything about who asks, and never lets terms touch the order.
 */
import {
  recommendCards,
  recommendHealth as recommendHealthEndpoint,
  searchProducts as searchProductsEndpoint,
} from '#shared/contracts/recommend.ts';
import { type Served, serve } from '../base/serve.ts';
import { rankCards } from './rank-cards.ts';
import { recommendHealth } from './recommend-health.ts';
import { searchProducts } from './search-products.ts';

export const recommend: readonly Served[] = [
  serve(recommendCards, rankCards),
  serve(recommendHealthEndpoint, recommendHealth),
  serve(searchProductsEndpoint, searchProducts),
];
