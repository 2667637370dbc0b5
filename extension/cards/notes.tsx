import type { Language, Note } from '#extension/base/note.ts';
import { Card } from './card.tsx';
import { Mark } from './mark.tsx';
import type { Side, Theme } from './place.ts';
import { cardWords } from './words.ts';

export interface NoteOnPage {
  note: Note;
  picture: ImageBitmap | null;
  gone: 'hidden' | 'wrong' | null;
}
export interface NotesProps {
  notes: readonly NoteOnPage[];
  isOpen: boolean;
  theme: Theme;
  side: Side;
  language: Language;
  locale: string;
  now: number;
  model: string;
  onToggle: (open: boolean) => void;
  onLeave: () => void;
  onOpen: (note: Note, event: MouseEvent) => void;
  onMark: (note: Note, mark: 'kept' | 'hidden' | 'wrong', on: boolean) => void;
  onReceipt?: (note: Note, event: MouseEvent) => void;
}

/** A tab in the margin that opens a panel of notes. It takes no room from the page and moves nothing on it. */
export function Notes(props: NotesProps) {
  const { isOpen, theme, side, language, onToggle, onLeave } = props;
  const words = cardWords[language];
  const count = props.notes.filter(({ gone }) => gone === null).length;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    if (isOpen) onToggle(false);
    else onLeave();
  };
  return (
    <aside
      class="dock"
      data-theme={theme}
      data-side={side}
      lang={language}
      dir="ltr"
      aria-label={`Gloss: ${words.notesHere(count)}`}
      onKeyDown={onKeyDown}
    >
      {isOpen ? (
        <Panel {...props} count={count} />
      ) : (
        <button
          type="button"
          class="tab"
          aria-expanded="false"
          aria-label={words.notesHere(count)}
          title={words.notesHere(count)}
          onClick={() => onToggle(true)}
        >
          <Mark />
          <span>{words.notes(count)}</span>
        </button>
      )}
    </aside>
  );
}

function Panel({ notes, count, onToggle, onLeave, onOpen, onMark, onReceipt, ...shared }: NotesProps & { count: number }) {
  const words = cardWords[shared.language];
  return (
    <section class="panel" tabIndex={-1} aria-labelledby="notes-title">
      <header>
        <Mark />
        <h2 id="notes-title">{words.notes(count)}</h2>
        <button type="button" class="quiet" onClick={onLeave}>
          {words.leave}
        </button>
        <button
          type="button"
          class="close"
          aria-label={words.close}
          title={words.close}
          aria-expanded="true"
          onClick={() => onToggle(false)}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
          </svg>
        </button>
      </header>
      <ol>
        {notes.map(({ note, picture, gone }) => (
          <li key={note.id} data-note={note.id}>
            {gone === null ? (
              <Card
                {...shared}
                note={note}
                picture={picture}
                onOpen={(event) => onOpen(note, event)}
                onMark={(mark, on) => onMark(note, mark, on)}
                onReceipt={onReceipt && ((event) => onReceipt(note, event))}
              />
            ) : (
              <p class="gone" role="status">
                {gone === 'hidden' ? words.hidden : words.wronged}
                <button type="button" onClick={() => onMark(note, gone, false)}>
                  {words.undo}
                </button>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
