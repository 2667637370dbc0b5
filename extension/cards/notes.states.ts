import type { Note } from '#extension/base/note.ts';
import { cardStates } from './card.states.ts';
import type { NoteOnPage } from './notes.tsx';

const shown = (note: Note): NoteOnPage => ({ note, picture: null, gone: null });
const pick = (...names: string[]): NoteOnPage[] => names.flatMap((name) => (cardStates[name] ? [shown(cardStates[name])] : []));

export const notesStates: Readonly<Record<string, { notes: NoteOnPage[]; isOpen: boolean }>> = {
  'tab, one note': { notes: pick('paid, discount'), isOpen: false },
  'tab, many notes': { notes: Object.values(cardStates).map(shown), isOpen: false },
  'one note': { notes: pick('paid, discount'), isOpen: true },
  'three notes': { notes: pick('paid, discount', 'plain, nobody earns', 'the author’s own link'), isOpen: true },
  'hidden and wrong': {
    notes: [
      ...pick('paid, discount').map((entry) => ({ ...entry, gone: 'hidden' as const })),
      ...pick('price is old').map((entry) => ({ ...entry, gone: 'wrong' as const })),
      ...pick('out of stock'),
    ],
    isOpen: true,
  },
  'long text': { notes: pick('long text', 'saved'), isOpen: true },
  Chinese: { notes: pick('Chinese', 'right to left'), isOpen: true },
  'every card': { notes: Object.values(cardStates).map(shown), isOpen: true },
};
