import type { Moment, Note } from '#extension/base/note.ts';
import { benefitOf, earnsOf } from './facts.ts';
import { isCompanion } from './listed.ts';
import { MomentButton } from './moment.tsx';
import { Label, MainButton, Plate, Price } from './parts.tsx';
import { PriceHistory } from './price-history.tsx';
import type { Tongue } from './tongue.ts';
import { type CardWords, cardWords } from './words.ts';

export interface CardProps extends Tongue {
  note: Note;
  picture: ImageBitmap | null;
  model: string;
  /** Said on the card where no heading says it. */
  moment?: Moment | undefined;
  isPick?: boolean | undefined;
  /** Left out while nobody compares. */
  choice?: { isOn: boolean; isFull: boolean; onChoose: (on: boolean) => void } | undefined;
  onOpen: (event: MouseEvent) => void;
  onMark: (mark: 'kept' | 'hidden' | 'wrong', on: boolean) => void;
  /** Left out where there is no ranking to recompute, as on the sample page. */
  onReceipt?: ((event: MouseEvent) => void) | undefined;
  onMoment?: ((moment: Moment, event: MouseEvent) => void) | undefined;
}

/** One note. What matters before the button stands before the button, in the order it is read. */
export function Card(props: CardProps) {
  const { note, picture, language, locale, moment, choice, onMoment } = props;
  const words = cardWords[language];
  return (
    <article class="card" tabIndex={-1} aria-labelledby={`t-${note.id}`}>
      <div class="what">
        <Plate picture={picture} note={note} />
        <div class="names">
          {props.isPick && <p class="pick">{words.pick}</p>}
          <h3 id={`t-${note.id}`} dir="auto">
            {note.title}
          </h3>
          <p class="merchant" dir="auto">
            {note.maker ? `${note.merchant} · ${note.maker}` : note.merchant}
          </p>
          <p class="price">
            <Price {...props} />
            {hasTold(note) && <small class="stock">{words.stock[note.availability]}</small>}
          </p>
          {note.said && <blockquote dir="auto">{note.said}</blockquote>}
          {moment && onMoment && <MomentButton moment={moment} words={words} onMoment={onMoment} />}
        </div>
        {choice && (
          <label class="choose">
            <input
              type="checkbox"
              checked={choice.isOn}
              disabled={choice.isFull && !choice.isOn}
              aria-label={words.compareThis(note.title)}
              onChange={(event) => choice.onChoose(event.currentTarget.checked)}
            />
          </label>
        )}
      </div>
      <p class="terms" data-terms={note.id}>
        <Label note={note} words={words} />
        <span dir="auto">{termsOf(note, words, locale)}</span>
      </p>
      <MainButton {...props} />
      <Foot {...props} words={words} />
    </article>
  );
}

function Foot({ note, words, model, onMark, onReceipt, ...shared }: CardProps & { words: CardWords }) {
  return (
    <div class="foot">
      <details class="why">
        <summary>{words.why}</summary>
        <ul>
          {note.reasons.map((reason) => (
            <li key={reason}>{words.reasons[reason]}</li>
          ))}
        </ul>
        <p>{isCompanion({ note }) ? words.notFit : words.fit(Math.round(note.fit * 100), model)}</p>
        {onReceipt && (
          <button type="button" class="link" onClick={onReceipt}>
            {words.receipt}
          </button>
        )}
        {note.history && <PriceHistory {...shared} history={note.history} />}
      </details>
      <div class="more">
        <button type="button" aria-pressed={note.kept} onClick={() => onMark('kept', !note.kept)}>
          {note.kept ? words.saved : words.save}
        </button>
        <button type="button" onClick={() => onMark('hidden', true)}>
          {words.hide}
        </button>
        <button type="button" onClick={() => onMark('wrong', true)}>
          {words.wrong}
        </button>
      </div>
    </div>
  );
}

/** What stands in the way of buying is said; that nothing does is not news. */
const hasTold = ({ availability }: Note): boolean => availability !== 'in_stock' && availability !== 'unknown';

function termsOf(note: Note, words: CardWords, locale: string): string {
  const earns = earnsOf(note, words, locale);
  return note.link.way === 'paid' ? words.sentences([earns, benefitOf(note.link, words, locale)]) : earns;
}
