/**
 * Catalogue: products and their offers (price, stock) as the merchants' feeds tell them, and when each was last told.
 * Promises that a product leads only to its brand's verified hosts, that a price is exact or absent, and that the same feed again changes nothing.
 * Never knows a commission, and never takes a product or a price from a page: those are evidence, not truth.
 */
import * as contracts from '#shared/contracts/catalogue.ts';
import { type Served, serve } from '../base/serve.ts';
import { importProducts } from './import-products.ts';
import { listProducts } from './list-products.ts';
import { showPicture } from './show-picture.ts';

export { type Market, marketAsked } from './market-store.ts';
export { pictureAddress } from './show-picture.ts';
export {
  countProducts,
  findByIdentifiers,
  findBySkus,
  findProduct,
  findRevision,
  getProducts,
  idsOfSkus,
  listChangedProducts,
  productsAsked,
} from './store.ts';

export const catalogue: readonly Served[] = [
  serve(contracts.importProducts, importProducts),
  serve(contracts.listProducts, listProducts),
  serve(contracts.showPicture, showPicture),
];
