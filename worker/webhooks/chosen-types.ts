import { type EventType, eventTypes, eventTypesOf } from '#shared/contracts/webhooks.ts';
import { fail } from '#shared/errors.ts';
import type { Tenant } from './store.ts';

/** In the order of the list, each once. */
export function chosenTypes({ kind }: Tenant, chosen: readonly EventType[]): EventType[] {
  const own: readonly EventType[] = eventTypesOf[kind];
  const foreign = chosen.find((type) => !own.includes(type));
  if (foreign) fail('unprocessable', `${foreign} is not told to a ${kind}. Choose among: ${own.join(', ')}.`, { type: foreign });
  return eventTypes.filter((type) => chosen.includes(type));
}
