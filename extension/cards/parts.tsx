/** What a card and a comparison have in common. */
import type { Note } from '#extension/base/note.ts';
import { dayMs } from '#shared/time.ts';
import { actionOf } from './facts.ts';
import { printPrice, printWhen } from './print.ts';
import type { Tongue } from './tongue.ts';
import { type CardWords, cardWords } from './words.ts';

const staleAfterMs = 7 * dayMs;

/** Drawn, never loaded: an image element would ask somebody for it. */
export function Plate({ picture, note: { maker, merchant } }: { picture: ImageBitmap | null; note: Note }) {
  const [letter = '·'] = [...(maker ?? merchant).trim()];
  return (
    <div class="plate" aria-hidden="true">
      {picture ? <canvas width={144} height={144} ref={(canvas) => draw(canvas, picture)} /> : letter.toUpperCase()}
    </div>
  );
}

/** The whole picture, centred, its sides kept in proportion. */
function draw(canvas: HTMLCanvasElement | null, picture: ImageBitmap): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
}

export function Price({ note: { price }, language, locale, now }: { note: Note } & Tongue) {
  const words = cardWords[language];
  if (!price) return <small>{words.noPrice}</small>;
  return (
    <>
      <b>{printPrice(price.amount, price.currency, locale)}</b>{' '}
      <small>
        {words.asOf(printWhen(price.asOf, now, locale))}
        {now - price.asOf > staleAfterMs && <em>, {words.mayHaveChanged}</em>}
      </small>
    </>
  );
}

/** The advertising word stands before the claim, never behind a gesture. */
export function Label({ note: { labelled, boostedBy }, words }: { note: Note; words: CardWords }) {
  if (!labelled) return null;
  return (
    <>
      <span class="label" title={words.adMeans}>
        {words.ad}
      </span>{' '}
      {boostedBy !== undefined && (
        <>
          <span class="label boosted">{words.boosted}</span> <span dir="auto">{words.boostedMeans(boostedBy)}</span>{' '}
        </>
      )}
    </>
  );
}

/** The one action of a note. */
export function MainButton({ note, onOpen, language, locale }: { note: Note; onOpen: (event: MouseEvent) => void } & Tongue) {
  const words = cardWords[language];
  const isPaid = note.link.way === 'paid';
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: as soon as a pointer rests on an anchor, browsers connect to where it leads, and so tell the shop */}
      <button
        type="button"
        role="link"
        class={isPaid ? 'main' : 'main plain'}
        data-paid={isPaid ? note.id : undefined}
        title={note.link.url}
        onClick={onOpen}
        onAuxClick={onOpen}
      >
        <span dir="auto">{actionOf(note, words, locale)}</span>
        <span class="unseen"> ({words.newTab})</span>
      </button>
    </>
  );
}
