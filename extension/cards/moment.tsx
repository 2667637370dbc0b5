import type { Moment } from '#extension/base/note.ts';
import { printClock } from './print.ts';
import type { CardWords } from './words.ts';

/** Leads to where the page speaks of it: the moment of its video, or the place in its text. */
export function MomentButton({
  moment,
  words,
  onMoment,
}: {
  moment: Moment;
  words: CardWords;
  onMoment: (moment: Moment, event: MouseEvent) => void;
}) {
  const { atSeconds } = moment;
  const name = nameOf(moment);
  const time = atSeconds === undefined ? undefined : printClock(atSeconds);
  const told = time === undefined ? words.showInText(name) : words.goTo(time, name);
  return (
    <button type="button" class="moment" title={told} onClick={(event) => onMoment(moment, event)}>
      {time === undefined ? <Lines /> : <time>{`${time} `}</time>}
      <span dir="auto">{name}</span>
    </button>
  );
}

/** The heading, else how its words begin. */
function nameOf({ heading, text = '' }: Moment): string {
  if (heading) return heading;
  return text.length > 60 ? `${text.slice(0, 60).replace(/\s+\S*$/, '')} …` : text;
}

function Lines() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <path d="M5.5 4H14M5.5 8H14M5.5 12H11" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" fill="none" />
      <path d="M2 3v10" class="mark-here" stroke-width="2" stroke-linecap="round" />
    </svg>
  );
}
