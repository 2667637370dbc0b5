/**
 * Tags: the products that creators put beside their own contents, in their order, with a moment or a note.
 * Promises that a tag is served only where the page itself states the tag's creator, and only while the product is in a programme.
 * Never looks at what a product earns, and never says to whom a look-up belongs.
 */
import * as contract from '#shared/contracts/tags.ts';
import { type Served, serve } from '../base/serve.ts';
import { addTag } from './add-tag.ts';
import { changeTag } from './change-tag.ts';
import { listContents } from './list-contents.ts';
import { lookUpPresence } from './look-up-presence.ts';
import { orderTags } from './order-tags.ts';
import { removeTag } from './remove-tag.ts';
import { reportPresence } from './report-presence.ts';

export const tags: readonly Served[] = [
  serve(contract.addTag, addTag),
  serve(contract.changeTag, changeTag),
  serve(contract.removeTag, removeTag),
  serve(contract.orderTags, orderTags),
  serve(contract.listTaggedContents, listContents),
  serve(contract.lookUpPresence, lookUpPresence),
  serve(contract.reportPresence, reportPresence),
];

export { taggable } from './standing.ts';
export { type Tagged, taggedOn } from './tagged-on.ts';
