import { expect, test } from 'vitest';
import { items } from '#extension/base/storage.ts';
import { mayEarn } from '#extension/standdown/earn.ts';
import { minuteMs } from '#shared/time.ts';
import { aCard, aSnapshot, type FakeWorld, fakeWorld } from '#test/harness/background.ts';
import { forgetActivity, restoreActivity, showActivity } from './activity.ts';
import { openCard } from './clicks.ts';
import { forgetDevice, showDevice } from './device.ts';
import { showReceipt } from './receipts.ts';
import { readPage } from './recommend.ts';
import { answerConsent, setChoices, setSite } from './settings.ts';
import { tabState } from './tabs.ts';

const click = { cardId: aCard().id, trusted: true, clearMs: 900, clearNow: true, behind: false };
const address = 'https://mara.example/lamps';

async function opened(world: FakeWorld, { came = address, trusted = true } = {}) {
  await readPage(
    { ...world.call, address: came },
    { address: came, reader: 'article', snapshot: aSnapshot({ shopLinks: [] }), why: null, canDraw: true },
  );
  return await openCard({ ...world.call, address: came }, { ...click, trusted });
}
async function readyWorld(): Promise<FakeWorld> {
  const world = fakeWorld();
  world.granted.add('https://*.mara.example/*').add('http://*.mara.example/*');
  await answerConsent(world.call, { given: true });
  await setChoices(world.call, { support: true });
  await setSite(world.call, { site: 'mara.example', on: true });
  return world;
}

test('a press is written down with all that decided it, and decides the same again', async () => {
  const world = await readyWorld();
  await opened(world);
  world.later(minuteMs);
  await opened(world, { came: `${address}?awc=1` });
  const { entries, packs } = await showActivity(world.call);
  expect(entries).toMatchObject([
    { way: 'plain', why: 'standing_down', benefit: null, earner: null, verdict: { earn: false, reasons: [{ network: 'Awin' }] } },
    { way: 'paid', why: null, benefit: { kind: 'discount', code: 'MARA5' }, earner: 'Mara Lind', merchant: 'Nordlicht', packs },
  ]);
  for (const { evidence, verdict } of entries) expect(mayEarn(evidence)).toEqual(verdict);
  expect(await showReceipt(world.call, { cardId: aCard().id })).toMatchObject({ decision: entries[0] });
});

test('the log says for whom Gloss stands down now, and the popup until when', async () => {
  const world = await readyWorld();
  const { now } = world.call;
  await opened(world, { came: `${address}?awc=1` });
  const until = now + 90 * minuteMs;
  expect((await showActivity(world.call)).standing).toEqual([{ site: 'mara.example', network: 'Awin', since: now, until }]);
  const asked = { tabId: 7, address: `${address}?awc=1` };
  expect(await tabState(world.call, asked)).toEqual({ kind: 'standing_down', site: 'mara.example', notes: 1, network: 'Awin', until });
  world.later(90 * minuteMs);
  expect((await showActivity(world.call)).standing).toEqual([]);
  expect(await tabState(world.call, asked)).toMatchObject({ kind: 'found', notes: 1 });
});

test('one entry can be deleted and brought back to its place, or all deleted; stand-down stays', async () => {
  const world = await readyWorld();
  for (const trusted of [true, false, true]) {
    await opened(world, { came: `${address}?awc=1`, trusted });
    world.later(minuteMs);
  }
  const before = (await showActivity(world.call)).entries;
  const [, middle] = before;
  if (!middle) throw new Error('three entries are needed');
  await forgetActivity(world.call, { entry: { at: middle.at, cardId: middle.cardId } });
  expect((await showActivity(world.call)).entries).toHaveLength(2);
  await restoreActivity(world.call, { entry: middle });
  await restoreActivity(world.call, { entry: middle });
  expect((await showActivity(world.call)).entries).toEqual(before);
  await forgetActivity(world.call, {});
  expect(await showActivity(world.call)).toMatchObject({ entries: [], standing: [{ network: 'Awin' }] });
});

test('the log is bounded, exported with everything else, and erased with everything else', async () => {
  const world = await readyWorld();
  await opened(world);
  const [entry] = (await showActivity(world.call)).entries;
  if (!entry) throw new Error('an entry is needed');
  await world.call.store.change(items.activations, () => Array.from({ length: 500 }, (_, at) => ({ ...entry, at })));
  await opened(world);
  expect((await showDevice(world.call)).activations).toHaveLength(500);
  expect((await showDevice(world.call)).arrivals.length).toBeGreaterThan(0);
  const left = await forgetDevice(world.call, { what: 'everything' });
  expect([left.activations, left.arrivals]).toEqual([[], []]);
});

test('nothing of the log leaves', async () => {
  const world = await readyWorld();
  await opened(world);
  const sent = world.requests.length;
  await showActivity(world.call);
  await forgetActivity(world.call, {});
  expect(world.requests).toHaveLength(sent);
});
