import { nothing, now, offlineTrouble } from '../samples.ts';
import type { Check, Checked, Finding } from './check.tsx';

const hash = '9f2c4a7be0d1358866c1f3a0b5d7e9924cc01b7a6e5f48d3a2b19087c6d5e4f3';
const clean: Finding = { events: 12_408, rootHash: hash, differences: [] };
const balances = [
  { account: 'brand:payable', currency: 'USD', amountMinor: -39_950 },
  { account: 'creator:crt_01k00000000000000000000001:held', currency: 'USD', amountMinor: 8_710 },
  { account: 'creator:crt_01k00000000000000000000001:payable', currency: 'USD', amountMinor: 31_240 },
];
const dayRoot = (date: string, firstSeq: number, lastSeq: number) => ({
  day: date,
  firstSeq,
  lastSeq,
  merkleRoot: hash,
  chainRoot: hash,
  root: hash.replaceAll('c', String(firstSeq % 10)),
});
const state = (progress: Check['progress']): Check => ({
  progress,
  roots: { roots: [dayRoot('2026-11-22', 9_001, 12_408), dayRoot('2026-11-21', 1, 9_000)], next: null, waiting: null, newestCheck: null },
  fileName: 'gloss-book-2026-11-23.ndjson',
  onCheck: nothing,
  onDownload: progress.state === 'done' ? nothing : undefined,
});
const done = (changes: Partial<Checked>): Check =>
  state({ state: 'done', checked: { at: now, server: clean, here: { ...clean, balances }, ...changes } });

export const checkStates: Readonly<Record<string, Check>> = {
  idle: state({ state: 'idle' }),
  'no roots yet': { ...state({ state: 'idle' }), roots: null },
  running: state({ state: 'running', events: 7_500 }),
  'no difference': done({}),
  'empty book': done({ server: { ...clean, events: 0 }, here: { ...clean, events: 0, balances: [] } }),
  differences: done({
    here: {
      ...clean,
      balances,
      rootHash: hash.replaceAll('9', '0'),
      differences: [
        { seq: 208, what: 'Event 208: credits[0].amountMinor is 1033, but 1032 follows.' },
        { seq: null, what: 'The last line says balances[1].amountMinor 8711; the events give 8710.' },
      ],
    },
  }),
  'other root': done({ server: { ...clean, rootHash: hash.replaceAll('f', 'a') } }),
  'grew meanwhile': done({ server: { ...clean, events: 12_409, rootHash: hash.replaceAll('f', 'a') } }),
  offline: state({ state: 'failed', trouble: offlineTrouble }),
};
