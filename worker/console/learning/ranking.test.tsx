/** What the operator reads and does about the ranking. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { attemptOutcomes } from '#shared/contracts/learning.ts';
import { rankingStates } from './ranking.states.ts';
import { type Ranking, RankingView } from './ranking.tsx';
import { RankingScreen } from './ranking-screen.tsx';

afterEach(async () => {
  await act(() => render(null, document.body));
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function stateOf(name: string): Ranking {
  const state = rankingStates[name];
  if (!state) throw new Error(`no state ${name}`);
  return state;
}
const pageOf = ({ loaded }: Ranking) => {
  if (loaded.state !== 'ready') throw new Error('not ready');
  return loaded.value;
};
const draw = (name: string, changes: Partial<Ranking> = {}) =>
  act(() => render(<RankingView {...stateOf(name)} {...changes} />, document.body));
const text = (selector = 'body'): string => (document.querySelector(selector)?.textContent ?? '').replaceAll('\u00A0', ' ');
const buttons = (name: string) => [...document.querySelectorAll('button')].filter((button) => button.textContent === name);
const press = (name: string, at = 0) =>
  act(() => {
    const button = buttons(name)[at];
    if (!button) throw new Error(`no button ${name}`);
    button.click();
  });
const write = (value: string) =>
  act(() => {
    const field = document.querySelector<HTMLInputElement>('form input');
    if (field) field.value = value;
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  });
const submit = () =>
  act(() => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
const [newest, older, uploaded, shipped] = pageOf(stateOf('few')).versions.map(({ id }) => id);

describe('a version', () => {
  test('in force says since when, by whom, why, and what it was measured by', async () => {
    await draw('few');
    expect(text('h1')).toBe('Version 8de6c896a656 has judged since 22 Nov');
    expect(text('.pairs')).toContain('ByThe nightWhyBetter on held-out cardsMeasuresLearnt from 4,213 cards seen, 837 of them opened.');
    expect(text('.pairs')).toContain('Loss on 790 held-out cards: 0.3952, of the one before: 0.4127.');
    expect(text('.table-force')).toContain('Youworse cards beside recipes');
    await draw('just started');
    expect(text('h1')).toMatch(/^Version [0-9a-f]{12} judges: it came with the program$/);
    expect(buttons('Put in force')).toEqual([]);
  });

  test('is put in force with a reason only, and says what happens then', async () => {
    const onChoose = vi.fn();
    await draw('few', { onChoose });
    expect(buttons('Put in force')).toHaveLength(3);
    await press('Put in force', 1);
    expect(text('form')).toContain('It serves within two seconds, and you can go back.');
    await submit();
    expect(onChoose).not.toHaveBeenCalled();
    expect(text('form .error')).toBe('Needed');
    await write(' a trial ');
    await submit();
    expect(onChoose).toHaveBeenCalledExactlyOnceWith(uploaded, 'a trial');
  });

  test('is rolled back to what was in force before it', async () => {
    const onChoose = vi.fn();
    await draw('few', { onChoose });
    await press(`Roll back to ${shipped?.slice(0, 12)}`);
    await write('worse cards');
    await submit();
    expect(onChoose).toHaveBeenCalledExactlyOnceWith(shipped, 'worse cards');
  });

  test('that cannot serve leaves the one in force, and says so beside the form', async () => {
    await draw('cannot serve');
    expect(text('form .error')).toContain('The one in force stays.');
  });

  test('is downloaded by its name', async () => {
    const onDownload = vi.fn();
    await draw('few', { onDownload });
    await press('Download', 1);
    expect(onDownload).toHaveBeenCalledExactlyOnceWith(older);
  });

  test('of sixty shows twenty, then all', async () => {
    await draw('many');
    expect(document.querySelectorAll('.table-versions tbody tr')).toHaveLength(20);
    await press('Show more', 1);
    expect(document.querySelectorAll('.table-versions tbody tr')).toHaveLength(60);
  });
});

describe('trainings', () => {
  test('say in words why each ended as it did', async () => {
    await draw('few');
    const why = [...document.querySelectorAll('.table-trainings .col-why')].slice(1).map((cell) => cell.firstChild?.textContent);
    expect(why).toEqual([
      '500 cards are needed, 213 were told of in 90 days.',
      '8de6c896a656 took over: its loss on held-out cards is 4.25% lower.',
      'The new one was better by 0.31% only; at least 1% are asked for.',
      'The new one was worse on held-out cards, by 2.12%.',
      'The new one decided 2 fixed samples otherwise: it has unlearnt something.',
      'Better by 1.24%, but that may be chance: it is less than 2 standard errors.',
      'Of the held-out cards 20 must have been opened; 7 were.',
      'It was cut off three times and given up for that night. The next night tries again.',
      'It broke off (D1_ERROR). The next night tries again; the log says more under learning.training_failed.',
    ]);
    const outcomes = pageOf(stateOf('few')).attempts.map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(attemptOutcomes));
  });

  test('of now are not begun twice, show that they run, and then what came of them', async () => {
    const onTrain = vi.fn();
    await draw('training', { onTrain });
    expect(document.querySelector('progress')).not.toBeNull();
    expect(buttons('Train now')[0]?.disabled).toBe(true);
    await draw('trained: too few', { onTrain });
    expect(text('.notice')).toContain('Nothing was trained213 cards seen, 40 opened. 500 cards are needed');
    await press('Train now');
    expect(onTrain).toHaveBeenCalledOnce();
    await draw('trained too often');
    expect(text('[role=alert]')).toBe('Twenty trainings an hour are the most. Wait a little.');
  });
});

test.each([
  ['few', 'In order', 0],
  ['damaged', 'Needs you', 2],
  ['not kept yet', 'Works with less', 2],
  ['just started', 'Not started', 6],
  ['fallback', 'Needs you', 1],
])('health that is "%s" names what is not in order, and what to do', async (state, mark, count) => {
  await draw(state);
  const marks = [...document.querySelectorAll('.health .state')].map((one) => one.textContent);
  expect(marks).toHaveLength(7);
  if (count > 0) expect(marks.filter((one) => one === mark)).toHaveLength(count);
  else expect(new Set(marks)).toEqual(new Set([mark]));
});

test('health of what is damaged says what becomes of it and what to look at', async () => {
  await draw('damaged');
  expect(text('.health')).toContain(
    'Words alone find products until it is made anew after the next answers. Open a few pages and look again.',
  );
  await draw('fallback');
  expect(text('h1')).toBe('The version put in force cannot be read: the shipped one judges');
  expect(text('.health')).toContain('Put another one in force, or update the program.');
});

describe('the screen', () => {
  const page = pageOf(stateOf('few'));
  let asked: { method: string; path: string; body: unknown }[];
  let judging: string | undefined;

  beforeEach(async () => {
    asked = [];
    judging = newest;
    vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
      const said = body === undefined ? {} : (JSON.parse(body) as { version?: string });
      if (method !== 'GET') asked.push({ method, path, body: said });
      if (method === 'PUT') judging = said.version;
      return Response.json(answerTo(method, path));
    });
    await act(async () => {
      render(<RankingScreen />, document.body);
    });
    await vi.waitFor(() => expect(text('h1')).toContain('has judged since'));
  });
  function answerTo(method: string, path: string): unknown {
    const { versions, inForce, health, attempts } = page;
    const marked = versions.map((one) => ({ ...one, isInForce: one.id === judging }));
    if (method === 'PUT') return marked.find(({ isInForce }) => isInForce);
    if (method === 'POST') return { ...attempts[0], id: 'by hand req_2', outcome: 'too_few', candidate: null };
    if (path.startsWith('/v1/learning/attempts')) return { attempts: attempts.slice(0, 2), next: path.includes('after=') ? null : 'more' };
    return path.startsWith('/v1/recommend') ? { ...health, model: judging } : { versions: marked, inForce };
  }

  test('puts a version in force at once, and takes it back with one press', async () => {
    await press('Put in force', 0);
    await write('a trial');
    await submit();
    await vi.waitFor(() => expect(text('.notice')).toContain('is in force. It serves within two seconds.'));
    expect(document.querySelector('form')).toBeNull();
    await press(`Undo: back to ${newest?.slice(0, 12)}`);
    await vi.waitFor(() => expect(document.querySelector('.notice')).toBeNull());
    const use = { method: 'PUT', path: '/v1/learning/in-force' };
    expect(asked).toEqual([
      { ...use, body: { version: older, reason: 'a trial' } },
      { ...use, body: { version: newest, reason: `${older?.slice(0, 12)} was put in force and taken back in the console` } },
    ]);
  });

  test('trains now, shows what came of it first, and goes on to older trainings', async () => {
    await press('Train now');
    await vi.waitFor(() => expect(text('.notice')).toContain('Nothing was trained'));
    expect(document.querySelectorAll('.table-trainings tbody tr')).toHaveLength(3);
    await press('Show more');
    await vi.waitFor(() => expect(document.querySelectorAll('.table-trainings tbody tr')).toHaveLength(5));
    expect(text('.more-row')).toBe('All 5 are shown.');
  });
});
