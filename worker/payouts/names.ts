/** Whose names a screen needs: creators by their own, people of the brand by their address. */
import type { Id } from '#shared/ids.ts';
import { getCreators, getPeople } from '../accounts/index.ts';
import { brandOf, type Call } from '../base/call.ts';

export type Names = <I extends string>(id: I) => { id: I; name: string };

export async function namesOf(call: Call, creatorIds: readonly Id<'crt'>[], actors: readonly (string | null)[] = []): Promise<Names> {
  const [creators, people] = await Promise.all([
    getCreators(call, [...new Set(creatorIds)]),
    getPeople(call, brandOf(call), [...new Set(actors.filter((actor) => actor !== null))]),
  ]);
  const names = new Map<string, string>([
    ...creators.map(({ id, name }) => [id, name] as const),
    ...people.map(({ id, email }) => [id, email] as const),
  ]);
  return (id) => ({ id, name: names.get(id) ?? id });
}
