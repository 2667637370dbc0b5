import { addPerson, listPeople, type Person, removePerson } from '#shared/contracts/accounts.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { PeopleView } from './people.tsx';

export function PeopleScreen() {
  const { loaded, reload, put } = useLoad<readonly Person[]>(async () => (await call(listPeople, {})).people);
  const [adding, removing] = [useDoing(), useDoing()];
  return (
    <PeopleView
      loaded={loaded}
      now={Date.now()}
      adding={adding}
      removing={removing}
      onAdd={(wanted) =>
        adding.run(async () => {
          const person = await call(addPerson, wanted);
          put((all) => [...all.filter(({ id }) => id !== person.id), person]);
        })
      }
      onRemove={({ id }) =>
        removing.run(async () => {
          await call(removePerson, { userId: id });
          put((all) => all.filter((person) => person.id !== id));
        })
      }
      onRetry={reload}
    />
  );
}
