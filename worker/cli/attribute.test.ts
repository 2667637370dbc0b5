import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { attributeCommand } from './attribute.ts';
import { UsageError } from './command.ts';
import { main } from './main.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-attribute-'));
afterAll(() => rmSync(folder, { recursive: true }));

const saved = (content: string | Uint8Array): string => {
  const file = path.join(folder, 'paths.csv');
  writeFileSync(file, content);
  return file;
};
async function attribute(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await attributeCommand.run(argv, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out, err };
}
async function credited(content: string | Uint8Array, ...argv: string[]) {
  const { code, out, err } = await attribute(saved(content), '--json', ...argv);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  return JSON.parse(out.join('\n')) as Record<'channels' | 'transitions' | 'removalEffects', Record<string, Record<string, number>>>;
}

const pathForm = `path;total_conversions;total_conversion_value;total_null
A > B;2;100;0
A;0;0;1
B;1;20;1
`;
const eventForm = `person,time,channel,conversion,value
p1,2026-03-01T10:00:00Z,A,0,
p2,2026-03-01T11:00:00Z,A,,
p1,2026-03-02T10:00:00Z,B,1,40
p3,2026-03-02T12:00:00Z,B,1,20
p2,2026-03-03T10:00:00Z,B,true,60
p4,2026-03-01T10:00:00Z,A,no,0
p5,2026-03-01T10:00:00Z,B,false,0
`;
const near = (is: number) => expect.closeTo(is, 12);

describe.each([
  ['paths with what came of them', pathForm],
  ['events of people', eventForm],
  ['a byte order mark and line ends of Windows', `\uFEFF${pathForm.replaceAll('\n', '\r\n')}`],
  ['commas, quotes and other names', 'Path,Conversions,Revenue,Nulls\n"A > B",2,100,0\nA,0,0,1\n"B",1,20,1'],
  ['tabs, and the columns the other way round', 'nulls\tvalue\tconversions\tpath\n0\t100\t2\tA > B\n1\t0\t0\tA\n1\t20\t1\tB\n'],
])('three conversions on five journeys, told by %s', (_, content) => {
  test('as JSON: channels by model, transitions, removal effects, and nothing else', async () => {
    const found = await credited(content, '--models', 'last,first,linear,position,markov1,shapley');
    expect(found).toEqual({
      channels: {
        A: { last: 0, first: 2, linear: 1, position: 1, markov1: near(1), shapley: 1 },
        B: { last: 3, first: 1, linear: 2, position: 2, markov1: near(2), shapley: 2 },
      },
      transitions: {
        '(start)': { A: near(0.6), B: near(0.4) },
        A: { B: near(2 / 3), '(null)': near(1 / 3) },
        B: { '(conversion)': 0.75, '(null)': 0.25 },
      },
      removalEffects: { A: { markov1: near(0.5) }, B: { markov1: 1 } },
    });
  });

  test('of value', async () => {
    const { channels } = await credited(content, '--models', 'last, linear', '--of', 'value');
    expect(channels).toEqual({ A: { last: 0, linear: 50 }, B: { last: 120, linear: 70 } });
  });

  test('without those that brought nothing', async () => {
    const { transitions } = await credited(content, '--models', 'markov1', '--without-nulls');
    expect(transitions['B']).toEqual({ '(conversion)': 1 });
  });
});

test('all models when none is named, also as tables for people', async () => {
  const { code, out } = await attribute(saved(pathForm));
  expect(code).toBe(0);
  expect(out).toEqual([
    'channel     last   first  linear  position   decay  markov1  markov2  markov3  shapley',
    'A         0.0000  2.0000  1.0000    1.0000  0.9505   1.0000   1.2000   1.2000   1.0000',
    'B         3.0000  1.0000  2.0000    2.0000  2.0495   2.0000   1.8000   1.8000   2.0000',
    'together  3.0000  3.0000  3.0000    3.0000  3.0000   3.0000   3.0000   3.0000   3.0000',
    '',
    'lost without it   markov1   markov2   markov3',
    'A                0.500000  0.666667  0.666667',
    'B                1.000000  1.000000  1.000000',
  ]);
  expect((await attribute(saved(pathForm), '--models', 'last')).out).toHaveLength(4);
});

test('decay by the times of touches, with the half-life told', async () => {
  const events = 'person,time,channel,conversion\np,2026-03-01,A,0\np,2026-03-03,B,1\n';
  expect((await credited(events, '--models', 'decay', '--half-life', '2')).channels).toEqual({
    A: { decay: near(1 / 3) },
    B: { decay: near(2 / 3) },
  });
});

test('sales that nobody touched are told apart', async () => {
  const { code, out, err } = await attribute(saved('path,conversions\nA,1\n,4\n'), '--models', 'last', '--json');
  expect(code).toBe(0);
  expect(err).toEqual(['gloss attribute: 4 conversions had no touch and are credited to nobody']);
  expect(JSON.parse(out.join(''))).toMatchObject({ channels: { A: { last: 1 } } });
});

