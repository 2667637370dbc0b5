import { expect, test } from 'vitest';
import { printedDate } from './printed-date.ts';

test.each([
  ['2019年04月21日 12時00分更新', '2019-04-21'],
  ['2019.03.26 lastupdate', '2019-03-26'],
  ['Wednesday, 26 February 2025', '2025-02-26'],
  ['February 26th, 2025', '2025-02-26'],
  ['Feb. 3, 2025', '2025-02-03'],
  ['10. Februar 2019 in Allgemein', '2019-02-10'],
  ['3 mars 2024', '2024-03-03'],
  ['12 de octubre de 2023', '2023-10-12'],
  ['2021년 5월 8일', '2021-05-08'],
  ['22.01.2022', '2022-01-22'],
  ['01/02/2022', undefined],
  ['13 Monkeys 2019', undefined],
  ['40 May 2019', undefined],
  ['Version 2.1.2019.4', undefined],
  ['', undefined],
])('"%s" is printed for %s', (text, date) => {
  expect(printedDate(text)).toBe(date);
});
