/** Shop systems that tell orders in their own words: where they send, and the secret by which they are believed. */
import { useState } from 'preact/hooks';
import type { OrderSource, SourceView } from '#shared/contracts/orders.ts';
import { formatDay } from '../format.ts';
import { locale, words } from '../look.ts';
import { Copyable } from '../ui/copyable.tsx';
import { TextField } from '../ui/field.tsx';
import { troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { ProofMark } from '../ui/state-mark.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import type { Act } from './domains.tsx';

interface Sources {
  sources: readonly SourceView[];
  now: number;
  settingSource: Act & { source: OrderSource | null };
  /** Null forgets the secret. */
  onSource: (source: OrderSource, secret: string | null) => void;
}

export function SourcesSection({ sources, ...rest }: Sources) {
  const { integration: said } = words.value;
  return (
    <Section title={said.sources} text={said.sourcesText}>
      {sources.map((source) => (
        <OneSource key={`${source.source}${source.setAt}`} view={source} {...rest} />
      ))}
    </Section>
  );
}

function OneSource({ view, now, settingSource, onSource }: Omit<Sources, 'sources'> & { view: SourceView }) {
  const { integration: said } = words.value;
  const [secret, setSecret] = useState('');
  const isOurs = settingSource.source === view.source;
  const busy = settingSource.busy && isOurs;
  const heard = view.heardAt === null ? said.sourceSilent : said.sourceHeard(formatDay(locale.value, view.heardAt, now));
  return (
    <div class="shop-system">
      <h3>
        {said.sourceNames[view.source]} <ProofMark done={view.isSet} text={view.isSet ? heard : said.sourceOff} />
      </h3>
      <p class="second">{said.sourceTopics[view.source]}</p>
      <Copyable value={view.url} label={`${said.sourceNames[view.source]}: ${said.url}`} />
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (secret.trim() !== '') onSource(view.source, secret.trim());
        }}
      >
        <TextField
          label={view.isSet ? said.sourceNewSecret : said.secret}
          hint={said.sourceSecretHint[view.source]}
          value={secret}
          onValue={setSecret}
          autoComplete="off"
          error={isOurs && settingSource.trouble ? troubleText(settingSource.trouble) : undefined}
        />
        <button type="submit" class="button" disabled={busy || secret.trim() === ''} aria-busy={busy}>
          {said.sourceKeep}
        </button>
      </form>
      {view.isSet ? (
        <SureButton
          text={said.sourceForget}
          confirm={said.sourceForgetConfirm}
          explain={said.sourceForgetText}
          busy={busy}
          onSure={() => onSource(view.source, null)}
        />
      ) : null}
    </div>
  );
}
