import { Stats } from '#extension/stats/stats.tsx';
import { statsWords } from '#extension/stats/words.ts';
import { Card } from './card.tsx';
import { Comparison } from './comparison.tsx';
import { keys } from './keys.ts';
import { type Group, groupsOf, type Head, isPick, sorts } from './listed.ts';
import { Mark } from './mark.tsx';
import { MomentButton } from './moment.tsx';
import type { NoteOnPage, NotesProps } from './notes.tsx';
import { type CardWords, cardWords } from './words.ts';

export const comparedMax = 4;
type PanelProps = NotesProps & { count: number };
type PartProps = PanelProps & { words: CardWords };

export function Panel(props: PanelProps) {
  const { count, isTable, onToggle, onLeave, language } = props;
  const words = cardWords[language];
  const isNumbers = props.notes.length === 0 && props.numbers !== null;
  const part = { ...props, words };
  return (
    <section class={isTable ? 'panel wide' : 'panel'} tabIndex={-1} aria-labelledby="notes-title">
      <header>
        <Mark />
        <h2 id="notes-title">{isTable ? words.sideBySide : isNumbers ? statsWords[language].open : words.notes(count)}</h2>
        {!isTable && (
          <button type="button" class="quiet" onClick={onLeave}>
            {words.leave}
          </button>
        )}
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
      <Tells {...part} />
      {isTable ? <Comparison {...part} /> : <List {...part} />}
    </section>
  );
}

function Tells({ tells: { isUpdated, isOffline, isPartial }, notes, count, words }: PartProps) {
  const hasNotes = notes.length > 0;
  return (
    <>
      {isUpdated && (
        <p class="tell caution" role="alert">
          {words.updated}
        </p>
      )}
      {isOffline && <p class="tell caution">{words.offline}</p>}
      {isPartial && <p class="tell">{words.partial}</p>}
      {count === 0 && hasNotes && <p class="tell">{words.nothingLeft}</p>}
    </>
  );
}

function List(props: PartProps) {
  const { notes, moments, sort, chosen, numbers } = props;
  const groups = groupsOf(notes, moments, sort);
  return (
    <>
      {notes.length > 1 && <Tools {...props} />}
      {groups.map((group) => (
        <NoteGroup key={keyOf(group.head)} {...props} group={group} />
      ))}
      {numbers && <Stats {...props} numbers={numbers} isAlone={notes.length === 0} />}
      {chosen && <Choosing {...props} chosen={chosen} />}
      <Foot {...props} />
    </>
  );
}

function Tools({ isPersonal, sort, chosen, words, onSort, onCompare }: PartProps) {
  return (
    <div class="tools">
      <fieldset>
        <legend class="unseen">{words.sort}</legend>
        {sorts
          .filter((name) => name !== (isPersonal ? 'match' : 'own'))
          .map((name) => (
            <label key={name}>
              <input type="radio" name="sort" checked={sort === name} onChange={() => onSort(name)} />
              <span>{words.sorts[name]}</span>
            </label>
          ))}
      </fieldset>
      <button type="button" class="quiet" aria-pressed={chosen !== null} onClick={() => onCompare(chosen ? 'end' : 'choose')}>
        {words.compare}
      </button>
    </div>
  );
}

function NoteGroup({ group: { head, notes }, ...props }: PartProps & { group: Group<NoteOnPage> }) {
  const list = (
    <ol>
      {notes.map((entry) => (
        <li key={entry.note.id} data-note={entry.note.id}>
          {entry.gone === null ? <CardOf {...props} entry={entry} under={head.kind} /> : <Gone {...props} entry={entry} />}
        </li>
      ))}
    </ol>
  );
  if (head.kind === 'all') return list;
  return (
    <section class="group">
      <h3>{headOf(head, props)}</h3>
      {list}
    </section>
  );
}

function headOf(head: Head, { words, author, onMoment }: PartProps) {
  if (head.kind === 'moment' && onMoment) return <MomentButton moment={head.moment} words={words} onMoment={onMoment} />;
  if (head.kind === 'picks') return words.pickedBy(author);
  if (head.kind === 'companions') return words.boughtWith;
  if (head.kind === 'currency') return words.inCurrency(head.currency);
  return head.kind === 'no_price' ? words.noPrice : words.alsoHere;
}

const keyOf = (head: Head): string =>
  head.kind === 'moment' ? `at ${head.moment.id}` : head.kind === 'currency' ? head.currency : head.kind;

type EntryProps = PartProps & { entry: NoteOnPage };

function CardOf({ entry: { note, picture }, under, ...props }: EntryProps & { under: Head['kind'] }) {
  const { chosen, moments, onOpen, onMark, onReceipt, onChoose } = props;
  return (
    <Card
      language={props.language}
      locale={props.locale}
      now={props.now}
      model={props.model}
      note={note}
      picture={picture}
      moment={under === 'moment' ? undefined : moments.find(({ id }) => id === note.moment)}
      isPick={under !== 'picks' && isPick({ note })}
      choice={
        chosen ? { isOn: chosen.includes(note.id), isFull: chosen.length >= comparedMax, onChoose: (on) => onChoose(note, on) } : undefined
      }
      onOpen={(event) => onOpen(note, event)}
      onMark={(mark, on) => onMark(note, mark, on)}
      onReceipt={onReceipt && ((event) => onReceipt(note, event))}
      onMoment={props.onMoment}
    />
  );
}

function Gone({ entry: { note, gone }, words, onMark }: EntryProps) {
  return (
    <p class="gone">
      {gone === 'hidden' ? words.hidden : words.wronged}
      <button type="button" onClick={() => gone && onMark(note, gone, false)}>
        {words.undo}
      </button>
    </p>
  );
}

function Choosing({ chosen, words, onCompare }: PartProps & { chosen: readonly string[] }) {
  return (
    <div class="choosing">
      <span>{chosen.length === 0 ? words.choose : words.chosen(chosen.length, comparedMax)}</span>
      <button type="button" class="quiet" onClick={() => onCompare('end')}>
        {words.cancel}
      </button>
      <button type="button" class="go" disabled={chosen.length < 2} onClick={() => onCompare('table')}>
        {words.showTable}
      </button>
    </div>
  );
}

function Foot({ side, isSmall, notes, words, onDock }: PartProps) {
  return (
    <footer>
      <button type="button" class="quiet" onClick={() => onDock({ side: side === 'left' ? 'right' : 'left' })}>
        {side === 'left' ? words.tabRight : words.tabLeft}
      </button>
      <button type="button" class="quiet" onClick={() => onDock({ isSmall: !isSmall })}>
        {isSmall ? words.tabLarge : words.tabSmall}
      </button>
      <dl aria-label={words.keys}>
        {keys
          .filter((key) => notes.length > (['jk', 'c'].includes(key) ? 1 : key === 'esc' ? -1 : 0))
          .map((key) => (
            <div key={key}>
              <dt>
                {(key === 'jk' ? ['J', 'K'] : [key === 'esc' ? 'Esc' : key.toUpperCase()]).map((cap) => (
                  <kbd key={cap}>{cap}</kbd>
                ))}
              </dt>
              <dd>{words.keysMore[key]}</dd>
            </div>
          ))}
      </dl>
    </footer>
  );
}
