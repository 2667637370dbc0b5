import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Item, items, readStored, writeStored } from './storage.ts';
import { type Area, makeStore } from './store.ts';

const grown: Item<{ theme: string; size: number }> = {
  key: 'grown',
  area: 'local',
  schema: z.strictObject({ theme: z.string(), size: z.number() }),
  start: { theme: 'auto', size: 1 },
  was: [
    { example: 'dark', next: (old) => ({ theme: old }) },
    { example: { theme: 'dark' }, next: (old) => ({ ...(old as object), size: 2 }) },
  ],
};

test.each([
  ['version 1', { version: 1, value: 'dark' }, { theme: 'dark', size: 2 }],
  ['version 2', { version: 2, value: { theme: 'light' } }, { theme: 'light', size: 2 }],
  ['today', { version: 3, value: { theme: 'light', size: 5 } }, { theme: 'light', size: 5 }],
  ['a newer version than this', { version: 4, value: { theme: 'light', size: 5 } }, undefined],
  ['another shape', { version: 3, value: { theme: 1 } }, undefined],
  ['nothing', undefined, undefined],
  ['a bare value', 'dark', undefined],
])('a stored value of %s is walked to today’s form', (_, stored, value) => {
  expect(readStored(grown, stored)).toEqual(value);
});

test.each(Object.entries(items))('%s: every old form is walked to today’s, and the start value is valid', (_, item: Item<unknown>) => {
  item.was.forEach((form, at) => {
    expect(readStored(item, { version: at + 1, value: form.example })).toBeDefined();
  });
  expect(readStored(item, writeStored(item, item.start))).toEqual(item.start);
});

test('nothing is agreed to and no support is given before someone chooses', () => {
  expect(items.consent.start).toBeNull();
  expect(items.choices.start.support).toBe(false);
});

test('changes at the same time are all kept', async () => {
  const store = makeStore({ local: memoryArea(), session: memoryArea() });
  await Promise.all(Array.from({ length: 20 }, (_, at) => store.change(items.kept, (kept) => [...kept, keptAt(at)])));
  expect((await store.read(items.kept)).map((kept) => kept.at)).toEqual(Array.from({ length: 20 }, (_, at) => at));
});

test('a failed write does not stop the next', async () => {
  const local = memoryArea();
  const store = makeStore({ local, session: memoryArea() });
  const broken = store.change(items.kept, () => {
    throw new Error('full');
  });
  await expect(broken).rejects.toThrow('full');
  await expect(store.change(items.kept, () => [keptAt(1)])).resolves.toHaveLength(1);
});

test('clearing forgets both areas', async () => {
  const store = makeStore({ local: memoryArea(), session: memoryArea() });
  await store.change(items.choices, (choices) => ({ ...choices, support: true }));
  await store.clear();
  expect(await store.read(items.choices)).toEqual(items.choices.start);
});

const keptAt = (at: number) => ({ productId: 'p', title: 't', merchant: 'm', url: 'https://shop.example/', price: null, at });

function memoryArea(): Area {
  let values: Record<string, unknown> = {};
  return {
    get: async (key) => structuredClone({ [key]: values[key] }),
    set: async (more) => {
      values = { ...values, ...structuredClone(more) };
    },
    clear: async () => {
      values = {};
    },
  };
}
