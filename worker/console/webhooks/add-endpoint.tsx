import { useState } from 'preact/hooks';
import { type EventType, eventTypesOf } from '#shared/contracts/webhooks.ts';
import { words } from '../look.ts';
import { TextField } from '../ui/field.tsx';
import { troubleText } from '../ui/notice.tsx';
import type { Webhooks } from './webhooks.tsx';

export function AddEndpoint({ kind, adding, onAdd }: Pick<Webhooks, 'kind' | 'adding' | 'onAdd'>) {
  const [url, setUrl] = useState('');
  const [types, setTypes] = useState<readonly EventType[]>(eventTypesOf[kind]);
  const [tried, setTried] = useState(false);
  const { webhooks: said, programme } = words.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (url.trim() !== '' && types.length > 0) onAdd({ url: url.trim(), eventTypes: [...types] });
  };
  const toggle = (type: EventType): void => setTypes(types.includes(type) ? types.filter((one) => one !== type) : [...types, type]);
  return (
    <form class="inline-form" onSubmit={submit} noValidate>
      <TextField
        label={said.newAddress}
        hint={kind === 'brand' ? said.addressHintBrand : said.addressHint}
        inputMode="url"
        maxLength={2048}
        value={url}
        onValue={setUrl}
        error={tried && url.trim() === '' ? programme.needed : undefined}
      />
      <fieldset class="field checks">
        <legend>{said.hears}</legend>
        {eventTypesOf[kind].map((type) => (
          <label key={type}>
            <input type="checkbox" checked={types.includes(type)} onChange={() => toggle(type)} />
            <span>{said.types[type]}</span>
          </label>
        ))}
        {tried && types.length === 0 ? <p class="error">{said.needType}</p> : null}
      </fieldset>
      <button type="submit" class="button" disabled={adding.busy}>
        {said.add}
      </button>
      {adding.trouble ? (
        <p class="error" role="alert">
          {troubleText(adding.trouble, { unprocessable: kind === 'brand' ? said.badAddressBrand : said.badAddress, conflict: said.taken })}
        </p>
      ) : null}
    </form>
  );
}
