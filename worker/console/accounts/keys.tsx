import { useState } from 'preact/hooks';
import { type Key, liveKeysMax } from '#shared/contracts/accounts.ts';
import { scopes as allScopes, type Scope } from '#shared/contracts/endpoint.ts';
import { formatDay } from '../format.ts';
import { locale, words } from '../look.ts';
import { Copyable } from '../ui/copyable.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice, troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { ProofMark } from '../ui/state-mark.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import type { Act } from './domains.tsx';

interface Keys {
  keys: readonly Key[];
  now: number;
  making: Act;
  revoking: Act & { id: string | null };
  newKey: string | null;
  onMakeKey: (key: { name: string; scopes: Scope[] }) => void;
  onKeyStored: () => void;
  onRevoke: (key: Key) => void;
}

export function KeysSection(props: Keys) {
  const { integration: said } = words.value;
  const { keys, newKey, onKeyStored } = props;
  const live = keys.filter(({ revokedAt }) => revokedAt === null).length;
  return (
    <Section title={said.keys} text={said.keysText}>
      {newKey === null ? null : (
        <Notice kind="caution" title={said.keyOnce}>
          <Copyable value={newKey} label={said.keys} />
          <button type="button" class="button" onClick={onKeyStored}>
            {said.keyStored}
          </button>
        </Notice>
      )}
      {keys.length === 0 ? (
        <p class="hint">{said.noKeys}</p>
      ) : (
        <DataTable layout="keys" caption={said.keysCaption} columns={columnsOf(props)} rows={keys} rowKey={({ id }) => id} />
      )}
      {live >= liveKeysMax ? <p class="hint">{said.twoKeys}</p> : newKey === null ? <MakeKey key={keys.length} {...props} /> : null}
    </Section>
  );
}

function columnsOf({ now, revoking, onRevoke }: Keys): Column<Key>[] {
  const { integration: said } = words.value;
  const day = (at: number): string => formatDay(locale.value, at, now);
  return [
    {
      id: 'name',
      head: said.keyName,
      cell: ({ name, start }) => (
        <>
          <span class="first">{name}</span>
          <code class="second">{start}…</code>
        </>
      ),
    },
    { id: 'scopes', head: said.keyScopes, cell: ({ scopes }) => scopes.map((scope) => said.scopes[scope]).join(' · ') },
    {
      id: 'state',
      head: said.state,
      cell: ({ revokedAt, lastUsedAt }) =>
        revokedAt === null ? (
          <>
            <ProofMark done text={said.live} />
            <span class="second">{lastUsedAt === null ? said.neverUsed : said.lastUsed(day(lastUsedAt))}</span>
          </>
        ) : (
          <span class="state state-none">{said.revoked(day(revokedAt))}</span>
        ),
    },
    {
      id: 'do',
      head: '',
      align: 'end',
      cell: (key) =>
        key.revokedAt === null ? (
          <>
            <SureButton
              text={said.revoke}
              confirm={said.revokeConfirm}
              explain={said.revokeText}
              busy={revoking.id === key.id && revoking.busy}
              onSure={() => onRevoke(key)}
            />
            {revoking.id === key.id && revoking.trouble ? <span class="error">{troubleText(revoking.trouble)}</span> : null}
          </>
        ) : null,
    },
  ];
}

function MakeKey({ making, onMakeKey }: Pick<Keys, 'making' | 'onMakeKey'>) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['catalogue:write']);
  const [tried, setTried] = useState(false);
  const { integration: said, programme } = words.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && scopes.length > 0) onMakeKey({ name: name.trim(), scopes: [...scopes] });
  };
  const toggle = (scope: Scope): void => setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  return (
    <form class="inline-form" onSubmit={submit} noValidate>
      <TextField
        label={said.keyName}
        hint={said.keyNameHint}
        maxLength={60}
        value={name}
        onValue={setName}
        error={tried && name.trim() === '' ? programme.needed : undefined}
      />
      <fieldset class="field checks">
        <legend>{said.keyScopes}</legend>
        {allScopes.map((scope) => (
          <label key={scope}>
            <input type="checkbox" checked={scopes.includes(scope)} onChange={() => toggle(scope)} />
            <span>{said.scopes[scope]}</span>
          </label>
        ))}
        {tried && scopes.length === 0 ? <p class="error">{said.needScope}</p> : null}
      </fieldset>
      <button type="submit" class="button" disabled={making.busy}>
        {said.makeKey}
      </button>
      {making.trouble ? (
        <p class="error" role="alert">
          {troubleText(making.trouble, { conflict: said.twoKeys })}
        </p>
      ) : null}
    </form>
  );
}
