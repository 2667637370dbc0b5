import { expect, test } from 'vitest';
import { patternsOf } from '#extension/base/sites.ts';
import { items } from '#extension/base/storage.ts';
import { hourMs } from '#shared/time.ts';
import { aSnapshot, type FakeWorld, fakeWorld } from '#test/harness/background.ts';
import { forgetDevice } from './device.ts';
import { readPage } from './recommend.ts';
import { answerConsent, setChoices, setSite } from './settings.ts';
import { tabState } from './tabs.ts';

async function world(choices: { notes?: boolean; stats?: boolean }): Promise<FakeWorld> {
  const made = fakeWorld();
  for (const pattern of patternsOf('mara.example')) made.granted.add(pattern);
  await answerConsent(made.call, { given: true });
  await setChoices(made.call, choices);
  await setSite(made.call, { site: 'mara.example', on: true });
  return made;
}

const seen = (views: number) => ({
  address: 'https://mara.example/lamps',
  reader: 'article',
  snapshot: aSnapshot({
    counts: { views: { printed: String(views), value: views }, likes: { printed: '40', value: 40 } },
    comments: [{ author: 'somebody', text: 'Where is it from?' }],
  }),
  why: null,
  canDraw: true,
});
const numbersAt = async (made: FakeWorld, views: number) => {
  const answer = await readPage(made.call, seen(views));
  return answer.kind === 'notes' ? answer.numbers : undefined;
};

test('numbers come with the notes where they were chosen, and grow by what this device saw', async () => {
  const made = await world({ stats: true });
  expect(await numbersAt(made, 1000)).toMatchObject({ counts: { views: { printed: '1000' } }, velocity: null, engagement: { percent: 4 } });
  made.later(3 * hourMs);
  expect(await numbersAt(made, 1300)).toMatchObject({ velocity: { gained: 300, windowMs: 3 * hourMs } });
});

test('numbers alone send nothing at all', async () => {
  const made = await world({ notes: false, stats: true });
  const answer = await readPage(made.call, seen(1000));
  expect(answer).toMatchObject({ kind: 'notes', notes: [], numbers: { counts: { views: { value: 1000 } } } });
  expect(made.requests).toEqual([]);
  expect(await tabState(made.call, { tabId: 7, address: 'https://mara.example/lamps' })).toMatchObject({
    kind: 'nothing',
    why: 'numbers_only',
  });
  expect(made.runsOn.length).toBeGreaterThan(0);
});

test('where they were not chosen nothing is remembered, and without either Gloss leaves', async () => {
  const made = await world({});
  expect(await numbersAt(made, 1000)).toBeNull();
  expect(await made.call.store.read(items.observed)).toEqual([]);
  const neither = await world({ notes: false });
  expect((await readPage(neither.call, seen(1000))).kind).toBe('leave');
});

test('comments and numbers never leave, and comments of other people’s pages are not kept', async () => {
  const made = await world({ stats: true });
  await numbersAt(made, 1000);
  expect(JSON.stringify(made.requests)).not.toMatch(/Where is it from|"views"|printed/);
  expect(JSON.stringify(await made.call.store.read(items.visits))).not.toContain('Where is it from');
});

test('what was remembered can be forgotten', async () => {
  const made = await world({ stats: true });
  await numbersAt(made, 1000);
  expect((await forgetDevice(made.call, { what: 'observed' })).observed).toEqual([]);
});
