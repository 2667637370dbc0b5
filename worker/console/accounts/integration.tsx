/** What a shop and Gloss need of each other: domains, the webhook and its secret, keys. */
import type { Domain, Key } from '#shared/contracts/accounts.ts';
import type { Scope } from '#shared/contracts/endpoint.ts';
import type { OrderSource, SourceView } from '#shared/contracts/orders.ts';
import type { Loaded } from '../load.ts';
import { words } from '../look.ts';
import { TableSkeleton } from '../ui/data-table.tsx';
import { LoadFailed } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { type Act, DomainsSection } from './domains.tsx';
import { KeysSection } from './keys.tsx';
import { SourcesSection } from './sources.tsx';
import { WebhookSection } from './webhook.tsx';

export interface IntegrationPage {
  domains: readonly Domain[];
  keys: readonly Key[];
  webhook: { secret: string; url: string; version: number };
  sources: readonly SourceView[];
}
export interface Integration {
  loaded: Loaded<IntegrationPage>;
  now: number;
  adding: Act;
  verifying: Act & { id: string | null };
  rotating: Act & { done: boolean };
  making: Act;
  settingSource: Act & { source: OrderSource | null };
  revoking: Act & { id: string | null };
  /** A key just made: the only moment in which it can be read. */
  newKey: string | null;
  onAdd: (host: string) => void;
  onVerify: (domain: Domain) => void;
  onRotate: () => void;
  onSource: (source: OrderSource, secret: string | null) => void;
  onMakeKey: (key: { name: string; scopes: Scope[] }) => void;
  onKeyStored: () => void;
  onRevoke: (key: Key) => void;
  onRetry: () => void;
}

export function IntegrationView(props: Integration) {
  const { integration: said, common, trouble } = words.value;
  const { loaded } = props;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? (
          <TableSkeleton label={common.loading} rows={4} />
        ) : (
          <LoadFailed trouble={loaded.trouble} onRetry={props.onRetry} />
        )}
      </PageFrame>
    );
  const { domains, keys, webhook, sources } = loaded.value;
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title}>
      <DomainsSection {...props} domains={domains} />
      <WebhookSection {...props} webhook={webhook} />
      <SourcesSection {...props} sources={sources} />
      <KeysSection {...props} keys={keys} />
    </PageFrame>
  );
}
