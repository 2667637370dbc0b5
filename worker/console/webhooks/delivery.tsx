import type { Attempt } from '#shared/contracts/webhooks.ts';
import { formatCount, formatMoment } from '../format.ts';
import { locale, words } from '../look.ts';
import { TableSkeleton } from '../ui/data-table.tsx';
import { LoadFailed, troubleText } from '../ui/notice.tsx';
import { answerText } from './delivery-mark.tsx';
import type { Webhooks } from './webhooks.tsx';

/** One delivery: what was sent, byte for byte, and what came back each time. */
export function DeliveryPart(props: Webhooks & { detail: NonNullable<Webhooks['detail']> }) {
  const { webhooks: said, common } = words.value;
  const { detail, replaying, open, onReplay, onDetail } = props;
  const { loaded } = detail;
  if (loaded.state === 'loading') return <TableSkeleton label={common.loading} rows={2} />;
  if (loaded.state === 'failed') return <LoadFailed trouble={loaded.trouble} onRetry={() => onDetail(null)} />;
  const { delivery, body, attempts } = loaded.value;
  const isReplaying = replaying.id === delivery.eventId;
  return (
    <div class="delivery">
      <h3>{said.body}</h3>
      <Verbatim text={pretty(body)} />
      <p class="hint">{said.bodyHint}</p>
      <h3>{said.attemptsTitle(formatCount(locale.value, delivery.attempts))}</h3>
      {attempts.length === 0 ? <p class="hint">{said.noAttempt}</p> : null}
      <ol class="attempts">
        {attempts.map((attempt, at) => (
          <AttemptPart key={attempt.number} attempt={attempt} isOpen={at === 0} />
        ))}
      </ol>
      {open?.state === 'on' ? (
        <div class="doing">
          <button type="button" class="button" disabled={replaying.busy} onClick={() => onReplay(delivery)}>
            {said.replay}
          </button>
          <span class="hint">{said.replayHint}</span>
        </div>
      ) : null}
      {isReplaying && replaying.trouble ? (
        <p class="error" role="alert">
          {troubleText(replaying.trouble, { conflict: said.isOff })}
        </p>
      ) : null}
    </div>
  );
}

function AttemptPart({ attempt, isOpen }: { attempt: Attempt; isOpen: boolean }) {
  const { webhooks: said } = words.value;
  const { number, at, status, problem, durationMs, headers, answer } = attempt;
  return (
    <li>
      <details open={isOpen}>
        <summary>
          <span class="first">
            {formatCount(locale.value, number)}. {answerText(status, problem)}
          </span>
          <span class="second">
            {formatMoment(locale.value, at)} · {said.took(formatCount(locale.value, durationMs))}
          </span>
        </summary>
        {headers ? (
          <Verbatim
            text={Object.entries(headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
          />
        ) : (
          <p class="hint">{said.notSent}</p>
        )}
        {answer === '' ? null : (
          <>
            <p class="hint">{said.answerBegan}</p>
            <Verbatim text={answer} />
          </>
        )}
      </details>
    </li>
  );
}

/** Byte for byte, in lines of its own length: it scrolls sideways, by keyboard too. */
function Verbatim({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable, or a keyboard cannot scroll it
    <pre class="sent" tabIndex={0}>
      {text}
    </pre>
  );
}

/** Set apart for reading only. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
