/** Who may sign in for a brand. An owner is made and removed by an owner only. */
import type * as contracts from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { assert, fail } from '#shared/errors.ts';
import { brandOf, type Call } from '../base/call.ts';
import { addPersonRow, listPersonRows, type PersonRow, removePersonRow } from './store.ts';

export async function listPeople(call: Call): Promise<Out<typeof contracts.listPeople>> {
  return { people: (await listPersonRows(call, brandOf(call))).map((row) => personView(call, row)) };
}

/** Adding a person again gives them the role that is said now. */
export async function addPerson(call: Call, { email, role }: In<typeof contracts.addPerson>): Promise<Out<typeof contracts.addPerson>> {
  const [brandId, address] = [brandOf(call), email.toLowerCase()];
  const before = (await listPersonRows(call, brandId)).find((person) => person.email === address);
  if (role === 'owner' || before?.role === 'owner') needOwner(call);
  if (before?.id === selfOf(call)) fail('forbidden', 'Nobody can change their own role.');
  const row = await addPersonRow(call, { brandId, email: address, role });
  return row ? personView(call, row) : fail('conflict', 'This address signs in for another account already, or the brand is full.');
}

export async function removePerson(call: Call, { userId }: In<typeof contracts.removePerson>): Promise<Out<typeof contracts.removePerson>> {
  const brandId = brandOf(call);
  const person = (await listPersonRows(call, brandId)).find(({ id }) => id === userId);
  if (!person) return fail('not_found', 'There is no such person.');
  if (person.role === 'owner') needOwner(call);
  if (!(await removePersonRow(call, brandId, person.id))) fail('conflict', 'The last owner stays: make another owner first.');
  return personView(call, person);
}

function needOwner(call: Call): void {
  if (!('role' in call.actor) || call.actor.role !== 'owner') fail('forbidden', 'Only an owner can do this for an owner.');
}

function selfOf(call: Call): string {
  assert('userId' in call.actor, 'people are added by people');
  return call.actor.userId;
}

const personView = (call: Call, { id, email, role, addedAt }: PersonRow): Out<typeof contracts.addPerson> => ({
  id,
  email,
  role,
  addedAt,
  isYou: 'userId' in call.actor && call.actor.userId === id,
});
