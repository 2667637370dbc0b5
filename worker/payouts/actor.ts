import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';

/** Money is moved by people, who can be asked; never by a key. */
export function personOf(call: Call): Id<'usr'> {
  assert('userId' in call.actor, 'this verb is for people');
  return call.actor.userId;
}
