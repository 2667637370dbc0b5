import { h, render } from 'preact';
import type { Answers, Ask, NotesAnswer } from '#extension/base/messages.ts';
import type { Dock, Moment, Note } from '#extension/base/note.ts';
import type { Sort } from '#extension/cards/listed.ts';
import { type NoteOnPage, Notes, type NotesProps } from '#extension/cards/notes.tsx';
import { comparedMax } from '#extension/cards/panel.tsx';
import { printClock } from '#extension/cards/print.ts';
import { cardWords } from '#extension/cards/words.ts';
import { watchClear } from './clear.ts';
import { findPlace } from './find-place.ts';
import { freePlace } from './free-place.ts';
import { watchImpressions } from './impressions.ts';
import { lightOf } from './light.ts';
import { mountNotes } from './mount.ts';
import { seekTo } from './seek.ts';
import { showPlace } from './show-place.ts';

/** What the notes ask of the background; the sample page answers by itself. */
export interface Desk {
  open: (click: Ask<'page.open'>) => Promise<unknown>;
  mark: (mark: Ask<'page.mark'>) => Promise<unknown>;
  seen: (cardId: string) => Promise<unknown>;
  dock: (dock: Dock) => Promise<unknown>;
  /** Left out where cards come from no ranking. */
  receipt?: (cardId: string) => Promise<unknown>;
  picture: (cardId: string) => Promise<Answers['page.picture']>;
}
export interface Shown {
  open(): void;
}
interface State {
  notes: NoteOnPage[];
  isOpen: boolean;
  dock: Dock;
  tabAt: number;
  sort: Sort;
  chosen: string[] | null;
  isTable: boolean;
  isUpdated: boolean;
  said: string;
}

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
  const impressions = watchImpressions({ signal, onSeen: (cardId) => tell(desk.seen(cardId)) });
  const words = cardWords[answer.language];
  const window = document.defaultView;
  let state: State = {
    notes: answer.notes.map((note) => ({ note, picture: null, gone: null })),
    isOpen: false,
    dock: answer.dock,
    tabAt: 50,
    sort: answer.isPersonal ? 'own' : 'content',
    chosen: null,
    isTable: false,
    isUpdated: false,
    said: '',
  };
  let focusedBefore: Element | null = null;

  const light = () => {
    const { theme, side } = lightOf(document);
    return { theme, side: state.dock.side === 'auto' ? side : state.dock.side };
  };
  const draw = (change: Partial<State> = {}) => {
    if (signal.aborted) return;
    state = { ...state, ...change };
    const tells = { isOffline: window?.navigator.onLine === false, isPartial: answer.isPartial, isUpdated: state.isUpdated };
    render(h(Notes, { ...answer, ...state, ...light(), isSmall: state.dock.isSmall, now: Date.now(), tells, ...on }), ground);
    impressions.observe(root.querySelectorAll('[data-note]'));
  };
  const change = (id: string, next: (entry: NoteOnPage) => NoteOnPage, said = state.said) => {
    draw({ notes: state.notes.map((entry) => (entry.note.id === id ? next(entry) : entry)), said });
  };
  const focus = (selector: string) => root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  /** What fails changes nothing for the reader of the page; that the extension is gone is said. */
  const tell = (work: Promise<unknown>) => {
    work.catch((error: unknown) => (error as { code?: string }).code === 'gone' && draw({ isUpdated: true }));
  };
  const place = () => draw({ tabAt: freePlace(document, light().side) });

  const onToggle = (open: boolean) => {
    const notes = open ? state.notes : state.notes.filter(({ gone }) => gone === null);
    if (notes.length === 0 && !answer.numbers) return onLeave();
    draw({ notes, isOpen: open, chosen: null, isTable: false, said: '' });
    clear.watch(open);
    focus(open ? '.panel' : '.tab');
    if (open) tell(loadPictures());
  };
  const onLeave = () => {
    const hadFocus = root.activeElement !== null;
    leave.abort();
    if (hadFocus && focusedBefore instanceof HTMLElement && focusedBefore.isConnected) focusedBefore.focus({ preventScroll: true });
  };
  const onOpen = (note: Note, event: MouseEvent) => {
    if (!event.isTrusted || event.button > 1 || !(event.currentTarget instanceof Element)) return;
    const isByKey = event.detail === 0;
    const sight = clear.clearOf(event.currentTarget, isByKey ? null : { x: event.clientX, y: event.clientY });
    const behind = event.ctrlKey || event.metaKey || event.button === 1;
    const opened = desk.open({ cardId: note.id, trusted: true, ...sight, behind });
    // With the background gone (the extension was just updated), the plain link still works.
    opened.catch(() => window?.open(note.link.url, '_blank', 'noopener,noreferrer'));
    tell(opened);
  };
  const onMark = (note: Note, mark: 'kept' | 'hidden' | 'wrong', on: boolean) => {
    tell(desk.mark({ cardId: note.id, mark, on }));
    if (mark === 'kept') return change(note.id, (entry) => ({ ...entry, note: { ...note, kept: on } }), on ? words.saved : '');
    const chosen = state.chosen?.filter((id) => id !== note.id) ?? null;
    draw({ chosen });
    change(note.id, (entry) => ({ ...entry, gone: on ? mark : null }), on ? (mark === 'hidden' ? words.hidden : words.wronged) : '');
    // What was pressed is gone: the focus goes to what took its place.
    focus(`[data-note="${note.id}"] ${on ? '.gone button' : '.card'}`);
  };
  const onMoment = (moment: Moment, event: MouseEvent) => {
    if (!event.isTrusted) return;
    if (moment.atSeconds !== undefined) {
      const isMoved = seekTo(document, moment.atSeconds);
      return draw({ said: isMoved ? words.movedTo(printClock(moment.atSeconds)) : words.noVideo });
    }
    const found = findPlace(document, moment);
    // A sheet at the bottom would lie over what is shown.
    if (found && (window?.innerWidth ?? 0) <= sheetPx) onToggle(false);
    if (found) showPlace({ place: found, root, signal });
    draw({ said: found ? words.shownInText : words.placeGone });
  };
  const onCompare: NotesProps['onCompare'] = (step) => {
    if (step === 'end') draw({ chosen: null, isTable: false, said: '' });
    if (step === 'choose') draw({ chosen: state.chosen ?? [], isTable: false, said: words.choose });
    if (step === 'table' && (state.chosen?.length ?? 0) > 1) draw({ isTable: true, said: words.sideBySide });
    focus('.panel');
  };
  const onChoose = (note: Note, on: boolean) => {
    const others = (state.chosen ?? []).filter((id) => id !== note.id);
    const chosen = on ? [...others, note.id].slice(0, comparedMax) : others;
    draw({ chosen, said: words.chosen(chosen.length, comparedMax) });
  };
  const onDock = (wish: Partial<Dock>) => {
    const dock = { ...state.dock, ...wish };
    tell(desk.dock(dock));
    draw({ dock });
    place();
  };
  const onReceipt = (note: Note, event: MouseEvent) => {
    if (event.isTrusted && desk.receipt) tell(desk.receipt(note.id));
  };
  const on = {
    onToggle,
    onLeave,
    onOpen,
    onMark,
    onMoment,
    onCompare,
    onChoose,
    onDock,
    onSort: (sort: Sort) => draw({ sort, said: words.sorted[sort] }),
    ...(desk.receipt ? { onReceipt } : {}),
  };
  const loadPictures = async () => {
    for (const { note, picture } of state.notes) {
      const data = note.hasPicture && !picture ? await desk.picture(note.id) : null;
      // A picture that cannot be drawn leaves the letter in its place.
      const drawn = data && (await pictureFrom(data).catch(() => undefined));
      if (drawn) change(note.id, (entry) => ({ ...entry, picture: drawn }));
    }
  };

  // Where the focus came from, so that it can go back there.
  const cameFrom = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Element && relatedTarget.isConnected && !root.contains(relatedTarget) && relatedTarget !== host)
      focusedBefore = relatedTarget;
  };
  ground.addEventListener('focusin', cameFrom, { capture: true, signal });
  signal.addEventListener('abort', () => render(null, ground), { once: true });
  window?.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw(), { signal });
  for (const name of ['online', 'offline']) window?.addEventListener(name, () => draw(), { signal });
  window?.addEventListener('resize', () => state.isOpen || place(), { signal, passive: true });
  place();
  return { open: () => onToggle(true) };
}

/** Up to this width the panel is a sheet: see notes.css. */
const sheetPx = 520;

async function pictureFrom({ base64, type }: { base64: string; type: string }): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return await createImageBitmap(new Blob([bytes], { type }));
}