test('a header and nothing below it: nobody is credited', async () => {
  expect(await credited('path,conversions\n')).toEqual({ channels: {}, transitions: {}, removalEffects: {} });
});

describe('a line that cannot be read: exit 1, the line and what is wrong with it, and nothing credited', () => {
  test.each([
    ['no number', pathForm.replace('2;100', 'two;100'), 'line 2: conversions is a number such as 12.5, not "two"'],
    ['a decimal comma', pathForm.replace('20;1', '20,5;1'), 'line 4: value is a number such as 12.5, not "20,5"'],
    ['half a conversion', pathForm.replace('A > B;2', 'A > B;2.5'), 'line 2: conversions is a whole number of at least 0, not 2.5'],
    ['fewer than none', pathForm.replace('0;0;1', '0;0;-1'), 'line 3: nulls is a whole number of at least 0, not -1'],
    ['a value of nothing', pathForm.replace('0;0;1', '0;7;1'), 'line 3: a value of 7 belongs to no conversion'],
    ['a step nowhere', pathForm.replace('A > B', 'A > > B'), 'line 2: step 2 of the path has no channel'],
    [
      'a channel called like an end',
      pathForm.replace('A > B', '(null)'),
      'line 2: a channel cannot be called (null): that is where journeys begin or end',
    ],
    ['cells that have shifted', pathForm.replace('20;1', '20;1;9'), 'line 4: it has 5 cells, the header has 4'],
    ['a file cut within a line', pathForm.slice(0, -3), 'line 4: nulls is empty: write 0 for none'],
    ['a quote that never closes', `${pathForm}"A;1;1\n`, 'line 5: a quote is opened and never closed'],
    ['a line longer than memory should take', `${pathForm}${'A > '.repeat(500_000)}B;1;1;1\n`, 'line 5: the line is too long to be a row'],
    ['nobody', eventForm.replace('p3', ''), 'line 5: person is empty'],
    [
      'no time',
      eventForm.replace('2026-03-02T12:00:00Z', 'noon'),
      'line 5: time is such as 2026-03-01T12:00:00Z or seconds since 1970, not "noon"',
    ],
    ['a touch of nothing', eventForm.replace('Z,A,0', 'Z,,0'), 'line 2: channel is empty'],
  ])('%s', async (_, content, what) => {
    const { code, out, err } = await attribute(saved(content), '--json');
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err[0]).toContain(what);
    expect(err.at(-1)).toBe('gloss attribute: 1 line cannot be read; nothing is credited');
  });

  test('the first twenty are named, all are counted', async () => {
    const { err } = await attribute(saved(`path,conversions\n${'A,x\n'.repeat(30)}`));
    expect(err).toHaveLength(21);
    expect(err.at(-1)).toContain('30 lines cannot be read');
  });
});

describe('files that are no paths', () => {
  test.each([
    ['empty', '', 'the file is empty'],
    ['blank', '\n\n', 'the file is empty'],
    [
      'of other columns',
      'sku,title\n1,2\n',
      'the first line names the columns: path, conversions, value, nulls; or person, time, channel, conversion, value. It is: sku, title',
    ],
    ['without conversions', 'path,value\nA,1\n', 'it has no column conversions; its columns are: path, value'],
    ['without times', 'person,channel,conversion\np,A,1\n', 'it has no column time'],
  ])('%s', async (_, content, what) => {
    const err: string[] = [];
    const code = await main(['attribute', saved(content)], { out: () => undefined, err: (text) => err.push(text) });
    expect(code).toBe(1);
    expect(err[0]).toContain(what);
  });

  test('bytes that are no text', async () => {
    await expect(attribute(saved(Buffer.from([0, 1, 2, 0xff, 0xfe, 10, 0])))).rejects.toThrow('the first line names the columns');
  });
});

test.each([
  ['no file', [], 'name one file of paths'],
  ['two files', ['a', 'b'], 'name one file of paths'],
  ['a file that is not there', [path.join(folder, 'nowhere')], 'there is no file'],
  ['a folder', [folder], 'there is no file'],
  ['a model nobody knows', ['a', '--models', 'last,best'], 'there is no model best; models are: last, first, linear'],
  ['a model without a name', ['a', '--models', 'last,'], 'there is no model without a name'],
  ['credit of something else', ['a', '--of', 'clicks'], '--of takes conversions or value'],
  ['no half-life', ['a', '--half-life', '0'], '--half-life takes days above 0'],
  ['a half-life that is no number', ['a', '--half-life', 'week'], '--half-life takes days above 0'],
])('%s: called wrongly', async (_, argv, what) => {
  await expect(attribute(...argv)).rejects.toThrow(UsageError);
  await expect(attribute(...argv)).rejects.toThrow(what);
});
