import type { Dock, Moment, Note } from '#extension/base/note.ts';
import type { PageNumbers } from '#extension/stats/stats.tsx';
import { statsWords } from '#extension/stats/words.ts';
import { onKey } from './keys.ts';
import type { Sort } from './listed.ts';
import { Mark } from './mark.tsx';
import { Panel } from './panel.tsx';
import type { Side, Theme } from './place.ts';
import type { Tongue } from './tongue.ts';
import { cardWords } from './words.ts';

export interface NoteOnPage {
  note: Note;
  picture: ImageBitmap | null;
  gone: 'hidden' | 'wrong' | null;
}
export interface NotesProps extends Tongue {
  /** The best match first. */
  notes: readonly NoteOnPage[];
  moments: readonly Moment[];
  /** Whose content it is, as the page names them. */
  author: string | null;
  isOpen: boolean;
  theme: Theme;
  side: Side;
  isSmall: boolean;
  /** The middle of the tab, in percent of the window's height. */
  tabAt: number;
  model: string;
  sort: Sort;
  numbers: PageNumbers | null;
  /** The notes came in this person's own order. */
  isPersonal: boolean;
  /** Ids of the notes that are compared, or null while nobody compares. */
  chosen: readonly string[] | null;
  /** They stand side by side. */
  isTable: boolean;
  /** What is told about the panel as a whole. */
  tells: { isOffline: boolean; isPartial: boolean; isUpdated: boolean };
  /** What just happened, for those who do not see it. */
  said: string;
  onToggle: (open: boolean) => void;
  onLeave: () => void;
  onOpen: (note: Note, event: MouseEvent) => void;
  onMark: (note: Note, mark: 'kept' | 'hidden' | 'wrong', on: boolean) => void;
  onReceipt?: (note: Note, event: MouseEvent) => void;
  onMoment?: (moment: Moment, event: MouseEvent) => void;
  onSort: (sort: Sort) => void;
  onCompare: (step: 'choose' | 'table' | 'end') => void;
  onChoose: (note: Note, on: boolean) => void;
  onDock: (change: Partial<Dock>) => void;
}

/** A tab in the margin that opens a panel of notes. It takes no room from the page and moves nothing on it. */
export function Notes(props: NotesProps) {
  const { isOpen, theme, side, language, isSmall, tabAt, said, onToggle } = props;
  const words = cardWords[language];
  const count = props.notes.filter(({ gone }) => gone === null).length;
  const isNumbers = props.notes.length === 0 && props.numbers !== null;
  const name = isNumbers ? statsWords[language].title : words.notesHere(count);
  return (
    <aside
      class="dock"
      data-theme={theme}
      data-side={side}
      lang={language}
      dir="ltr"
      aria-label={`Gloss: ${name}`}
      onKeyDown={(event) => onKey(event, props)}
    >
      {isOpen ? (
        <Panel {...props} count={count} />
      ) : (
        <button
          type="button"
          class={isSmall ? 'tab small' : 'tab'}
          style={{ top: `${tabAt}%` }}
          aria-expanded="false"
          aria-label={name}
          title={name}
          onClick={() => onToggle(true)}
        >
          <Mark />
          <span>{isNumbers ? (isSmall ? '#' : statsWords[language].open) : isSmall ? count : words.notes(count)}</span>
        </button>
      )}
      <p class="unseen" role="status">
        {said}
      </p>
    </aside>
  );
}
