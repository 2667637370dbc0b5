import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PublicCount } from '#shared/page.ts';
import { countIn, publicCount } from './count.ts';

test.each<[string, string | undefined, number | null]>([
  ['1234', undefined, 1234],
  ['0', undefined, 0],
  ['12,345', undefined, 12_345],
  ['1,234 likes', 'en', 1234],
  ['1 234', undefined, 1234],
  ['12 345 678 visningar', 'sv', 12_345_678],
  ['1\u202f234 vues', 'fr', 1234],
  ["1'234", 'de-CH', 1234],
  ['1.234.567', undefined, 1_234_567],
  ['12,34,567 views', 'en-IN', 1_234_567],
  ['1.234', 'de', 1234],
  ['1.234', 'en', null],
  ['1,234', 'de', null],
  ['1.234', undefined, 1234],
  ['1.4', 'en', null],
  ['1,23', undefined, null],
  ['12,3456', undefined, null],
  ['1.4万', undefined, 14_000],
  ['1.4万播放', 'zh-CN', 14_000],
  ['1.4萬次觀看', 'zh-TW', 14_000],
  ['1万+', undefined, 10_000],
  ['10+', undefined, 10],
  ['1.2w+', 'zh', 12_000],
  ['1千万', 'zh', 10_000_000],
  ['2.3億', undefined, 230_000_000],
  ['2.3億 回視聴', 'ja', 230_000_000],
  ['3.4만회', 'ko', 34_000],
  ['5.1 แสน', 'th', 510_000],
  ['２３４', undefined, 234],
  ['１．４万', undefined, 14_000],
  ['475.8m', undefined, 475_800_000],
  ['5.04m subscribers', 'en-GB', 5_040_000],
  ['152K', undefined, 152_000],
  ['1.23B views', 'en', 1_230_000_000],
  ['1.234K', 'en', 1234],
  ['1,234K', 'en', 1_234_000],
  ['1.234K', undefined, null],
  ['1.234,5 mil', 'es', 1_234_500],
  ['4,69 millones de suscriptores', 'es', 4_690_000],
  ['4,69 millones de suscriptores', 'en', 4_690_000],
  ['1,2 mil M', 'es', 1_200_000_000],
  ['12 mil seguidores', 'es', 12_000],
  ['12 mil.', 'cs', 12_000_000],
  ['12 mil', undefined, null],
  ['12 mil', 'en', null],
  ['3,4 тыс.', undefined, 3400],
  ['3,4 тыс. подписчиков', 'ru', 3400],
  ['2 Mio.', undefined, 2_000_000],
  ['2 Mio. Aufrufe', 'de', 2_000_000],
  ['1,2 mln', undefined, 1_200_000],
  ['1,2 mln wyświetleń', 'pl', 1_200_000],
  ['5 लाख', undefined, 500_000],
  ['1.2 lakh', undefined, 120_000],
  ['3.1 crore views', 'en-IN', 31_000_000],
  ['1,2 rb', 'id', 1200],
  ['1,2 B', 'tr', 1200],
  ['1.2B', 'tr', null],
  ['5B', 'tr', null],
  ['5 B', 'es', null],
  ['12N', undefined, null],
  ['12 xy', 'en', null],
  ['٣٫٤ ألف', 'ar', 3400],
  ['١٬٢٣٤', 'ar', 1234],
  ['۱۲۳', 'fa', 123],
  ['१२३', 'hi', 123],
  ['5 Abonnenten', 'de', 5],
  ['Gefällt 1.234 Mal', 'de', 1234],
  ['5回', 'ja', 5],
  ['5 B', 'xx-unknown', 5_000_000_000],
  ['5K', 'not a language', 5000],
  ['5K', 'en_US', 5000],
  ['5.04m subscribers • 18k videos', 'en', null],
  ['1,234 likes, 12 comments', 'en', null],
  ['12:34', undefined, null],
  ['45%', undefined, null],
  ['-5', undefined, null],
  ['½', undefined, null],
  ['No views', 'en', null],
  ['', undefined, null],
  ['9'.repeat(30), undefined, null],
])('%s in %s', (printed, language, value) => {
  expect(publicCount(printed, language)).toEqual({ printed: printed.replace('\u202f', ' '), value });
});

test.each([
  [1234, { printed: '1234', value: 1234 }],
  ['1万+', { printed: '1万+', value: 10_000 }],
  [-1, undefined],
  [1.5, undefined],
  [Number.NaN, undefined],
  ['暂无', undefined],
  ['', undefined],
  [null, undefined],
  [{}, undefined],
])('a field of state: %j', (value, count) => {
  expect(countIn(value)).toEqual(count);
});

const languages =
  'en en-GB en-IN de de-CH de-AT fr es es-MX pt pt-PT it nl pl ru uk cs sk ro hu tr el he ar ar-EG fa hi bn mr ta th vi id ms ja ko zh zh-TW sv da nb fi hr sl sr bg lt lv et my km sw'.split(
    ' ',
  );

test('a number that a language prints in full is that number', () => {
  fc.assert(
    fc.property(fc.constantFrom(...languages), fc.nat(2_000_000_000), (language, value) => {
      expect(publicCount(new Intl.NumberFormat(language).format(value), language).value).toBe(value);
    }),
    { numRuns: 2000 },
  );
});

test('a number that a language prints short is that number or not decided, and mostly that number', () => {
  let undecided = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...languages),
      fc.constantFrom('short' as const, 'long' as const),
      fc.nat(999),
      fc.nat(9),
      (language, compactDisplay, first, zeros) => {
        const format = { notation: 'compact', compactDisplay, maximumSignificantDigits: 2, roundingMode: 'trunc' } as const;
        const printed = new Intl.NumberFormat(language, format).format(first * 10 ** zeros);
        const plain = Number(
          new Intl.NumberFormat('en', { ...format, notation: 'standard', useGrouping: false }).format(first * 10 ** zeros),
        );
        const { value } = publicCount(printed, language);
        if (value === null) undecided += 1;
        else expect(value, `${printed} in ${language}`).toBe(plain);
      },
    ),
    { numRuns: 1500 },
  );
  expect(undecided).toBeLessThan(90);
});

test('any text gives a count that a snapshot takes', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(..."0123456789.,٫٬ 'kKmM万億+-%".split('')) }),
  );
  fc.assert(
    fc.property(anything, fc.option(fc.constantFrom(...languages), { nil: undefined }), (text, language) => {
      PublicCount.parse(publicCount(text, language));
    }),
    { numRuns: 1000 },
  );
});
