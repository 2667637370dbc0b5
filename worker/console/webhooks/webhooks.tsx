/** Webhooks out: which addresses hear what happens, and what became of each telling. */
import type { Attempt, Delivery, DeliveryState, EventType, HookEndpoint } from '#shared/contracts/webhooks.ts';
import type { Act } from '../accounts/domains.tsx';
import type { Loaded } from '../load.ts';
import { words } from '../look.ts';
import { TableSkeleton } from '../ui/data-table.tsx';
import { LoadFailed } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { EndpointsSection } from './endpoints.tsx';
import { LogSection } from './log.tsx';

export interface DeliveriesPage {
  deliveries: readonly Delivery[];
  next: string | null;
}
export interface OneDelivery {
  delivery: Delivery;
  body: string;
  attempts: readonly Attempt[];
}

export interface Webhooks {
  kind: 'brand' | 'creator';
  loaded: Loaded<readonly HookEndpoint[]>;
  now: number;
  adding: Act;
  /** Of which endpoint something is being done. */
  acting: Act & { id: string | null };
  /** A secret just made: the only moment in which it can be read. */
  newSecret: { url: string; secret: string } | null;
  /** What became of the last test. */
  tested: { id: string; delivery: Delivery } | null;
  /** The endpoint whose log is open. */
  open: HookEndpoint | null;
  filter: DeliveryState | 'all';
  log: Loaded<DeliveriesPage>;
  more: Act;
  replaying: Act & { id: string | null };
  /** How many were sent again by the last press. */
  replayed: number | null;
  detail: { eventId: string; loaded: Loaded<OneDelivery> } | null;
  onAdd: (endpoint: { url: string; eventTypes: EventType[] }) => void;
  onSecretStored: () => void;
  onSwitch: (endpoint: HookEndpoint, to: 'on' | 'off') => void;
  onRotate: (endpoint: HookEndpoint) => void;
  onRemove: (endpoint: HookEndpoint) => void;
  onTest: (endpoint: HookEndpoint) => void;
  onOpen: (endpoint: HookEndpoint | null) => void;
  onFilter: (filter: DeliveryState | 'all') => void;
  onMore: () => void;
  onRefresh: () => void;
  onDetail: (delivery: Delivery | null) => void;
  onReplay: (delivery: Delivery) => void;
  onReplayFailed: () => void;
  onRetry: () => void;
}

export function WebhooksView(props: Webhooks) {
  const { webhooks: said, common, trouble } = words.value;
  const { loaded, open } = props;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? (
          <TableSkeleton label={common.loading} rows={3} />
        ) : (
          <LoadFailed trouble={loaded.trouble} onRetry={props.onRetry} />
        )}
      </PageFrame>
    );
  const on = loaded.value.filter(({ state }) => state === 'on').length;
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title(on, loaded.value.length)} intro={said.intro}>
      <EndpointsSection {...props} endpoints={loaded.value} />
      {open ? <LogSection {...props} open={open} /> : null}
    </PageFrame>
  );
}
