import { useState } from 'preact/hooks';
import {
  addDomain,
  addKey,
  type Domain,
  getMe,
  getWebhookSecret,
  type Key,
  listKeys,
  revokeKey,
  rotateWebhookSecret,
  verifyDomain,
} from '#shared/contracts/accounts.ts';
import { listSources, type OrderSource, setSource } from '#shared/contracts/orders.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { type IntegrationPage, IntegrationView } from './integration.tsx';

export function IntegrationScreen() {
  const { loaded, reload, put } = useLoad<IntegrationPage>(loadPage);
  const [adding, verifying, rotating, making, revoking] = [useDoing(), useDoing(), useDoing(), useDoing(), useDoing()];
  const settingSource = useDoing();
  const [settingOf, setSettingOf] = useState<OrderSource | null>(null);
  const [verifyingId, setVerifyingId] = useState<string | null>(null);
  const [revokingId, setRevokingId] = useState<string | null>(null);
  const [rotated, setRotated] = useState(false);
  const [newKey, setNewKey] = useState<string | null>(null);

  const keepDomain = (domain: Domain): void => put((page) => ({ ...page, domains: inPlace(page.domains, domain) }));
  const keepKey = (key: Key): void => put((page) => ({ ...page, keys: inPlace(page.keys, key) }));
  return (
    <IntegrationView
      loaded={loaded}
      now={Date.now()}
      adding={adding}
      verifying={{ ...verifying, id: verifyingId }}
      rotating={{ ...rotating, done: rotated }}
      making={making}
      settingSource={{ ...settingSource, source: settingOf }}
      revoking={{ ...revoking, id: revokingId }}
      newKey={newKey}
      onAdd={(host) => adding.run(async () => keepDomain(await call(addDomain, { host })))}
      onVerify={({ id }) => {
        setVerifyingId(id);
        verifying.run(async () => keepDomain(await call(verifyDomain, { domainId: id })));
      }}
      onRotate={() =>
        rotating.run(async () => {
          const webhook = await call(rotateWebhookSecret, {});
          put((page) => ({ ...page, webhook }));
          setRotated(true);
        })
      }
      onSource={(source, secret) => {
        setSettingOf(source);
        settingSource.run(async () => {
          const view = await call(setSource, { source, secret });
          put((page) => ({ ...page, sources: page.sources.map((one) => (one.source === source ? view : one)) }));
        });
      }}
      onMakeKey={(wanted) =>
        making.run(async () => {
          const { key, secret } = await call(addKey, wanted);
          setNewKey(secret);
          keepKey(key);
        })
      }
      onKeyStored={() => setNewKey(null)}
      onRevoke={({ id }) => {
        setRevokingId(id);
        revoking.run(async () => keepKey(await call(revokeKey, { keyId: id })));
      }}
      onRetry={reload}
    />
  );
}

async function loadPage(): Promise<IntegrationPage> {
  const [{ domains }, { keys }, webhook, { sources }] = await Promise.all([
    call(getMe, {}),
    call(listKeys, {}),
    call(getWebhookSecret, {}),
    call(listSources, {}),
  ]);
  return { domains, keys, webhook, sources };
}

/** The list with this one new or in the place of its older self. */
const inPlace = <One extends { id: string }>(list: readonly One[], one: One): One[] =>
  list.some(({ id }) => id === one.id) ? list.map((other) => (other.id === one.id ? one : other)) : [...list, one];
