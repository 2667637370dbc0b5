/** The paid link. It takes no address from outside: the token names the product, the product names the page. */
import * as z from 'zod';
import { endpoint } from './endpoint.ts';

export const receiptParameter = 'gloss';

export const followLink = endpoint({
  method: 'get',
  path: '/c/{token}',
  summary:
    "Records the click in the brand's book and redirects to the product's page with a signed receipt. Expired: plain redirect, no credit. Tampered or unknown: 404.",
  callers: ['anyone'],
  params: z.strictObject({ token: z.string().min(1).max(1000) }),
  /** What advertisements append to links of their own accord. */
  query: z.looseObject({}),
  answer: z.unknown(),
  answerType: 'text/html',
  refusals: ['not_found'],
});
