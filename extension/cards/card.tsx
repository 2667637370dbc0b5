import type { Language, Note } from '#extension/base/note.ts';
import { dayMs } from '#shared/time.ts';
import { apart, printPrice, printShare, printWhen } from './print.ts';
import { type CardWords, cardWords } from './words.ts';

export interface CardProps {
  note: Note;
  /** Drawn, never loaded: an image element would ask somebody for it. */
  picture: ImageBitmap | null;
  language: Language;
  locale: string;
  now: number;
  model: string;
  onOpen: (event: MouseEvent) => void;
  onMark: (mark: 'kept' | 'hidden' | 'wrong', on: boolean) => void;
  /** Left out where there is no ranking to recompute, as on the sample page. */
  onReceipt?: ((event: MouseEvent) => void) | undefined;
}

const staleAfterMs = 7 * dayMs;

/** One note. What matters before the button stands before the button, in the order it is read. */
export function Card(props: CardProps) {
  const { note, picture, language, locale, model } = props;
  const words = cardWords[language];
  return (
    <article class="card" aria-labelledby={`t-${note.id}`}>
      <div class="what">
        <Plate picture={picture} name={note.maker ?? note.merchant} />
        <div class="names">
          <h3 id={`t-${note.id}`} dir="auto">
            {note.title}
          </h3>
          <p class="merchant" dir="auto">
            {note.maker ? `${note.merchant} · ${note.maker}` : note.merchant}
          </p>
          <Price {...props} words={words} />
        </div>
      </div>
      <Terms note={note} words={words} locale={locale} />
      <details class="why">
        <summary>
          {words.why}
          <span>{words.and(note.reasons.map((reason) => words.reasons[reason]))}</span>
        </summary>
        <p>{words.fit(Math.round(note.fit * 100), model)}</p>
        {props.onReceipt && (
          <button type="button" class="receipt" onClick={props.onReceipt}>
            {words.receipt}
          </button>
        )}
      </details>
      {/* biome-ignore lint/a11y/useSemanticElements: as soon as a pointer rests on an anchor, browsers connect to where it leads, and so tell the shop */}
      <button
        type="button"
        role="link"
        class={note.link.way === 'paid' ? 'main' : 'main plain'}
        data-paid={note.link.way === 'paid' ? '' : undefined}
        title={note.link.url}
        onClick={props.onOpen}
        onAuxClick={props.onOpen}
      >
        <span dir="auto">{actionOf(note, words, locale)}</span>
        <span class="unseen"> ({words.newTab})</span>
      </button>
      <div class="more">
        <button type="button" aria-pressed={note.kept} onClick={() => props.onMark('kept', !note.kept)}>
          {note.kept ? words.saved : words.save}
        </button>
        <button type="button" onClick={() => props.onMark('hidden', true)}>
          {words.hide}
        </button>
        <button type="button" onClick={() => props.onMark('wrong', true)}>
          {words.wrong}
        </button>
      </div>
    </article>
  );
}

function Plate({ picture, name }: { picture: ImageBitmap | null; name: string }) {
  return (
    <div class="plate" aria-hidden="true">
      {picture ? <canvas width={112} height={112} ref={(canvas) => draw(canvas, picture)} /> : ([...name.trim()][0]?.toUpperCase() ?? '·')}
    </div>
  );
}

/** The whole picture, centred, its sides kept in proportion. */
function draw(canvas: HTMLCanvasElement | null, picture: ImageBitmap): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
}

function Price({ note, locale, now, words }: CardProps & { words: CardWords }) {
  const stock = words.stock[note.availability];
  if (!note.price)
    return (
      <p class="price">
        <small>{stock || words.noPrice}</small>
      </p>
    );
  const isStale = now - note.price.asOf > staleAfterMs;
  return (
    <p class="price">
      <b>{printPrice(note.price.amount, note.price.currency, locale)}</b>{' '}
      <small>
        {words.asOf(printWhen(note.price.asOf, now, locale))}
        {isStale && <em>, {words.mayHaveChanged}</em>}
      </small>
      {stock && <small class="stock">{stock}</small>}
    </p>
  );
}

function Terms({ note: { link, labelled }, words, locale }: { note: Note; words: CardWords; locale: string }) {
  return (
    <p class="terms">
      {labelled && (
        <span class="label" title={words.adMeans}>
          {words.ad}
        </span>
      )}
      {link.way === 'paid' && (
        <span dir="auto">{words.sentences([earnsOf(link, words, locale), benefitOf(link.benefit, words, locale)])}</span>
      )}
      {link.way === 'own' && <span>{words.ownLink}</span>}
      {link.way === 'plain' && <span>{words.nobodyEarns}</span>}
    </p>
  );
}

type PaidLink = Extract<Note['link'], { way: 'paid' }>;
type Benefit = PaidLink['benefit'];

function earnsOf({ earner, rateBps, flat }: PaidLink, words: CardWords, locale: string): string {
  if (flat) return words.earnsFlat[flat.per](apart(earner), printPrice(flat.amount, flat.currency, locale));
  return words.earns(apart(earner), printShare(rateBps, locale));
}

export function benefitOf(benefit: Benefit, words: CardWords, locale: string): string {
  const share = printShare(benefit.bps, locale);
  if (benefit.kind === 'discount') return words.discount(share, benefit.code);
  return benefit.kind === 'cashback' ? words.cashback(share) : words.donation(share, apart(benefit.to));
}

function actionOf({ link, merchant }: Note, words: CardWords, locale: string): string {
  const shop = apart(merchant);
  if (link.way === 'own') return words.seeOwn(shop);
  if (link.way === 'plain') return words.see(shop);
  const share = printShare(link.benefit.bps, locale);
  if (link.benefit.kind === 'discount') return words.buy(shop, words.discountShort(share));
  if (link.benefit.kind === 'cashback') return words.buy(shop, words.cashbackShort(share));
  return words.buy(shop, words.donationShort(share, apart(link.benefit.to)));
}
