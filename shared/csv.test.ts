import { expect, test } from 'vitest';
import { type CsvCell, csvText } from './csv.ts';

test.each<[string, CsvCell, string]>([
  ['plain text', 'Nook', 'Nook'],
  ['a comma', 'a,b', '"a,b"'],
  ['a quote', 'a "b"', '"a ""b"""'],
  ['a line break', 'a\nb', '"a\nb"'],
  ['nothing', null, ''],
  ['a number', 12, '12'],
  ['an amount below zero', '-12.50', '-12.50'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula with a quote', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['a formula by +', '+1;cmd', "'+1;cmd"],
  ['a formula by @', '@SUM(A1)', "'@SUM(A1)"],
  ['a formula by -', '-1+1', "'-1+1"],
  ['Chinese', '订单', '订单'],
])('%s keeps its meaning in a spreadsheet', (_, cell, text) => {
  expect(csvText(['x'], [[cell]])).toBe(`\uFEFFx\r\n${text}\r\n`);
});
