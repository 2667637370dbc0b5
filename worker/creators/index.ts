/**
 * Owns what a creator sees of their own work: for now the earnings, what one content earned, the sales that earned nothing, coming terms, and the proof that a click is in a book.
 * Promises that every line says base x rate = amount, its state and the date it moves.
 * Never shows another creator's line.
 */
import {
  contentFigures as contentFiguresEndpoint,
  listEarnings as listEarningsEndpoint,
  listNotices as listNoticesEndpoint,
  listUnrecordedSales as listUnrecordedSalesEndpoint,
  proveInclusion as proveInclusionEndpoint,
} from '#shared/contracts/creators.ts';
import { type Served, serve } from '../base/serve.ts';
import { contentFigures } from './content-figures.ts';
import { listEarnings } from './list-earnings.ts';
import { listNotices } from './list-notices.ts';
import { listUnrecordedSales } from './list-unrecorded-sales.ts';
import { proveInclusion } from './prove-inclusion.ts';

export const creators: readonly Served[] = [
  serve(listEarningsEndpoint, listEarnings),
  serve(contentFiguresEndpoint, contentFigures),
  serve(listNoticesEndpoint, listNotices),
  serve(listUnrecordedSalesEndpoint, listUnrecordedSales),
  serve(proveInclusionEndpoint, proveInclusion),
];
