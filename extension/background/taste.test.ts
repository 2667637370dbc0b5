import { expect, test } from 'vitest';
import { patternsOf } from '#extension/base/sites.ts';
import { items } from '#extension/base/storage.ts';
import { toBase64 } from '#shared/base64.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { aCard, aCardSet, aSnapshot, type FakeWorld, fakeWorld } from '#test/harness/background.ts';
import { openCard } from './clicks.ts';
import { forgetDevice } from './device.ts';
import { markCard } from './marks.ts';
import { readPage } from './recommend.ts';
import { answerConsent, setChoices, setSite } from './settings.ts';

const placeOf = (x: number, y: number) => ({
  space: 'words-2',
  bytes: toBase64(new Uint8Array([x, y, ...Array.from({ length: 62 }, () => 0)])),
});
const ids = ['41', '42', '43', '44'].map((end) => `01h2xcejqtf2nbrexx3vqjhp${end}`);
const card = (at: number, title: string, [x, y]: [number, number], change: Partial<Card> = {}): Card =>
  aCard(
    { id: `car_${ids[at]}` as Card['id'], score: 0.8, offer: null, ...change },
    { id: `prd_${ids[at]}` as Card['product']['id'], title, place: placeOf(x, y) },
  );
const shown = [card(0, 'Kettle', [0, 120]), card(1, 'Desk lamp', [120, 0]), card(2, 'Floor lamp', [110, 30])];

async function world({ personal = true, cards = shown } = {}): Promise<FakeWorld> {
  const made = fakeWorld();
  for (const pattern of patternsOf('mara.example')) made.granted.add(pattern);
  made.answer = () => Response.json(aCardSet(cards));
  await answerConsent(made.call, { given: true });
  await setChoices(made.call, { personal });
  await setSite(made.call, { site: 'mara.example', on: true });
  return made;
}
const seen = { address: 'https://mara.example/lamps', reader: 'article', snapshot: aSnapshot(), why: null, canDraw: true };

async function visit({ call }: FakeWorld): Promise<string[]> {
  const answer = await readPage(call, seen);
  return answer.kind === 'notes' ? answer.notes.map(({ title }) => title) : [];
}
const clear = { trusted: true, clearMs: 900, clearNow: true, behind: false };
const open = (made: FakeWorld, at: number) => openCard(made.call, { cardId: `car_${ids[at]}`, ...clear });
const mark = (made: FakeWorld, at: number, kind: 'kept' | 'hidden' | 'wrong', on = true) =>
  markCard(made.call, { cardId: `car_${ids[at]}`, mark: kind, on });

test('what was opened brings its like forward, on this device', async () => {
  const made = await world();
  expect(await visit(made)).toEqual(['Kettle', 'Desk lamp', 'Floor lamp']);
  await open(made, 2);
  expect(await visit(made)).toEqual(['Floor lamp', 'Desk lamp', 'Kettle']);
});

test('two people of opposite tastes send the same, byte for byte, and see another order', async () => {
  const [lamps, kettles] = [await world(), await world()];
  for (const [made, liked, hidden] of [
    [lamps, 1, 0],
    [kettles, 0, 1],
  ] as const) {
    await visit(made);
    await open(made, liked);
    await mark(made, liked, 'kept');
    await mark(made, hidden, 'hidden');
    await mark(made, hidden, 'hidden', false);
    made.later(10 * 60_000);
  }
  const orders = [await visit(lamps), await visit(kettles)];
  expect(orders[0]).not.toEqual(orders[1]);
  expect(JSON.stringify(lamps.requests)).toBe(JSON.stringify(kettles.requests));
  expect(lamps.requests.length).toBeGreaterThan(1);
});

test('while it is off nothing is gathered and the order is the neutral one', async () => {
  const made = await world({ personal: false });
  await visit(made);
  await open(made, 2);
  await mark(made, 1, 'kept');
  expect(await made.call.store.read(items.taste)).toEqual([]);
  expect(await visit(made)).toEqual(['Kettle', 'Desk lamp', 'Floor lamp']);
});

test('what was gathered stays but moves nothing while it is off', async () => {
  const made = await world();
  await visit(made);
  await open(made, 2);
  await setChoices(made.call, { personal: false });
  expect(await visit(made)).toEqual(['Kettle', 'Desk lamp', 'Floor lamp']);
});

test('a mark that is taken back takes its signal with it, and a wrong match is none', async () => {
  const made = await world();
  await visit(made);
  await mark(made, 0, 'hidden');
  await mark(made, 1, 'kept');
  await mark(made, 2, 'wrong');
  expect((await made.call.store.read(items.taste)).map(({ kind, title }) => `${kind} ${title}`)).toEqual([
    'kept Desk lamp',
    'hidden Kettle',
  ]);
  await mark(made, 0, 'hidden', false);
  await mark(made, 1, 'kept', false);
  expect(await made.call.store.read(items.taste)).toEqual([]);
});

test('signals are let go one product at a time, as a whole, and with everything', async () => {
  const made = await world();
  await visit(made);
  for (const at of [0, 1, 2]) await open(made, at);
  const left = async (ask: Parameters<typeof forgetDevice>[1]) => (await forgetDevice(made.call, ask)).taste.length;
  expect(await left({ what: 'taste', productId: `prd_${ids[0]}` })).toBe(2);
  expect(await left({ what: 'taste' })).toBe(0);
  await open(made, 1);
  expect(await left({ what: 'everything' })).toBe(0);
});

test('what the creator picked stays in front', async () => {
  const picked = card(3, 'Picked kettle', [0, 127], { reasons: ['tagged_by_creator'] });
  const made = await world({ cards: [picked, ...shown] });
  await visit(made);
  await open(made, 2);
  expect(await visit(made)).toEqual(['Picked kettle', 'Floor lamp', 'Desk lamp', 'Kettle']);
});

test('what is often bought with the others stays last, and says nothing of a moment', async () => {
  const companion = card(3, 'Kettle stand', [0, 127], { reasons: ['bought_together'], score: 0 });
  const made = await world({ cards: [...shown, companion] });
  await visit(made);
  await open(made, 2);
  await open(made, 3);
  expect((await visit(made)).at(-1)).toBe('Kettle stand');
});
