import type { Attempt, Version } from '#shared/contracts/learning.ts';
import { busy, id, idle, longName, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Force, Ranking, RankingPage } from './ranking.tsx';

const hash = (number: number): string => `${(0x8de6c81dd049 + number * 7_919_117).toString(16)}${String(number).padStart(52, '0')}`;
const personId = id('usr', 1);
const night = (number: number): number => Date.UTC(2026, 10, 23 - number, 3);

const learnt = {
  shown: 4213,
  opened: 837,
  heldOut: 790,
  heldOutOpened: 161,
  lossBefore: 0.41273,
  lossAfter: 0.39518,
  gain: 0.04252,
  standardError: 0.0041,
  samplesDecidedOtherwise: 0,
};
const version = (number: number, changes: Partial<Version> = {}): Version => ({
  id: hash(number),
  origin: 'nightly',
  madeAt: night(number),
  note: `attempt night ${number}`,
  metrics: learnt,
  isInForce: false,
  ...changes,
});
const shipped = version(9, { origin: 'shipped', note: 'came with the program', metrics: {} });
const uploaded = version(5, { origin: 'uploaded', note: 'Trained on the export of October, with fewer units', metrics: {} });
const versions = [version(1, { isInForce: true }), version(3), uploaded, shipped];

const force = (number: number, changes: Partial<Force> = {}): Force => ({
  version: hash(number),
  from: night(number),
  by: 'nightly',
  reason: 'better on held-out events',
  ...changes,
});
const inForce = [
  force(1),
  force(9, { from: night(2) + 6 * 3_600_000, by: personId, reason: 'worse cards beside recipes' }),
  force(5, { from: night(4), by: id('usr', 7), reason: 'a trial for a day' }),
];

const attempt = (number: number, changes: Partial<Attempt> = {}): Attempt => ({
  id: `night ${number}`,
  at: night(number),
  outcome: 'kept',
  base: hash(9),
  candidate: hash(number),
  metrics: { ...learnt, gain: 0.0031 },
  ...changes,
});
const tooFew = { outcome: 'too_few', candidate: null } as const;
const attempts: Attempt[] = [
  attempt(0, { id: 'by hand req_1', at: now - 3_600_000, outcome: 'too_few', candidate: null, metrics: { shown: 213, opened: 40 } }),
  attempt(1, { outcome: 'replaced', metrics: learnt }),
  attempt(2),
  attempt(3, { metrics: { ...learnt, gain: -0.0212 } }),
  attempt(4, { metrics: { ...learnt, samplesDecidedOtherwise: 2 } }),
  attempt(5, { metrics: { ...learnt, gain: 0.0124, lossAfter: 0.4076 } }),
  attempt(6, { ...tooFew, metrics: { shown: 812, opened: 31, heldOut: 160, heldOutOpened: 7 } }),
  attempt(7, { outcome: 'failed', candidate: null, metrics: { error: 'cut off every time' } }),
  attempt(8, { outcome: 'failed', candidate: null, metrics: { error: 'D1_ERROR' } }),
];

const health: RankingPage['health'] = {
  model: hash(1),
  modelIs: 'chosen',
  encoder: 'words-2-tower-1-ca1acfc4',
  network: 'tensorflow',
  scan: 'kernel',
  products: 12_418,
  revision: 48_213,
  kept: { words: 'loaded', vectors: 'loaded' },
  isComplete: true,
  companions: { artefact: hash(9), serves: 'both', reason: null },
};
const page = (changes: Partial<RankingPage> = {}): Ranking['loaded'] => ({
  state: 'ready',
  value: { versions, inForce, health, attempts, next: null, ...changes },
});
const sick = (changes: Partial<RankingPage['health']>): Ranking['loaded'] => page({ health: { ...health, ...changes } });
const state = (loaded: Ranking['loaded'], changes: Partial<Ranking> = {}): Ranking => ({
  loaded,
  now,
  personId,
  choosing: { ...idle, id: null },
  chosen: null,
  downloading: { ...idle, id: null },
  training: idle,
  trained: null,
  more: idle,
  onChoose: nothing,
  onUndo: nothing,
  onDownload: nothing,
  onTrain: nothing,
  onMore: nothing,
  onRetry: nothing,
  ...changes,
});
const onlyShipped = page({
  versions: [{ ...shipped, isInForce: true }],
  inForce: [],
  attempts: [],
  health: {
    ...health,
    model: hash(9),
    modelIs: 'shipped',
    products: 0,
    revision: 0,
    network: 'not_loaded',
    scan: 'not_loaded',
    companions: { artefact: null, serves: 'nothing', reason: null },
    kept: { words: 'not_loaded', vectors: 'not_loaded' },
    isComplete: false,
  },
});

export const rankingStates: Readonly<Record<string, Ranking>> = {
  few: state(page()),
  'just started': state(onlyShipped),
  'putting in force': state(page(), { choosing: { ...idle, id: hash(3) } }),
  'put in force': state(
    page({ health: { ...health, model: hash(3) }, inForce: [force(3, { from: now, by: personId, reason: 'a trial' }), ...inForce] }),
    { chosen: { version: hash(3), before: hash(1) } },
  ),
  'cannot serve': state(page(), { choosing: { ...refused('unprocessable'), id: hash(5) } }),
  fallback: state(sick({ model: hash(9), modelIs: 'fallback' })),
  damaged: state(
    sick({
      network: 'plain',
      scan: 'plain',
      products: 4010,
      kept: { words: 'damaged', vectors: 'damaged' },
      isComplete: false,
      companions: { artefact: hash(9), serves: 'counts only', reason: 'the network file is missing' },
    }),
  ),
  'not kept yet': state(sick({ kept: { words: 'missing', vectors: 'missing' }, products: 1 })),
  training: state(page(), { training: busy }),
  'trained: replaced': state(page(), { trained: attempt(1, { outcome: 'replaced', metrics: learnt }) }),
  'trained: too few': state(page(), { trained: attempt(1, { ...tooFew, metrics: { shown: 213, opened: 40 } }) }),
  'trained: failed': state(page(), { trained: attempt(1, { outcome: 'failed', candidate: null, metrics: { error: 'D1_ERROR' } }) }),
  'trained too often': state(page(), { training: refused('rate_limited') }),
  many: state(
    page({
      versions: Array.from({ length: 60 }, (_, at) => version(at + 1, { isInForce: at === 0 })),
      inForce: Array.from({ length: 24 }, (_, at) => force(at + 1)),
      attempts: Array.from({ length: 10 }, (_, at) => attempt(at + 1)),
      next: 'more',
    }),
  ),
  'long text': state(
    page({
      inForce: [force(1, { by: personId, reason: `${longName}. `.repeat(3) })],
      versions: [{ ...uploaded, note: longName.repeat(3) }, ...versions],
    }),
    { downloading: { ...refused('offline'), id: hash(5) } },
  ),
  loading: state({ state: 'loading' }),
  offline: state({ state: 'failed', trouble: offlineTrouble }),
};
