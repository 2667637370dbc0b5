import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { Language } from '#extension/base/note.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import { activityNow, activityStates, paidEntry, silentEntry } from './activity.states.ts';
import { Activity, type ActivityProps } from './activity.tsx';
import { activityCsv } from './table.ts';
import { activityWords } from './words.ts';

let ground: HTMLElement;
let calls: unknown[];
beforeEach(() => {
  ground = document.body.appendChild(document.createElement('div'));
  calls = [];
});

function draw(name: string, language: Language = 'en'): HTMLElement {
  const state = activityStates[name];
  if (!state) throw new Error(`no state ${name}`);
  const call =
    (what: string) =>
    (...values: unknown[]) =>
      void calls.push([what, ...values]);
  const on: Pick<ActivityProps, Extract<keyof ActivityProps, `on${string}`>> = {
    onExport: call('export'),
    onDelete: call('delete'),
    onUndo: () => calls.push(['undo']),
    onDeleteAll: call('deleteAll'),
    onMore: () => calls.push(['more']),
  };
  render(<Activity {...state} {...on} shown={{ ...state.shown, language, locale: language }} now={activityNow} />, ground);
  return ground;
}
const press = (words: string) => [...ground.querySelectorAll('button')].find(({ textContent }) => textContent === words)?.click();

test.each(Object.keys(activityStates).flatMap((name) => [[name, 'en'] as const, [name, 'zh-CN'] as const]))(
  'a log that is "%s" is complete in %s',
  (name, language) => {
    const text = draw(name, language).textContent ?? '';
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    expect(text).toContain(activityWords[language].title);
    const { shown, gone, shownMax } = activityStates[name] ?? { shown: { entries: [] }, gone: null, shownMax: 0 };
    expect(ground.querySelectorAll('#entries li')).toHaveLength(Math.min(shown.entries.length + (gone ? 1 : 0), shownMax));
  },
);

test('each entry says the link, why, and for whom and until when Gloss stood down', () => {
  const [paid, silent, own] = [...draw('few').querySelectorAll('.trip')].map((entry) => entry.querySelector('.way')?.textContent);
  expect(paid).toBe('Paid linkMara Lind earns if you bought');
  expect(silent).toMatch(/^Plain linkGloss stood down for Awin until \d/);
  expect(own).toBe('Author’s own linkopened unchanged; the author may earn');
  expect(ground.querySelector('.trip dl')?.textContent).toContain('You get 5% off with code MARA5.');
});

test('of orders only what this device knows is said: nothing', () => {
  const rows = [...draw('few').querySelectorAll('.trip dl')].map((list) =>
    [...list.querySelectorAll('div')].map((row) => row.textContent).filter((row) => /^(Order|Expected)/.test(row ?? '')),
  );
  for (const row of rows) expect(row).toEqual(['Ordernot told to this device', 'Expectednot told to this device']);
});

test('the merchants for which Gloss stands down now are named', () => {
  expect(draw('few').querySelector('#standing li')?.textContent).toMatch(/^nordlicht\.examplefor Awin, until \d/);
});

test('one entry is deleted and brought back; all are after a question; it is exported in two forms', () => {
  draw('few').querySelector<HTMLElement>('[aria-label="Delete the entry for Linen lampshade, 30 cm"]')?.click();
  draw('one deleted');
  press('Undo');
  press('Export as JSON');
  press('Export as CSV');
  press('Delete all');
  expect(calls).toEqual([['delete', silentEntry], ['undo'], ['export', 'json'], ['export', 'csv'], ['deleteAll', 'ask']]);
  calls = [];
  draw('asked before all are deleted');
  press('Cancel');
  press('Delete');
  draw('long');
  press('Show 492 more');
  expect(calls.filter((call) => (call as unknown[])[0] !== 'delete')).toEqual([['deleteAll', 'no'], ['deleteAll', 'yes'], ['more']]);
});

test('the rules are told in both languages, and each network with its source', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const rules = draw('empty', language).querySelector('.rules');
    expect(rules?.querySelectorAll('ol li')).toHaveLength(activityWords.en.rules.length);
    const names = [...(rules?.querySelectorAll('dt') ?? [])].map(({ textContent }) => textContent);
    expect(names).toEqual([activityWords[language].everyNetwork, 'Amazon', ...shippedPacks.packs.map(({ network }) => network)]);
    expect([...(rules?.querySelectorAll('dd') ?? [])].every((source) => source.querySelector('a[rel~="noopener"]'))).toBe(true);
  }
});

test('the table has one line an entry, and a title that begins like a formula is text', () => {
  const lines = activityCsv([paidEntry, { ...silentEntry, title: '=HYPERLINK("x")' }])
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe(
    `2026-11-03T15:28:00.000Z,Nordlicht,"Desk lamp, oiled oak, dimmable",mara.example,paid,,,,discount,500,Mara Lind,not told,not told,car_01h2xcejqtf2nbrexx3vqjhp41,prd_01h2xcejqtf2nbrexx3vqjhp41,x7Kq0bq2fV4tJ8sZ,${paidEntry.packs}`,
  );
  expect(lines[2]).toContain(`"'=HYPERLINK(""x"")"`);
  expect(lines[2]).toContain('plain,standing_down,Awin,2026-11-03T16:40:00.000Z');
});
