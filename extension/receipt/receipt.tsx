import type { ReceiptShown } from '#extension/base/messages.ts';
import type { Language } from '#extension/base/note.ts';
import type { Activation } from '#extension/base/storage.ts';
import { words as allWords } from '#extension/base/ui/words.ts';
import { Mark } from '#extension/cards/mark.tsx';
import { apart, printMoment } from '#extension/cards/print.ts';
import { type Checked, sharesOf } from './check.ts';
import { Decision } from './decision.tsx';
import { type ReceiptWords, receiptWords } from './words.ts';

export interface ReceiptProps {
  /** null: no tab shows this card any more. */
  shown: ReceiptShown | null;
  /** null while it is recomputed. */
  checked: Checked | null;
  /** The last press on this card, as it was decided; null when there is none. */
  decision: Activation | null;
  language: Language;
  locale: string;
  onSave: () => void;
  onAgain: () => void;
}

/** One card's ranking, recomputed here: whether it matches, what was checked, what spoke for the card, which link it opens. */
export function Receipt(props: ReceiptProps) {
  const { shown, checked, decision, language } = props;
  const words = receiptWords[language];
  return (
    <main class="receipt-page" lang={language}>
      <header class="brand">
        <Mark />
        {allWords[language].gloss}
      </header>
      <h1>{words.title}</h1>
      {shown ? (
        <>
          <p class="card-title" dir="auto">
            <b>{shown.card.title}</b> <span class="soft">{shown.card.merchant}</span>
          </p>
          {checked ? <Verdict {...props} shown={shown} checked={checked} words={words} /> : <p role="status">{words.computing}</p>}
        </>
      ) : decision ? (
        <>
          <p class="card-title" dir="auto">
            <b>{decision.title}</b> <span class="soft">{decision.merchant}</span>
          </p>
          <Decision {...props} />
          <section>
            <h2>{words.goneRanking}</h2>
            <p class="soft">{words.goneMore}</p>
          </section>
        </>
      ) : (
        <section>
          <p class="verdict">{words.gone}</p>
          <p class="soft">{words.goneMore}</p>
        </section>
      )}
    </main>
  );
}

type Part = Omit<ReceiptProps, 'shown' | 'checked'> & { shown: ReceiptShown; checked: Checked; words: ReceiptWords };

function Verdict(part: Part) {
  const { shown, checked, words, locale, onSave, onAgain } = part;
  const { receipt } = shown;
  return (
    <>
      <section class="outcome" data-verdict={checked.verdict} role="status">
        <p class="verdict">{words.verdict[checked.verdict]}</p>
        <p>{words.verdictMore[checked.verdict]}</p>
        {checked.verdict === 'cannot' && (
          <p class="row">
            <button type="button" class="button plain" onClick={onAgain}>
              {words.again}
            </button>
            {shown.trouble && <span class="faint">{words.trouble(shown.trouble)}</span>}
          </p>
        )}
      </section>
      <Checks {...part} />
      <Values {...part} />
      <Link {...part} />
      <Decision {...part} />
      <section>
        <p class="row">
          <button type="button" class="button plain" onClick={onSave}>
            {words.save}
          </button>
        </p>
        <p class="soft">
          {words.saveMore}
          <code>gloss replay gloss-receipt.json</code>
        </p>
        <p class="faint">{words.made(printMoment(receipt.madeAt, locale), receipt.candidates)}</p>
      </section>
    </>
  );
}

function Checks({ shown: { receipt }, checked: { differences, seal, isSamePage }, words }: Part) {
  const wrong = new Set(differences?.map(({ what }) => what));
  const lines: [state: 'right' | 'wrong' | 'unknown', words: string][] = [];
  if (differences?.length === 0) {
    lines.push(['right', words.scores(receipt.contenders.length + (receipt.tagged?.length ?? 0))], ['right', words.chosen]);
    lines.push(['right', words.version(receipt.model.slice(0, 8))]);
  }
  for (const what of wrong) lines.push(['wrong', words.differences[what]]);
  lines.push(isSamePage ? ['right', words.page] : ['wrong', words.otherPage]);
  lines.push([seal === 'sealed' ? 'right' : seal === 'broken' ? 'wrong' : 'unknown', words.seal[seal]]);
  return (
    <section>
      <h2>{words.checksTitle}</h2>
      <ul class="checks">
        {lines.map(([state, line]) => (
          <li key={line} data-state={state}>
            <span aria-hidden="true">{state === 'right' ? '✓' : state === 'wrong' ? '✗' : '?'}</span>
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Values(part: Part) {
  const { shown, words, locale } = part;
  const { receipt, model, card } = shown;
  if (receipt.companions?.cards.some((companion) => companion.card === card.id))
    return <Companion {...part} artefact={receipt.companions.artefact} />;
  const found = model && sharesOf(receipt, model, card.id);
  if (!found) return null;
  const number = (value: number, digits: number): string =>
    value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const signed = (value: number): string => (value > 0 ? '+' : '') + number(value, 2);
  return (
    <section>
      <h2>{words.valuesTitle}</h2>
      {found.isTagged && <p>{words.tagged}</p>}
      <p class="soft">{words.valuesLead}</p>
      <table>
        <caption>{words.place(found.place + 1, found.of)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.lookedAt}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.adds}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.start}</th>
            <td />
            <td>{signed(found.start)}</td>
          </tr>
          {found.shares.map(({ feature, value, adds }) => (
            <tr key={feature}>
              <th scope="row">{words.features[feature] ?? feature}</th>
              <td>{number(value, 4)}</td>
              <td>{signed(adds)}</td>
            </tr>
          ))}
          {found.together !== 0 && (
            <tr>
              <th scope="row">{words.together}</th>
              <td />
              <td>{signed(found.together)}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.score}</th>
            <td />
            <td>{number(found.score, 4)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Companion({ artefact, words }: Part & { artefact: string }) {
  return (
    <section>
      <h2>{words.valuesTitle}</h2>
      <p>{words.companion(artefact.slice(0, 8))}</p>
    </section>
  );
}

function Link({ shown: { link }, words }: Part) {
  return (
    <section>
      <h2>{words.linkTitle}</h2>
      <p dir="auto">
        {link.way === 'paid' ? words.paid(apart(link.earner)) : link.way === 'own' ? words.own : `${words.plain} ${words.why[link.why]}`}
      </p>
      <p class="soft">{words.linkLead}</p>
    </section>
  );
}
