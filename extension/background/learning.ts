/**
 * Tells the worker which cards were seen and opened: only after consent, only where the person chose to help the ranking, with the receipt of the
 * set and nothing else. Gathered until a page is left or something else happens; what is lost on the way stays untold.
 */
import { items, type Untold, untoldMax, type Visit } from '#extension/base/storage.ts';
import { CallRefused } from '#shared/client.ts';
import { tellEvents } from '#shared/contracts/learning.ts';
import type { Id } from '#shared/ids.ts';
import { secondMs } from '#shared/time.ts';
import type { Call } from './call.ts';
import { rememberSent } from './sent.ts';
import { isAgreed } from './settings.ts';

/** Long enough to gather the cards of one page. */
const gatherMs = 20 * secondMs;

export async function noteCard(call: Call, visit: Visit, cardId: Id<'car'>, what: 'seen' | 'opened'): Promise<void> {
  const { set, site } = visit;
  if (!set || !(await mayTell(call))) return;
  const { receipt } = set;
  await call.store.change(items.untold, (all) => {
    const known = all.find((entry) => isSame(entry, receipt)) ?? { at: call.now, site, receipt, seen: [], opened: [] };
    const entry: Untold = { ...known, [what]: [...new Set([...known[what], cardId])] };
    return [entry, ...all.filter((other) => !isSame(other, receipt))].slice(0, untoldMax);
  });
}

const isSame = (entry: Untold, receipt: Untold['receipt']): boolean => entry.receipt.seal.signature === receipt.seal.signature;

const mayTell = async (call: Call): Promise<boolean> =>
  (await isAgreed(call)) && (await call.store.read(items.choices)).learn && (await call.platform.isTellingAllowed());

/** @param all whether what was gathered just now goes, too */
export async function tellGathered(call: Call, { all = false } = {}): Promise<void> {
  const isDue = ({ at }: Untold): boolean => all || call.now - at >= gatherMs;
  const due: Untold[] = [];
  await call.store.change(items.untold, (list) => {
    due.push(...list.filter(isDue));
    return list.filter((entry) => !isDue(entry));
  });
  if (due.length > 0 && (await mayTell(call))) for (const entry of due) await tell(call, entry);
}

async function tell(call: Call, { site, receipt, seen, opened }: Untold): Promise<void> {
  const body = { receipt, seen, opened };
  const answer = await call.api.call(tellEvents, body).then(
    () => 'ok',
    (error: unknown) => (error instanceof CallRefused ? error.code : 'bad_answer'),
  );
  await rememberSent(call, { at: call.now, site, path: tellEvents.path, body, answer });
}
