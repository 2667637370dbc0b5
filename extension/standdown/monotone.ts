/** Packs may become stricter without a new release, never looser. */
import type { Duration, PackSet, Signals } from './packs/form.ts';

/** What `after` would let pass that `before` stops; empty when it is at least as strict. Each line names the pack and what is missing. */
export function loosened(before: PackSet, after: PackSet): string[] {
  return [
    ...shorter('baseline', before.baseline, after.baseline),
    ...before.packs.flatMap((pack) => {
      const next = after.packs.find(({ id }) => id === pack.id);
      if (!next) return [`${pack.id}: the pack is gone`];
      return [
        ...fewerSignals(pack.id, pack.signals, next.signals),
        ...shorter(pack.id, pack.standDown, next.standDown),
        ...laxer(pack.id, pack.merchants, next.merchants),
      ];
    }),
    ...before.never.flatMap(({ merchant, hosts, tags }) => {
      const next = after.never.find((one) => one.merchant === merchant);
      return next
        ? [...missing(`${merchant}: never on`, hosts, next.hosts), ...missing(`${merchant}: takes off`, tags, next.tags)]
        : [`${merchant}: may earn now`];
    }),
    ...missing('children', before.children.hosts, after.children.hosts),
  ];
}

const missing = (name: string, before: readonly string[] = [], after: readonly string[] = []): string[] =>
  before.filter((one) => !after.includes(one)).map((one) => `${name}: ${one} is gone`);

function fewerSignals(id: string, before: Signals, after: Signals): string[] {
  // On any host is more than on some.
  const parameters = [...(after.on?.parameters ?? []), ...(after.parameters ?? [])];
  const hosts = after.on && before.on ? missing(`${id}: parameters on`, before.on.hosts, after.on.hosts) : [];
  const onAny = before.on?.parameters.every((one) => after.parameters?.includes(one)) ?? true;
  return [
    ...missing(`${id}: host`, before.hosts, after.hosts),
    ...missing(`${id}: parameter`, before.parameters, after.parameters),
    ...missing(`${id}: parameter`, before.on?.parameters, parameters),
    ...missing(`${id}: path`, before.paths, after.paths),
    ...(onAny ? [] : hosts),
  ];
}

function shorter(id: string, before: Duration, after: Duration): string[] {
  return [
    ...(before.session && !after.session ? [`${id}: ends with a fixed time instead of the session`] : []),
    ...(before.session && after.idleMinutes < before.idleMinutes ? [`${id}: a session is idle after ${after.idleMinutes} minutes`] : []),
    ...(after.minimumMinutes < before.minimumMinutes ? [`${id}: at least ${after.minimumMinutes} minutes`] : []),
  ];
}

type Merchants = PackSet['packs'][number]['merchants'];

function laxer(id: string, before: Merchants, after: Merchants): string[] {
  if (!before) return [];
  if (!after) return [`${id}: asks nothing of its own merchant any more`];
  const more = after.referrers.filter((one) => !before.referrers.includes(one));
  return [
    ...missing(`${id}: merchant`, before.hosts, after.hosts),
    ...more.map((one) => `${id}: may earn after ${one}`),
    ...(after.promptsMax > before.promptsMax ? [`${id}: ${after.promptsMax} prompts`] : []),
  ];
}
