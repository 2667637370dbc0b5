import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { probabilityOf, type RankerModel } from '#shared/ranking/model.ts';
import { shippedModel } from '#worker/model/score.ts';
import { randomFrom } from '#worker/model/train/next-item/random.ts';
import { main } from './main.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-shown-'));
afterAll(() => rmSync(folder, { recursive: true }));
const [events, out] = [path.join(folder, 'events.ndjson'), path.join(folder, 'version.json')];

async function gloss(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [said, erred]: [string[], string[]] = [[], []];
  const code = await main(['train', 'shown', ...argv], { out: (text) => said.push(text), err: (text) => erred.push(text) });
  return { code, out: said.join('\n'), err: erred.join('\n') };
}

/** Only the first half of the features is worth anything to these readers. */
const truth: RankerModel = {
  ...shippedModel,
  bias: -1,
  units: [],
  direct: shippedModel.direct.map((weight, at) => (at % 2 === 0 ? weight / 3 : 0)),
};

function exported(count: number): string {
  const random = randomFrom(3);
  const lines = Array.from({ length: count }, (_, at) => {
    const values = shippedModel.features.map(() => Math.round(random.next() * 4000) / 10_000);
    const clicked = random.next() < ([0.5, 0.3, 0.2][at % 3] ?? 0) * probabilityOf(values, truth);
    const features = Object.fromEntries(shippedModel.features.map((name, place) => [name, values[place]]));
    return JSON.stringify({ day: 20_000, model: 'm', place: at % 3, features, clicked, ordered: false });
  });
  return `${lines.join('\n')}\n`;
}

test('an export becomes a version, with what it measured; the same export the same version', async () => {
  writeFileSync(events, `${exported(3000)}${JSON.stringify({ place: 0, features: { another: 1 }, clicked: true })}\n`);
  const { code, out: said, err } = await gloss(events, '--out', out);
  expect([code, err]).toEqual([0, '1 cards were judged by other features and are left out']);
  const measured = JSON.parse(said.split('\n')[0] ?? '') as Record<string, number>;
  expect(measured).toMatchObject({ outcome: expect.stringMatching(/replaced|kept/), shown: 3000 });
  expect(measured['lossAfter']).toBeLessThan(measured['lossBefore'] ?? 0);
  const version = readFileSync(out, 'utf8');
  expect((JSON.parse(version) as RankerModel).features).toEqual(shippedModel.features);
  await gloss(events, '--out', out, '--model', out.replace('version', 'missing')).then((done) => expect(done.code).toBe(1));
  await gloss(events, '--out', out);
  expect(readFileSync(out, 'utf8')).toBe(version);
});

test.each([
  ['no file', ['/nowhere.ndjson', '--out', out], 'there is no file', 2],
  ['nowhere to write', [events], '--out <file>', 2],
])('%s is told', async (_, argv, words, code) => {
  expect(await gloss(...argv)).toMatchObject({ code, err: expect.stringContaining(words) });
});

test('too little, and lines that are none, are told, and nothing is written', async () => {
  writeFileSync(events, exported(20));
  expect(await gloss(events, '--out', `${out}.few`)).toMatchObject({ code: 1, err: expect.stringContaining('too little') });
  writeFileSync(events, `${exported(1)}{"place":-1}\n`);
  expect(await gloss(events, '--out', `${out}.few`)).toMatchObject({ code: 1, err: expect.stringContaining('events.ndjson:2 is no line') });
  expect(() => readFileSync(`${out}.few`)).toThrow();
});
