import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PageSection } from '#shared/page.ts';
import { sectionsOf } from './sections.ts';

const moments = (text: string, chapters?: Parameters<typeof sectionsOf>[2]) =>
  sectionsOf(text, [], chapters).map(({ atSeconds, heading }) => `${atSeconds} ${heading ?? ''}`.trim());

test.each([
  ['stamps first', '0:00 Intro\n1:30 The kettle', ['0 Intro', '90 The kettle']],
  ['stamps last', 'Intro 0:00\nThe kettle - (1:30)', ['0 Intro', '90 The kettle']],
  ['in brackets and with dashes', '[00:00] – Intro\n(01:02:03) Verdict', ['0 Intro', '3723 Verdict']],
  ['as ranges', '00:00 - 00:45 Intro\n00:45 - 02:00 Kettle', ['0 Intro', '45 Kettle']],
  ['in Chinese', '00:00 开场\n01:10 开箱：热水壶', ['0 开场', '70 开箱：热水壶']],
  ['a lone stamp', '3:15 is my favourite part', []],
  ['times of day', 'Open 9:30 am to\n7:00 pm daily', []],
  ['going back', '20:00 London\n19:30 Paris', []],
  ['a score', 'Team A 3:2 Team B', []],
  ['no stamp', 'Just words', []],
])('%s', (_, text, seen) => {
  expect(moments(text)).toEqual(seen);
});

test('chapters of the platform stand in where the text has none', () => {
  const chapters = [{ atSeconds: 5, heading: 'From the player' }];
  expect(moments('words', chapters)).toEqual(['5 From the player']);
  expect(moments('0:00 A\n0:10 B', chapters)).toEqual(['0 A', '10 B']);
});

test('each part has the links that stand in it and no others', () => {
  const text = '0:00 Intro\n0:30 Mug\nhttps://amzn.to/12\n\nMore:\nhttps://amzn.to/1.\n\nhttps://unknown.example/';
  expect(sectionsOf(text, ['https://amzn.to/1', 'https://amzn.to/12'])).toEqual([
    { atSeconds: 0, heading: 'Intro', links: [] },
    { atSeconds: 30, heading: 'Mug', text: 'https://amzn.to/12', links: ['https://amzn.to/12'] },
    { heading: 'More', text: 'https://amzn.to/1.', links: ['https://amzn.to/1'] },
  ]);
});

test('any text gives sections that a snapshot takes, quickly', () => {
  const line = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789: -–()[]ab') }), fc.constant(''));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      for (const section of sectionsOf(lines.join('\n'), [])) PageSection.parse(section);
    }),
  );
  const begun = performance.now();
  sectionsOf(`${'1:1'.repeat(9000)}\n${'- '.repeat(9000)}0:0`, []);
  sectionsOf(`${'(1:11) '.repeat(900)}\n`.repeat(400), []);
  expect(performance.now() - begun).toBeLessThan(500);
});
