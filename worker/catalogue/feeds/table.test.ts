import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { headerOf, tableRecords } from './table.ts';

interface Row {
  line: number;
  cells?: string[];
  reason?: string;
}
async function rowsOf(text: string, size = text.length + 1): Promise<Row[]> {
  const columns = headerOf(text).map((name) => name.trim());
  const rows: Row[] = [];
  for await (const found of tableRecords(chunksOf(text, size), { columnName: (name) => name.trim(), required: [] }))
    rows.push('reason' in found ? found : { line: found.line, cells: columns.map((name) => found.get(name)) });
  return rows;
}
async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

describe('rows of a table', () => {
  test.each<[string, string, Row[]]>([
    [
      'plain',
      'a,b\n1,2\n3,4',
      [
        { line: 2, cells: ['1', '2'] },
        { line: 3, cells: ['3', '4'] },
      ],
    ],
    ['a line end at the end', 'a,b\n1,2\n', [{ line: 2, cells: ['1', '2'] }]],
    ['quotes, doubled quotes and separators within', 'a,b\n"x, ""y""",2', [{ line: 2, cells: ['x, "y"', '2'] }]],
    [
      'line ends within quotes count as lines',
      'a,b\n"x\ny",2\n3,4',
      [
        { line: 2, cells: ['x\ny', '2'] },
        { line: 4, cells: ['3', '4'] },
      ],
    ],
    ['empty cells', 'a,b,c\n,,\n,2,', [{ line: 3, cells: ['', '2', ''] }]],
    ['empty quoted cells', 'a,b\n"",""\n"",2', [{ line: 3, cells: ['', '2'] }]],
    ['empty lines are passed over', 'a,b\n\n1,2\n\n', [{ line: 3, cells: ['1', '2'] }]],
    ['cells that are missing are empty', 'a,b,c\n1,2', [{ line: 2, cells: ['1', '2', ''] }]],
    ['empty cells too many do not matter', 'a,b\n1,2,,', [{ line: 2, cells: ['1', '2'] }]],
    ['tabs', 'a\tb\n1,5\t2', [{ line: 2, cells: ['1,5', '2'] }]],
    ['semicolons', 'a;b\n1,5;2', [{ line: 2, cells: ['1,5', '2'] }]],
    ['a separator that the file names', 'sep=|\na|b,c\n1|2', [{ line: 3, cells: ['1', '2'] }]],
    ['empty lines before the header', '\n\na,b\n1,2', [{ line: 4, cells: ['1', '2'] }]],
    ['quotes within an unquoted cell are text', 'a,b\n27" TV,2', [{ line: 2, cells: ['27" TV', '2'] }]],
    ['blanks behind a closing quote', 'a,b\n"1" ,2', [{ line: 2, cells: ['1', '2'] }]],
    [
      'quotes that nobody doubled, where the cells count up',
      'a,b\n"27" TV",2\n3,4',
      [
        { line: 2, cells: ['"27" TV"', '2'] },
        { line: 3, cells: ['3', '4'] },
      ],
    ],
    [
      'cells that have shifted are refused',
      'a,b\n1,2,3\n4,5',
      [
        { line: 2, reason: 'it has 3 cells, the header has 2: put cells that hold the separator into quotes' },
        { line: 3, cells: ['4', '5'] },
      ],
    ],
    [
      'a quote that never closes costs its row only',
      'a,b\n1,"x, y\n3,4\n5,6',
      [
        { line: 2, reason: 'a quote is opened and never closed: close it or write "" for a quote' },
        { line: 3, cells: ['3', '4'] },
        { line: 4, cells: ['5', '6'] },
      ],
    ],
    [
      'a quote that closes in the wrong row costs its row only',
      'a,b,c\n1,"x, y,2\n3,"z",4\n5,6,7',
      [
        { line: 2, reason: 'a quote within a quoted cell is not doubled: write "" for each' },
        { line: 3, cells: ['3', 'z', '4'] },
        { line: 4, cells: ['5', '6', '7'] },
      ],
    ],
  ])('%s', async (_, text, rows) => {
    expect(await rowsOf(text)).toEqual(rows);
    for (const size of [1, 2, 3, 7]) expect(await rowsOf(text, size)).toEqual(rows);
  });
});

const cell = fc.string({ unit: fc.constantFrom(...'ab ",;\n\t|é') });
const table = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom(',', ';', '\t', '|'))
  .chain(([width, delimiter]) =>
    fc.tuple(fc.constant(delimiter), fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })),
  );
const header = (width: number): string[] => Array.from({ length: width }, (_, at) => `column ${at}`);

test('what another program writes is read back, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), fc.boolean(), async ([delimiter, rows], size, quotes) => {
      const told = rows.filter((row) => row.some((value) => value.trim() !== ''));
      const text = Papa.unparse([header(rows[0]?.length ?? 0), ...rows], { delimiter, quotes, newline: '\n' });
      const whole = await rowsOf(text);
      expect(whole.map((row) => row.cells)).toEqual(told);
      expect(await rowsOf(text, size)).toEqual(whole);
    }),
  );
});

test('good tables are read as papaparse reads them', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ([delimiter, rows]) => {
      const text = Papa.unparse([header(rows[0]?.length ?? 0), ...rows], { delimiter, newline: '\n' });
      const theirs = Papa.parse<string[]>(text, { delimiter, newline: '\n' }).data.slice(1);
      expect((await rowsOf(text)).map((row) => row.cells)).toEqual(theirs.filter((row) => row.some((value) => value.trim() !== '')));
    }),
  );
});

test('papaparse would lose every row after a quote that never closes, which is why it is not used', () => {
  const text = `a,b\n1,"x\n${'3,4\n'.repeat(100)}`;
  expect(Papa.parse<string[]>(text).data.length).toBeLessThan(5);
});

test('a table that breaks itself at every line costs little', async () => {
  const text = `a,b\n${'a",b,"c\n'.repeat(200_000)}`;
  const rows = await rowsOf(text, 65_536);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.every((row) => row.reason !== undefined)).toBe(true);
});
