import { h, render } from 'preact';
import type { Answers, Ask, PageAnswer } from '#extension/base/messages.ts';
import type { Note } from '#extension/base/note.ts';
import { type NoteOnPage, Notes } from '#extension/cards/notes.tsx';
import { watchClear } from './clear.ts';
import { watchImpressions } from './impressions.ts';
import { lightOf } from './light.ts';
import { mountNotes } from './mount.ts';

/** What the notes ask of the background; the sample page answers by itself. */
export interface Desk {
  open: (click: Ask<'page.open'>) => Promise<unknown>;
  mark: (mark: Ask<'page.mark'>) => Promise<unknown>;
  seen: (cardId: string) => Promise<unknown>;
  /** Left out where cards come from no ranking. */
  receipt?: (cardId: string) => Promise<unknown>;
  picture: (cardId: string) => Promise<Answers['page.picture']>;
}
export interface Shown {
  open(): void;
}

type NotesAnswer = Extract<PageAnswer, { kind: 'notes' }>;

/** Draws the notes over the page until the signal aborts or the person hides them here. */
export function showNotes({
  document,
  answer,
  desk,
  leave,
}: {
  document: Document;
  answer: NotesAnswer;
  desk: Desk;
  leave: AbortController;
}): Shown {
  const { signal } = leave;
  const { host, root, ground } = mountNotes(document, signal);
  const clear = watchClear({ host, root, signal });
  const impressions = watchImpressions({ signal, onSeen: (cardId) => quietly(desk.seen(cardId)) });
  let notes: NoteOnPage[] = answer.notes.map((note) => ({ note, picture: null, gone: null }));
  let isOpen = false;

  const draw = () => {
    if (signal.aborted) return;
    render(
      h(Notes, {
        ...answer,
        ...lightOf(document),
        notes,
        isOpen,
        now: Date.now(),
        onToggle,
        onLeave: () => leave.abort(),
        onOpen,
        onMark,
        ...(desk.receipt ? { onReceipt } : {}),
      }),
      ground,
    );
    impressions.observe(root.querySelectorAll('[data-note]'));
  };
  const change = (id: string, next: (entry: NoteOnPage) => NoteOnPage) => {
    notes = notes.map((entry) => (entry.note.id === id ? next(entry) : entry));
    draw();
  };
  const onToggle = (open: boolean) => {
    if (!open) notes = notes.filter(({ gone }) => gone === null);
    if (!open && notes.length === 0) return leave.abort();
    isOpen = open;
    draw();
    clear.watch(open);
    root.querySelector<HTMLElement>(open ? '.panel' : '.tab')?.focus({ preventScroll: true });
    if (open) quietly(loadPictures());
  };
  const onOpen = (note: Note, event: MouseEvent) => {
    if (!event.isTrusted || event.button > 1 || !(event.currentTarget instanceof Element)) return;
    const isByKey = event.detail === 0;
    const sight = clear.clearOf(event.currentTarget, isByKey ? null : { x: event.clientX, y: event.clientY });
    const behind = event.ctrlKey || event.metaKey || event.button === 1;
    const opened = desk.open({ cardId: note.id, trusted: true, ...sight, behind });
    // With the background gone (the extension was just updated), the plain link still works.
    opened.catch(() => document.defaultView?.open(note.link.url, '_blank', 'noopener,noreferrer'));
  };
  const onMark = (note: Note, mark: 'kept' | 'hidden' | 'wrong', on: boolean) => {
    quietly(desk.mark({ cardId: note.id, mark, on }));
    change(note.id, (entry) => (mark === 'kept' ? { ...entry, note: { ...note, kept: on } } : { ...entry, gone: on ? mark : null }));
  };
  const onReceipt = (note: Note, event: MouseEvent) => {
    if (event.isTrusted) quietly(desk.receipt?.(note.id) ?? Promise.resolve());
  };
  const loadPictures = async () => {
    for (const { note, picture } of notes) {
      const data = note.hasPicture && !picture ? await desk.picture(note.id) : null;
      const drawn = data && (await pictureFrom(data));
      if (drawn) change(note.id, (entry) => ({ ...entry, picture: drawn }));
    }
  };

  signal.addEventListener('abort', () => render(null, ground), { once: true });
  document.defaultView?.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw, { signal });
  draw();
  return { open: () => onToggle(true) };
}

async function pictureFrom({ base64, type }: { base64: string; type: string }): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return await createImageBitmap(new Blob([bytes], { type }));
}

/** What fails here changes nothing for the reader of the page. */
function quietly(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
