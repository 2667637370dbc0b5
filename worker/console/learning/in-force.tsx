import type { ComponentChildren } from 'preact';
import { formatDay, formatMoment, formatTime } from '../format.ts';
import { locale, words } from '../look.ts';
import { Copyable } from '../ui/copyable.tsx';
import { Section } from '../ui/page.tsx';
import { ChooseForm } from './choose-form.tsx';
import { Measures } from './measures.tsx';
import type { Force, Ready } from './ranking.tsx';
import { shortOf } from './short.ts';

export function InForceSection(props: Ready) {
  const { ranking: said } = words.value;
  const { page, now, open, onOpen } = props;
  const { versions, inForce, health } = page;
  const judging = versions.find(({ id }) => id === health.model);
  const force = inForce.find(({ version }) => version === health.model);
  const before = beforeOf(props);
  const key = `back ${before}`;
  return (
    <Section title={said.inForce} text={said.inForceText}>
      <dl class="pairs">
        <Pair name={said.version}>
          <Copyable value={health.model} label={said.version} />
        </Pair>
        {judging ? <Pair name={said.origin}>{said.origins[judging.origin]}</Pair> : null}
        {force ? (
          <>
            <Pair name={said.since}>
              <Moment at={force.from} now={now} />
            </Pair>
            <Pair name={said.by}>
              <Chooser force={force} personId={props.personId} />
            </Pair>
            <Pair name={said.why}>{reasonOf(force)}</Pair>
          </>
        ) : null}
        {judging ? (
          <Pair name={said.measures}>
            <Measures version={judging} />
          </Pair>
        ) : null}
      </dl>
      {before === undefined ? null : open === key ? (
        <ChooseForm {...props} version={before} onCancel={() => onOpen(null)} />
      ) : (
        <button type="button" class="button" onClick={() => onOpen(key)}>
          {said.rollBack(shortOf(before))}
        </button>
      )}
    </Section>
  );
}

/** What to go back to: what was in force before, else what came with the program. */
function beforeOf({ page: { versions, inForce, health } }: Ready): string | undefined {
  const at = inForce.findIndex(({ version }) => version === health.model);
  const before = at < 0 ? undefined : inForce.slice(at).find(({ version }) => version !== health.model)?.version;
  const shipped = versions.find(({ origin, id }) => origin === 'shipped' && id !== health.model)?.id;
  return before ?? (at < 0 ? undefined : shipped);
}

const Pair = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

export function Chooser({ force: { by }, personId }: { force: Force; personId: string }) {
  const { ranking: said } = words.value;
  if (by === 'nightly') return <>{said.night}</>;
  return by === personId ? <>{said.you}</> : <code>{by}</code>;
}

/** The worker writes one reason for all nights; people write their own. */
export const reasonOf = ({ by, reason }: Force): string => (by === 'nightly' ? words.value.ranking.nightReason : reason);

export const Moment = ({ at, now }: { at: number; now: number }) => (
  <time class="number" dateTime={new Date(at).toISOString()} title={formatMoment(locale.value, at)}>
    {formatDay(locale.value, at, now)}, {formatTime(locale.value, at)}
  </time>
);
