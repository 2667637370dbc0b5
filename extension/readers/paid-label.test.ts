import { expect, test } from 'vitest';
import { isPaidLabel } from './paid-label.ts';

test.each([
  'Paid partnership',
  'Paid partnership with fernholm_demo',
  'Promotional content',
  'Sponsored',
  'Bezahlte Werbepartnerschaft mit fernholm_demo',
  'Colaboración pagada con fernholm_demo',
  'Partenariat rémunéré avec fernholm_demo',
  'Parceria paga com fernholm_demo',
  'Anzeige',
  '付费合作',
  'タイアップ投稿',
  '유료 파트너십',
  ' 広告 ',
])('a label: %s', (text) => {
  expect(isPaidLabel(text)).toBe(true);
});

test.each([
  'Sponsored by nobody, I bought it myself',
  'Anzeige erstattet',
  'My paid partnership',
  '广告人的一天',
  'Publicidad y diseño',
  '',
  `Paid partnership ${'x'.repeat(200)}`,
])('no label: %s', (text) => {
  expect(isPaidLabel(text)).toBe(false);
});
