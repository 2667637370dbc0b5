/** Old receipts stay true: none of this may need a change when rankings are made otherwise. */
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#shared/sha256.ts';
import { keptReceipts } from '#test/receipts/kept.ts';
import { modelIdOf } from './model.ts';
import { pageText } from './receipt.ts';
import { replay } from './replay.ts';
import { sealOf } from './seal.ts';

test('kept are receipts of every form, of every rules, without and with hidden units, with cards and without, and of each reason to pass', () => {
  const all = keptReceipts.map(({ receipt }) => receipt);
  expect(new Set(all.map(({ form, rules }) => `${form} ${rules}`))).toEqual(new Set(['1 order-1', '2 order-2']));
  expect(new Set(keptReceipts.map(({ model }) => `${model.form}, ${model.features.length}`))).toEqual(
    new Set(['ranker-1, 17', 'ranker-1, 20']),
  );
  expect(new Set(all.map(({ model }) => model)).size).toBe(4);
  expect(new Set(all.map(({ cards }) => cards.length))).toEqual(new Set([0, 1, 2]));
  const passed = all.flatMap(({ contenders }) => contenders.flatMap((one) => one.passed?.because ?? []));
  expect(new Set(passed)).toEqual(new Set(['variant_of', 'mistaken_for']));
  expect(all.filter(({ tagged }) => tagged?.length === 3)).toHaveLength(2);
});

describe.each(keptReceipts.map((kept) => [kept.name, kept] as const))('%s', (_, { receipt, page, model, keys }) => {
  test('replays bit for bit under its seal', async () => {
    expect(modelIdOf(model, sha256Hex)).toBe(receipt.model);
    expect(replay(receipt, model, sha256Hex)).toEqual([]);
    expect(sha256Hex(pageText(page))).toBe(receipt.pageHash);
    expect(await sealOf(receipt, keys)).toBe('sealed');
  });

  test('is not taken for what it is not', async () => {
    const [best] = receipt.contenders;
    expect(await sealOf({ ...receipt, cardsMax: receipt.cardsMax + 1 }, keys)).toBe('broken');
    expect(replay(receipt, { ...model, threshold: model.threshold / 2 }, sha256Hex)[0]?.what).toBe('model');
    if (!best) return;
    const bent = { ...receipt, contenders: [{ ...best, score: best.score - 2 ** -53 }, ...receipt.contenders.slice(1)] };
    expect(replay(bent, model, sha256Hex).map(({ what }) => what)).toContain('score');
    const emptied = { ...receipt, cards: [] };
    expect(replay(emptied, model, sha256Hex).map(({ what }) => what)).toContain('chosen');
  });
});
