import type { Person } from '#shared/contracts/accounts.ts';
import { day, id, idle, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { People } from './people.tsx';

const person = (number: number, changes: Partial<Person> = {}): Person => ({
  id: id('usr', number),
  email: `person${number}@nook.example`,
  role: 'finance',
  addedAt: now - number * day,
  isYou: false,
  ...changes,
});
const you = person(1, { email: 'books@nook.example', role: 'owner', isYou: true });
const state = (people: readonly Person[] | null, changes: Partial<People> = {}): People => ({
  loaded: people ? { state: 'ready', value: people } : { state: 'loading' },
  now,
  adding: idle,
  removing: idle,
  onAdd: nothing,
  onRemove: nothing,
  onRetry: nothing,
  ...changes,
});

export const peopleStates: Readonly<Record<string, People>> = {
  one: state([you]),
  few: state([you, person(2), person(3, { role: 'admin' }), person(4, { role: 'analyst' })]),
  many: state([you, ...Array.from({ length: 40 }, (_, at) => person(at + 2))]),
  'long text': state([you, person(2, { email: `${'a.very.long.name.of.a.person'.repeat(4)}@nook.example` })]),
  taken: state([you], { adding: refused('conflict') }),
  'last owner': state([you, person(2, { role: 'owner' })], { removing: refused('conflict') }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
