/** Who may sign in for a brand, and in which role. */
import { useState } from 'preact/hooks';
import type { Person } from '#shared/contracts/accounts.ts';
import { type Role, roles } from '#shared/contracts/endpoint.ts';
import type { Trouble } from '../call.ts';
import { formatCount, formatDay } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { LoadFailed, troubleText } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { SureButton } from '../ui/sure-button.tsx';

export interface People {
  loaded: Loaded<readonly Person[]>;
  now: number;
  adding: { busy: boolean; trouble: Trouble | null };
  removing: { busy: boolean; trouble: Trouble | null };
  onAdd: (person: { email: string; role: Role }) => void;
  onRemove: (person: Person) => void;
  onRetry: () => void;
}

export function PeopleView({ loaded, now, adding, removing, onAdd, onRemove, onRetry }: People) {
  const { people: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  const people = loaded.value;
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title(formatCount(locale.value, people.length))} intro={said.intro}>
      {removing.trouble ? (
        <p class="error" role="alert">
          {troubleText(removing.trouble, { conflict: said.lastOwner, forbidden: said.ownersOnly })}
        </p>
      ) : null}
      <DataTable
        layout="payouts"
        caption={said.caption}
        columns={[
          {
            id: 'creator',
            head: said.name,
            cell: ({ email, addedAt, isYou }) => (
              <>
                <span class="first">{email}</span>
                <span class="second">
                  {said.since(formatDay(locale.value, addedAt, now))}
                  {isYou ? ` · ${said.you}` : ''}
                </span>
              </>
            ),
          },
          { id: 'state', head: said.role, cell: ({ role }) => said.roles[role] },
          {
            id: 'do',
            head: '',
            cell: (person) =>
              person.isYou ? null : (
                <SureButton
                  text={said.remove}
                  confirm={said.removeConfirm}
                  explain={said.removeExplain}
                  busy={removing.busy}
                  onSure={() => onRemove(person)}
                />
              ),
          },
        ]}
        rows={people}
        rowKey={({ id }) => id}
      />
      <Section title={said.add} text={said.addHint}>
        <AddPerson key={people.length} adding={adding} onAdd={onAdd} />
      </Section>
    </PageFrame>
  );
}

function AddPerson({ adding, onAdd }: Pick<People, 'adding' | 'onAdd'>) {
  const { people: said } = words.value;
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('finance');
  const [tried, setTried] = useState(false);
  const isGood = /^\S+@\S+\.\S+$/.test(email.trim());
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (isGood) onAdd({ email: email.trim(), role });
  };
  const problem = adding.trouble ? troubleText(adding.trouble, { conflict: said.taken, forbidden: said.ownersOnly }) : undefined;
  return (
    <form class="inline-form" onSubmit={submit} noValidate>
      <TextField
        label={said.email}
        inputMode="email"
        maxLength={200}
        value={email}
        onValue={setEmail}
        error={tried && !isGood ? said.badEmail : problem}
      />
      <SelectField label={said.role} value={role} onValue={setRole} options={roles.map((value) => ({ value, text: said.roles[value] }))} />
      <button type="submit" class="button" disabled={adding.busy}>
        {said.add}
      </button>
    </form>
  );
}
