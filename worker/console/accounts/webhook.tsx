import { formatCount } from '../format.ts';
import { locale, words } from '../look.ts';
import { Copyable } from '../ui/copyable.tsx';
import { Notice, troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import type { Act } from './domains.tsx';

interface Webhook {
  webhook: { secret: string; url: string; version: number };
  rotating: Act & { done: boolean };
  onRotate: () => void;
}

export function WebhookSection({ webhook, rotating, onRotate }: Webhook) {
  const { integration: said } = words.value;
  const version = formatCount(locale.value, webhook.version);
  return (
    <Section title={said.webhook} text={said.webhookText}>
      <dl class="pairs">
        <div>
          <dt>{said.url}</dt>
          <dd>
            <Copyable value={webhook.url} label={said.url} />
          </dd>
        </div>
        <div>
          <dt>
            {said.secret} <span class="second">{said.version(version)}</span>
          </dt>
          <dd>
            <Copyable key={webhook.secret} value={webhook.secret} label={said.secret} secret />
          </dd>
        </div>
      </dl>
      {rotating.done ? <Notice kind="done">{said.rotated(version)}</Notice> : null}
      {rotating.trouble ? (
        <p class="error" role="alert">
          {troubleText(rotating.trouble)}
        </p>
      ) : null}
      <SureButton text={said.rotate} confirm={said.rotateConfirm} explain={said.rotateText} busy={rotating.busy} onSure={onRotate} />
    </Section>
  );
}
