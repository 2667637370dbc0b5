import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import { silentEntry } from '#extension/activity/activity.states.ts';
import type { Language } from '#extension/base/note.ts';
import { keptReceipts } from '#test/receipts/kept.ts';
import { main } from '#worker/cli/main.ts';
import { featureNames } from '#worker/model/score.ts';
import { check, sharesOf } from './check.ts';
import { askedAs, judgeAgain } from './judge.ts';
import { receiptStates, shownReceipt } from './receipt.states.ts';
import { Receipt } from './receipt.tsx';
import { receiptWords } from './words.ts';

let ground: HTMLElement;
let calls: string[];
beforeEach(() => {
  ground = document.body.appendChild(document.createElement('div'));
  calls = [];
});
function draw(name: string, language: Language = 'en'): HTMLElement {
  const state = receiptStates[name];
  if (!state) throw new Error(`no state ${name}`);
  render(
    <Receipt {...state} language={language} locale={language} onSave={() => calls.push('save')} onAgain={() => calls.push('again')} />,
    ground,
  );
  return ground;
}

test.each(Object.keys(receiptStates).flatMap((name) => [[name, 'en'] as const, [name, 'zh-CN'] as const]))(
  'a receipt that is "%s" says in %s how it stands, and nothing unsaid',
  (name, language) => {
    const text = draw(name, language).textContent ?? '';
    const verdict = receiptStates[name]?.checked?.verdict;
    expect(text).toContain(
      verdict
        ? receiptWords[language].verdict[verdict]
        : receiptWords[language][receiptStates[name]?.shown ? 'computing' : receiptStates[name]?.decision ? 'goneRanking' : 'gone'],
    );
    for (const unsaid of ['undefined', 'null', 'NaN', '[object']) expect(text).not.toContain(unsaid);
  },
);

test('a real receipt is recomputed here: whole, then with one bit changed, then without what it takes', async () => {
  expect(await check(shownReceipt)).toEqual({ verdict: 'match', differences: [], seal: 'unknown_key', isSamePage: true });
  const [contender, ...others] = shownReceipt.receipt.contenders;
  if (!contender) throw new Error('a contender is needed here');
  const changed = { ...shownReceipt.receipt, contenders: [{ ...contender, score: contender.score - 2 ** -53 }, ...others] };
  expect(await check({ ...shownReceipt, receipt: changed })).toMatchObject({ verdict: 'no_match', differences: [{ what: 'score' }] });
  expect(await check({ ...shownReceipt, page: { ...shownReceipt.page, title: 'Another' } })).toMatchObject({
    verdict: 'no_match',
    isSamePage: false,
  });
  expect(await check({ ...shownReceipt, model: null, keys: null })).toMatchObject({
    verdict: 'cannot',
    differences: null,
    seal: 'not_asked',
  });
});

