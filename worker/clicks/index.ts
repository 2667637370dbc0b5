/**
 * Owns the paid link: the quote that freezes the terms when a card is made, the redirect, the signed receipt of a click.
 * Promises that a receipt alone is enough to attribute an order, and that a link leads only to the product's page on a verified domain.
 * Never takes an address from a request, and never counts a robot.
 */
import { followLink as followLinkEndpoint } from '#shared/contracts/clicks.ts';
import { type Served, serve } from '../base/serve.ts';
import { followLink } from './follow-link.ts';

export const clicks: readonly Served[] = [serve(followLinkEndpoint, followLink)];

export { onTermsSet } from './on-terms-set.ts';
export { isPlainOnly } from './plain-only.ts';
export { quoteLinks } from './quote-links.ts';
export { readReceipts } from './read-receipts.ts';
export { comingTerms, findTerms, sweepTerms, type TermsInForce, termsAsked, termsBeginnings } from './store.ts';
