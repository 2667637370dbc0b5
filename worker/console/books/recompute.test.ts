import { expect, test } from 'vitest';
import { verifyBundle } from '#shared/book/verify.ts';
import { recompute } from './recompute.ts';

const streamOf = (bytes: Uint8Array<ArrayBuffer>, size: number) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });

test.each([1, 2, 3, 7, 1000])('a book that comes in pieces of %i bytes is read as it is in one', async (size) => {
  const lines = ['{"not":"a book"}', '{"seq":1,"event":{"shop":"书店 ✓"}}', ...Array.from({ length: 600 }, () => '{"x":1}')];
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const seen: number[] = [];
  const { verdict, parts } = await recompute(streamOf(bytes, size), (events) => seen.push(events));
  expect(verdict).toEqual(verifyBundle(lines));
  expect(verdict.differences.length).toBeGreaterThan(1);
  expect(seen).toEqual([500]);
  expect(new Uint8Array(await new Blob(parts).arrayBuffer())).toEqual(bytes);
});

test('an empty answer is no book', async () => {
  const { verdict } = await recompute(streamOf(new Uint8Array(), 1), () => undefined);
  expect(verdict.differences).toHaveLength(1);
});
