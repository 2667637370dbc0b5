import type { Moment, Note } from '#extension/base/note.ts';
import { statsStates } from '#extension/stats/stats.states.ts';
import { cardStates } from './card.states.ts';
import type { NoteOnPage, NotesProps } from './notes.tsx';

type NotesState = Pick<
  NotesProps,
  | 'notes'
  | 'moments'
  | 'author'
  | 'isOpen'
  | 'side'
  | 'isSmall'
  | 'tabAt'
  | 'sort'
  | 'isPersonal'
  | 'numbers'
  | 'chosen'
  | 'isTable'
  | 'tells'
  | 'said'
>;

const shown = (note: Note): NoteOnPage => ({ note, picture: null, gone: null });
const pick = (...names: string[]): NoteOnPage[] => names.flatMap((name) => (cardStates[name] ? [shown(cardStates[name])] : []));
const at = (moment: number, ...names: string[]): NoteOnPage[] =>
  pick(...names).map((entry) => ({ ...entry, note: { ...entry.note, moment } }));

const base: NotesState = {
  notes: [],
  moments: [],
  author: 'Mara Lind',
  isOpen: true,
  side: 'right',
  isSmall: false,
  tabAt: 50,
  sort: 'content',
  isPersonal: false,
  numbers: null,
  chosen: null,
  isTable: false,
  tells: { isOffline: false, isPartial: false, isUpdated: false },
  said: '',
};
const ofVideo: Moment[] = [
  { id: 1, atSeconds: 252, heading: 'The lamp that stayed' },
  { id: 4, atSeconds: 3723, heading: 'Shades, and why the linen one stands beside the sofa now' },
];
const ofText: Moment[] = [
  { id: 0, heading: 'Light from the side' },
  { id: 2, text: 'Whatever you choose, look at the bulb first. Eight hundred lumens of warm white are plenty for reading.' },
];
const many = [
  ...at(1, 'the creator’s pick', 'paid, cashback'),
  ...at(4, 'plain, nobody earns', 'boosted'),
  ...pick('the author’s own link', 'out of stock'),
];
const three = pick('paid, discount', 'plain, nobody earns', 'the author’s own link');

export const notesStates: Readonly<Record<string, NotesState>> = {
  'tab, one note': { ...base, notes: pick('paid, discount'), isOpen: false },
  'tab, many notes': { ...base, notes: Object.values(cardStates).map(shown), isOpen: false },
  'small tab on the left, higher': { ...base, notes: many, isOpen: false, isSmall: true, side: 'left', tabAt: 24 },
  'one note': { ...base, notes: pick('paid, discount') },
  'three notes': { ...base, notes: three },
  'moments of a video': { ...base, notes: many, moments: ofVideo },
  'parts of a text': { ...base, notes: [...at(0, 'paid, discount'), ...at(2, 'the author’s own link')], moments: ofText },
  'often bought with these': { ...base, notes: [...three, ...pick('often bought with it')] },
  'moments, and often bought with these': { ...base, notes: [...many, ...pick('often bought with it')], moments: ofVideo },
  'by price': { ...base, notes: [...many, ...pick('Chinese', 'no price')], moments: ofVideo, sort: 'price' },
  'by match': { ...base, notes: many, moments: ofVideo, sort: 'match' },
  'with numbers': { ...base, notes: three, numbers: statsStates['a video seen twice'] ?? null },
  'one’s own numbers': { ...base, notes: [], numbers: statsStates['one’s own'] ?? null },
  'numbers alone': { ...base, notes: [], numbers: statsStates['a note, by followers'] ?? null },
  'numbers alone, closed': { ...base, notes: [], isOpen: false, numbers: statsStates['a note, by followers'] ?? null },
  'for one person': { ...base, notes: many, moments: ofVideo, sort: 'own', isPersonal: true },
  choosing: { ...base, notes: many, moments: ofVideo, chosen: ['car_2', 'car_4'] },
  'choosing, none yet': { ...base, notes: three, chosen: [] },
  'side by side, two': { ...base, notes: three, chosen: ['car_1', 'car_4'], isTable: true },
  'side by side, with what is bought with it': {
    ...base,
    notes: [...three, ...pick('often bought with it')],
    chosen: ['car_1', 'car_17'],
    isTable: true,
  },
  'side by side, four': { ...base, notes: [...many, ...pick('long text')], chosen: ['car_13', 'car_4', 'car_5', 'car_10'], isTable: true },
  'hidden and wrong': {
    ...base,
    notes: [
      ...pick('paid, discount').map((entry) => ({ ...entry, gone: 'hidden' as const })),
      ...pick('price is old').map((entry) => ({ ...entry, gone: 'wrong' as const })),
      ...pick('out of stock'),
    ],
  },
  'nothing left': { ...base, notes: pick('paid, discount').map((entry) => ({ ...entry, gone: 'hidden' as const })) },
  offline: { ...base, notes: three, tells: { ...base.tells, isOffline: true } },
  partial: { ...base, notes: three, tells: { ...base.tells, isPartial: true } },
  updated: { ...base, notes: three, tells: { ...base.tells, isUpdated: true } },
  'long text': { ...base, notes: pick('long text', 'saved') },
  Chinese: { ...base, notes: pick('Chinese', 'right to left') },
  'right to left': { ...base, notes: pick('right to left', 'paid, discount'), side: 'left' },
  'every card': { ...base, notes: Object.values(cardStates).map(shown) },
};
