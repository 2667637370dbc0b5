/** The next-item model in the runtime: trained in Node, served in workerd, and what serves when a part of it is damaged. */
import { expect, inject, test } from 'vitest';
import { openNextItem } from '#worker/model/next-item/open.ts';

const { served, ...texts } = inject('nextItem');
const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const [network, counts] = [bytes(texts.network), bytes(texts.counts)];
const damaged = (whole: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  whole.map((byte, at) => (at === Math.floor(whole.length / 2) ? byte ^ 1 : byte));

test('the samples of the manifest come out as they were written down', async () => {
  const opened = await openNextItem(served, { network, counts });
  expect(opened).toMatchObject({ serves: 'both', reason: undefined });
  expect(served.samples.length).toBe(5);
  for (const { history, items, scores } of served.samples) {
    const top = opened?.scorer.top(history, items.length) ?? [];
    expect(top.map(({ item }) => item)).toEqual(items);
    for (const [place, { score }] of top.entries()) expect(score).toBeCloseTo(scores[place] ?? Number.NaN, 6);
  }
});

test.each([
  ['is missing', undefined, /network file is missing/],
  ['is damaged in one bit', damaged(network), /network file is not the manifest/],
  ['is cut off', network.slice(0, 1000), /network file is not the manifest/],
  ['is empty', new Uint8Array(), /network file is not the manifest/],
])('counts serve alone when the network file %s', async (_, broken, reason) => {
  const opened = await openNextItem(served, { network: broken, counts });
  expect(opened?.serves).toBe('counts only');
  expect(opened?.reason).toMatch(reason);
  // In a ring the next one follows most often.
  expect(opened?.scorer.top([10, 11, 12], 3).map(({ item }) => item)).toContain(13);
});

test('the network serves alone when the counts are damaged', async () => {
  const opened = await openNextItem(served, { network, counts: damaged(counts) });
  expect(opened?.serves).toBe('network only');
  expect(opened?.reason).toMatch(/counts file is not the manifest/);
  expect(opened?.scorer.top([10, 11, 12], 20).length).toBe(20);
});

test('nothing serves, and nothing is made up, when both are gone', async () => {
  expect(await openNextItem(served, { network: damaged(network), counts: undefined })).toBeUndefined();
});
