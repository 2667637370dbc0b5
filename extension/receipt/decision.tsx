import { type ActivityWords, activityWords } from '#extension/activity/words.ts';
import type { Language } from '#extension/base/note.ts';
import type { Activation } from '#extension/base/storage.ts';
import { printMoment } from '#extension/cards/print.ts';
import { askedAs, judgeAgain } from './judge.ts';
import { type ReceiptWords, receiptWords } from './words.ts';

export interface DecisionProps {
  /** null: the card was not pressed, or its entry was deleted. */
  decision: Activation | null;
  language: Language;
  locale: string;
}

/** Stand-down for one press, judged again here: whether it matches, what was checked, and by which addresses. */
export function Decision({ decision, language, locale }: DecisionProps) {
  const words = receiptWords[language];
  return (
    <section id="standdown">
      <h2>{words.standdownTitle}</h2>
      {decision ? (
        <Judged decision={decision} words={words} log={activityWords[language]} locale={locale} />
      ) : (
        <p class="soft">{words.notPressed}</p>
      )}
    </section>
  );
}

function Judged({ decision, words, log, locale }: { decision: Activation; words: ReceiptWords; log: ActivityWords; locale: string }) {
  const judged = judgeAgain(decision);
  const { evidence, way, why, verdict } = decision;
  const lines: [isRight: boolean, words: string][] = [
    [judged.isSameVerdict, judged.isSameVerdict ? words.sameVerdict : words.otherVerdict],
    [judged.isFollowed, judged.isFollowed ? words.followed : words.notFollowed],
    [judged.isSamePacks, judged.isSamePacks ? words.samePacks(decision.packs) : words.otherPacks(decision.packs)],
  ];
  const moment = (at: number) => printMoment(at, locale);
  return (
    <>
      <div class="outcome" data-verdict={judged.verdict}>
        <p class="verdict">{words.judged[judged.verdict]}</p>
        <p>
          {words.pressedAt(moment(decision.at))} {log.way[way]}
          {why ? ` · ${log.why[why]}` : ''}
        </p>
      </div>
      <ul class="checks">
        {lines.map(([isRight, line]) => (
          <li key={line} data-state={isRight ? 'right' : judged.verdict === 'no_match' ? 'wrong' : 'unknown'}>
            <span aria-hidden="true">{isRight ? '✓' : judged.verdict === 'no_match' ? '✗' : '?'}</span>
            {line}
          </li>
        ))}
        {verdict.reasons.map((reason) =>
          'network' in reason ? (
            <li key={`${reason.pack} ${reason.why}`}>
              <span aria-hidden="true">·</span>
              {log.stoodDown(reason.network, moment(reason.until))}
            </li>
          ) : null,
        )}
      </ul>
      <details>
        <summary>{words.judgedBy}</summary>
        <p class="soft">{words.judgedByMore}</p>
        <ul class="chain">
          {evidence.chain.map(({ address, at, did, via = [] }) => (
            <li key={`${at} ${address} ${did}`}>
              <span class="faint">
                {moment(at)}
                {did && ` · ${words.did[did]}`}
              </span>
              <code>{address}</code>
              {via.map((one) => (
                <code key={one} class="soft">
                  ← {one}
                </code>
              ))}
            </li>
          ))}
        </ul>
        <p class="soft">{words.askAgain}</p>
        <code class="command">{askedAs(decision)}</code>
      </details>
    </>
  );
}
