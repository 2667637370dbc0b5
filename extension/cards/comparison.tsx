import type { ComponentChildren } from 'preact';
import type { Note } from '#extension/base/note.ts';
import { benefitOf, earnsOf } from './facts.ts';
import { isCompanion, isPick } from './listed.ts';
import type { NoteOnPage, NotesProps } from './notes.tsx';
import { Label, MainButton, Plate, Price } from './parts.tsx';
import type { CardWords } from './words.ts';

type Fact = keyof CardWords['facts'];
const facts: readonly Fact[] = ['price', 'shop', 'stock', 'benefit', 'earns', 'fit'];

/** Two to four notes side by side, fact by fact. */
export function Comparison(props: NotesProps & { words: CardWords }) {
  const { notes, chosen, words, language, locale, now, onOpen, onCompare } = props;
  const compared = (chosen ?? []).flatMap((id) => notes.find(({ note }) => note.id === id) ?? []);
  return (
    <>
      <p class="back">
        <button type="button" class="quiet" onClick={() => onCompare('choose')}>
          {words.backToNotes}
        </button>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reachable by keys */}
      <section class="table" tabIndex={0} aria-label={words.sideBySide}>
        <table>
          <thead>
            <tr>
              <td />
              {compared.map((entry) => (
                <Column key={entry.note.id} {...entry} words={words} />
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact}>
                <th scope="row">{words.facts[fact]}</th>
                {compared.map(({ note }) => (
                  <td key={note.id}>{factOf(fact, note, props)}</td>
                ))}
              </tr>
            ))}
            <tr>
              <td />
              {compared.map(({ note }) => (
                <td key={note.id}>
                  <MainButton note={note} language={language} locale={locale} now={now} onOpen={(event) => onOpen(note, event)} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </>
  );
}

function Column({ note, picture, words }: NoteOnPage & { words: CardWords }) {
  return (
    <th scope="col">
      <Plate picture={picture} note={note} />
      {isPick({ note }) && <span class="pick">{words.pick}</span>}
      {isCompanion({ note }) && <span class="pick">{words.boughtWith}</span>}
      <span class="title" dir="auto">
        {note.title}
      </span>
    </th>
  );
}

function factOf(fact: Fact, note: Note, { words, locale, language, now }: NotesProps & { words: CardWords }): ComponentChildren {
  if (fact === 'price')
    return (
      <span class="price">
        <Price note={note} language={language} locale={locale} now={now} />
      </span>
    );
  if (fact === 'shop') return <span dir="auto">{note.merchant}</span>;
  if (fact === 'stock') return words.stock[note.availability];
  if (fact === 'benefit') return note.link.way === 'paid' ? <span dir="auto">{benefitOf(note.link, words, locale)}</span> : words.noBenefit;
  if (fact === 'fit') return isCompanion({ note }) ? '–' : words.of100(Math.round(note.fit * 100));
  return (
    <span data-terms={note.id}>
      <Label note={note} words={words} />
      <span dir="auto">{earnsOf(note, words, locale)}</span>
    </span>
  );
}