test.each(keptReceipts.map((kept) => [kept.name, kept] as const))('an old receipt is recomputed here, whole: %s', async (_, kept) => {
  const { receipt, page, model, keys } = kept;
  const cards = [...(receipt.tagged ?? []), ...receipt.cards].flatMap(({ card }) => card ?? []);
  const shown = { ...shownReceipt, card: { ...shownReceipt.card, id: cards[0] ?? shownReceipt.card.id }, receipt, page, model, keys };
  const checked = await check(shown);
  expect(checked).toEqual({ verdict: 'match', differences: [], seal: 'sealed', isSamePage: true });
  for (const id of cards) {
    const { shares = [], together = 0, start = 0, score } = sharesOf(receipt, model, id) ?? {};
    const sum = shares.reduce((total, { adds }) => total + adds, start + together);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(score ?? Number.NaN, 12);
  }
  for (const language of ['en', 'zh-CN'] as const) {
    render(
      <Receipt shown={shown} checked={checked} decision={null} language={language} locale={language} onSave={nothing} onAgain={nothing} />,
      ground,
    );
    expect(ground.textContent).toContain(receiptWords[language].verdict.match);
    expect(ground.textContent).not.toMatch(/undefined|null|NaN|\[object/);
  }
});
const nothing = (): void => undefined;

test('a card that the creator tagged says so, and its score is recomputed like any other', async () => {
  const { shown } = receiptStates['tagged by the creator'] ?? {};
  expect(draw('tagged by the creator').textContent).toContain(receiptWords.en.tagged);
  expect(draw('match').textContent).not.toContain(receiptWords.en.tagged);
  if (!shown) throw new Error('a receipt is needed here');
  expect(await check(shown)).toMatchObject({ verdict: 'match', differences: [] });
  expect(shown.model && sharesOf(shown.receipt, shown.model, shown.card.id)).toMatchObject({ place: 0, of: 1, isTagged: true });
});

test('what is told of a card adds up to its score, strongest first, in words where there are some', () => {
  const { model, receipt, card } = shownReceipt;
  const found = model && sharesOf(receipt, model, card.id);
  const sum = (found?.shares ?? []).reduce((total, { adds }) => total + adds, (found?.start ?? 0) + (found?.together ?? 0));
  expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(found?.score ?? 0, 12);
  const rows = [...draw('match').querySelectorAll('tbody tr')].map((row) => row.querySelector('th')?.textContent);
  expect(rows).toEqual([
    receiptWords.en.start,
    'The page leads there',
    'Named in the headline',
    'Named in the text',
    'Words that few products have',
    'something-new',
    receiptWords.en.together,
  ]);
  expect(model && sharesOf(receipt, model, 'car_of_nobody')).toBeUndefined();
});

test('every thing that the shipped ranking looks at has a name in both languages', () => {
  expect(featureNames.length).toBeGreaterThan(10);
  for (const language of ['en', 'zh-CN'] as const)
    expect(featureNames.filter((name) => !Object.hasOwn(receiptWords[language].features, name))).toEqual([]);
});

test('a press is judged again: as it was, with a step taken away, against its own verdict, and under other rules', () => {
  expect(judgeAgain(silentEntry)).toEqual({ verdict: 'match', isSameVerdict: true, isFollowed: true, isSamePacks: true });
  expect(judgeAgain({ ...silentEntry, evidence: { ...silentEntry.evidence, chain: [] } })).toMatchObject({
    verdict: 'no_match',
    isSameVerdict: false,
  });
  expect(judgeAgain({ ...silentEntry, way: 'paid' })).toMatchObject({ verdict: 'no_match', isFollowed: false });
  expect(judgeAgain({ ...silentEntry, packs: '2026-01-01.1', evidence: { ...silentEntry.evidence, chain: [] } })).toMatchObject({
    verdict: 'cannot',
  });
  expect(judgeAgain({ ...silentEntry, packs: '2026-01-01.1', way: 'paid' })).toMatchObject({ verdict: 'no_match' });
});

test.each([
  ['match', 'Match: the press was judged as the rules say.'],
  ['no match', 'No match: the press was not judged as the rules say.'],
  ['seal of an old key', 'Judged by rules that have changed since.'],
  ['not to be recomputed', 'This card was not pressed'],
  ['gone, but pressed before', 'Match: the press was judged as the rules say.'],
])('a receipt that is "%s" says of stand-down: %s', (name, said) => {
  expect(draw(name).querySelector('#standdown')?.textContent).toContain(said);
});

test('what a press was judged by can be asked on the command line, with the same answer', async () => {
  const command = draw('match').querySelector('.command')?.textContent ?? '';
  const argv = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1);
  const said: string[] = [];
  await main(argv, { out: (text) => void said.push(text), err: (text) => void said.push(text) });
  expect(said[0]).toBe('plain: standing down, Awin, 85 min more');
});

test('the call for the command line has all that led somewhere', async () => {
  const steps = [
    { address: 'https://nordlicht.example/', at: silentEntry.evidence.now - 60_000, via: ['https://blog.example/', 'https://rstyle.me/'] },
    { address: 'https://mara.example/', at: silentEntry.evidence.now, did: 'opened' as const },
  ];
  expect(askedAs({ ...silentEntry, evidence: { ...silentEntry.evidence, chain: steps } })).toContain(
    "--chain '1 https://nordlicht.example/ https://blog.example/ https://rstyle.me/' --chain '0 opened https://mara.example/'",
  );
});

test('it can be saved, and tried again where something was missing', () => {
  const press = (words: string) => [...ground.querySelectorAll('button')].find((button) => button.textContent === words)?.click();
  draw('not to be recomputed');
  press(receiptWords.en.again);
  press(receiptWords.en.save);
  expect(calls).toEqual(['again', 'save']);
});
