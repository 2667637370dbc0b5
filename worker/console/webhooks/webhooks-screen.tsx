import { useState } from 'preact/hooks';
import {
  addEndpoint,
  type DeliveryState,
  getDelivery,
  type HookEndpoint,
  listDeliveries,
  listEndpoints,
  logDays,
  removeEndpoint,
  replayDelivery,
  replayFailed,
  rotateSecret,
  sendTest,
  switchEndpoint,
} from '#shared/contracts/webhooks.ts';
import { dayMs } from '#shared/time.ts';
import { call, troubleOf } from '../call.ts';
import { type Loaded, useDoing, useLoad } from '../load.ts';
import { type DeliveriesPage, type Webhooks, WebhooksView } from './webhooks.tsx';

type Filter = DeliveryState | 'all';

export function WebhooksScreen({ kind }: { kind: 'brand' | 'creator' }) {
  const { loaded, reload, put } = useLoad(async () => (await call(listEndpoints, {})).endpoints as readonly HookEndpoint[]);
  const [adding, acting, more, replaying] = [useDoing(), useDoing(), useDoing(), useDoing()];
  const [actingId, setActingId] = useState<string | null>(null);
  const [replayingId, setReplayingId] = useState<string | null>(null);
  const [newSecret, setNewSecret] = useState<Webhooks['newSecret']>(null);
  const [tested, setTested] = useState<Webhooks['tested']>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [filter, setFilter] = useState<Filter>('all');
  const [log, setLog] = useState<Loaded<DeliveriesPage>>({ state: 'loading' });
  const [replayed, setReplayed] = useState<number | null>(null);
  const [detail, setDetail] = useState<Webhooks['detail']>(null);
  const open = loaded.state === 'ready' ? (loaded.value.find(({ id }) => id === openId) ?? null) : null;

  const keep = (endpoint: HookEndpoint): void => put((all) => inPlace(all, endpoint));
  const act = (endpoint: HookEndpoint, work: () => Promise<void>): void => {
    setActingId(endpoint.id);
    acting.run(work);
  };
  const loadLog = (endpointId: string, wanted: Filter): void => {
    call(listDeliveries, { endpointId: endpointId as HookEndpoint['id'], ...(wanted === 'all' ? {} : { state: wanted }) }).then(
      (value) => setLog({ state: 'ready', value }),
      (error: unknown) => setLog({ state: 'failed', trouble: troubleOf(error) }),
    );
  };
  const refresh = (): void => {
    if (open) loadLog(open.id, filter);
    reload();
  };
  const replay = (id: string | null, work: (endpoint: HookEndpoint) => Promise<number | null>): void => {
    if (!open) return;
    setReplayingId(id);
    setReplayed(null);
    replaying.run(async () => {
      setReplayed(await work(open));
      setDetail(null);
      refresh();
    });
  };

  return (
    <WebhooksView
      kind={kind}
      loaded={loaded}
      now={Date.now()}
      adding={adding}
      acting={{ ...acting, id: actingId }}
      newSecret={newSecret}
      tested={tested}
      open={open}
      filter={filter}
      log={log}
      more={more}
      replaying={{ ...replaying, id: replayingId }}
      replayed={replayed}
      detail={detail}
      onAdd={(wanted) =>
        adding.run(async () => {
          const { endpoint, secret } = await call(addEndpoint, wanted);
          setNewSecret({ url: endpoint.url, secret });
          keep(endpoint);
        })
      }
      onSecretStored={() => setNewSecret(null)}
      onSwitch={(endpoint, to) => act(endpoint, async () => keep(await call(switchEndpoint, { endpointId: endpoint.id, to })))}
      onRotate={(endpoint) =>
        act(endpoint, async () => {
          const rotated = await call(rotateSecret, { endpointId: endpoint.id });
          setNewSecret({ url: endpoint.url, secret: rotated.secret });
          keep(rotated.endpoint);
        })
      }
      onRemove={(endpoint) =>
        act(endpoint, async () => {
          await call(removeEndpoint, { endpointId: endpoint.id });
          put((all) => all.filter(({ id }) => id !== endpoint.id));
        })
      }
      onTest={(endpoint) =>
        act(endpoint, async () => {
          setTested({ id: endpoint.id, delivery: await call(sendTest, { endpointId: endpoint.id }) });
          if (open?.id === endpoint.id) loadLog(endpoint.id, filter);
          reload();
        })
      }
      onOpen={(endpoint) => {
        setOpenId(endpoint?.id ?? null);
        setDetail(null);
        setReplayed(null);
        setLog({ state: 'loading' });
        if (endpoint) loadLog(endpoint.id, filter);
      }}
      onFilter={(wanted) => {
        setFilter(wanted);
        setDetail(null);
        if (open) loadLog(open.id, wanted);
      }}
      onMore={() => {
        if (!open || log.state !== 'ready' || log.value.next === null) return;
        const { next, deliveries } = log.value;
        more.run(async () => {
          const page = await call(listDeliveries, { endpointId: open.id, after: next, ...(filter === 'all' ? {} : { state: filter }) });
          setLog({ state: 'ready', value: { ...page, deliveries: [...deliveries, ...page.deliveries] } });
        });
      }}
      onRefresh={refresh}
      onDetail={(delivery) => {
        if (!delivery || !open) return setDetail(null);
        const { eventId } = delivery;
        setDetail({ eventId, loaded: { state: 'loading' } });
        call(getDelivery, { endpointId: open.id, eventId }).then(
          (value) => setDetail({ eventId, loaded: { state: 'ready', value } }),
          (error: unknown) => setDetail({ eventId, loaded: { state: 'failed', trouble: troubleOf(error) } }),
        );
      }}
      onReplay={({ eventId }) =>
        replay(eventId, async ({ id }) => {
          await call(replayDelivery, { endpointId: id, eventId });
          return 1;
        })
      }
      onReplayFailed={() =>
        replay(null, async ({ id }) => (await call(replayFailed, { endpointId: id, since: Date.now() - logDays * dayMs })).replayed)
      }
      onRetry={reload}
    />
  );
}

/** The list with this one new or in the place of its older self. */
const inPlace = (list: readonly HookEndpoint[], one: HookEndpoint): HookEndpoint[] =>
  list.some(({ id }) => id === one.id) ? list.map((other) => (other.id === one.id ? one : other)) : [...list, one];
