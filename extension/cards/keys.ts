/** The keys of the panel. They count only while the focus is inside of it, and never while something is typed or chosen. */
import type { NotesProps } from './notes.tsx';

export const keys = ['jk', 's', 'h', 'c', 'esc'] as const;

export function onKey(event: KeyboardEvent, props: NotesProps): void {
  const { target, currentTarget } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element) || !(currentTarget instanceof Element)) return;
  if (event.key === 'Escape') leaveInnermost(props);
  else if (props.isOpen && !props.isTable) act(event.key.toLowerCase(), { target, dock: currentTarget, props });
}

function act(key: string, { target, dock, props }: { target: Element; dock: Element; props: NotesProps }): void {
  const card = target.closest('[data-note]');
  const note = props.notes.find((entry) => entry.gone === null && entry.note.id === card?.getAttribute('data-note'))?.note;
  if (key === 'j' || key === 'k') step(dock, card, key === 'j' ? 1 : -1);
  if (key === 'c' && props.notes.length > 1) props.onCompare(props.chosen ? 'end' : 'choose');
  if (key === 's' && note) props.onMark(note, 'kept', !note.kept);
  if (key === 'h' && note) props.onMark(note, 'hidden', true);
}

/** The innermost goes first: the comparison, the choice, the panel, the tab. */
function leaveInnermost({ isOpen, isTable, chosen, onCompare, onToggle, onLeave }: NotesProps): void {
  if (isOpen && isTable) onCompare('choose');
  else if (isOpen && chosen) onCompare('end');
  else if (isOpen) onToggle(false);
  else onLeave();
}

function step(dock: Element, from: Element | null, by: 1 | -1): void {
  const cards = [...dock.querySelectorAll<HTMLElement>('.card')];
  const at = cards.findIndex((card) => from?.contains(card));
  const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by;
  cards[Math.min(Math.max(next, 0), cards.length - 1)]?.focus();
}
