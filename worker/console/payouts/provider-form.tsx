import { useState } from 'preact/hooks';
import type { Provider } from '#shared/contracts/payouts.ts';
import { words } from '../look.ts';
import { Copyable } from '../ui/copyable.tsx';
import { TextField } from '../ui/field.tsx';
import { Section } from '../ui/page.tsx';

export function ProviderForm({ provider, busy, onSave }: { provider: Provider; busy: boolean; onSave: (url: string) => void }) {
  const { payouts: said } = words.value;
  const [url, setUrl] = useState(provider.url ?? '');
  const submit = (event: Event): void => {
    event.preventDefault();
    onSave(url.trim());
  };
  return (
    <Section title={said.provider} text={said.providerText}>
      <form class="inline-form" onSubmit={submit} noValidate>
        <TextField label={said.address} hint={said.addressHint} inputMode="url" maxLength={2000} value={url} onValue={setUrl} />
        <button type="submit" class="button" disabled={busy}>
          {said.saveProvider}
        </button>
      </form>
      {provider.url === null ? null : (
        <>
          <p class="hint">{said.providerSecret}</p>
          <Copyable value={provider.secret} label={said.providerSecret} secret />
          <p class="hint">{said.callback}</p>
          <Copyable value={provider.callbackUrl} label={said.callback} />
        </>
      )}
    </Section>
  );
}
