import type { TabState } from '#extension/base/messages.ts';
import type { Language } from '#extension/base/note.ts';
import type { Activation } from '#extension/base/storage.ts';
import { Switch } from '#extension/base/ui/switch.tsx';
import { words as allWords, type Words } from '#extension/base/ui/words.ts';
import { Mark } from '#extension/cards/mark.tsx';
import { printUntil, printWhen } from '#extension/cards/print.ts';
import { Account } from './account.tsx';

export interface PopupProps {
  /** Of the creator who asked for their own figures and is signed in. */
  creator: string | null;
  state: TabState;
  language: Language;
  locale: string;
  now: number;
  /** What was opened last, on any site, newest first. */
  last: readonly LastAction[];
  /** What went wrong with the last press, in words. */
  trouble: string | null;
  onWelcome: () => void;
  onNotes: () => void;
  onSite: (site: string, on: boolean) => void;
  onShow: () => void;
  onSeen: () => void;
  onActivity: () => void;
  onSent: () => void;
  onSettings: () => void;
}

export type LastAction = Pick<Activation, 'at' | 'merchant' | 'title' | 'way'>;

/** The state of this tab in one sentence, the one thing to do about it, and the switch for this site. */
export function Popup(props: PopupProps) {
  const { state, language, locale, now, trouble, onSite } = props;
  const words = allWords[language];
  const { sentence, more } = said(state, words, (at) => printUntil(at, now, locale));
  return (
    <main class="popup" lang={language}>
      <header class="brand">
        <Mark />
        {words.gloss}
      </header>
      <div class="state" role="status">
        <p class="sentence">{sentence}</p>
        {more && <p class="soft">{more}</p>}
        {trouble && <p class="trouble">{trouble}</p>}
      </div>
      <Act {...props} words={words} />
      {state.kind === 'permission_missing' && (
        <details class="route">
          <summary>{words.manualRoute}</summary>
          <p>{words.manualRouteMore(state.site)}</p>
        </details>
      )}
      {isSwitchable(state) && (
        <div class="site">
          <Switch name={words.siteSwitch(state.site)} isOn={state.kind !== 'site_off'} onChange={(on) => onSite(state.site, on)} />
        </div>
      )}
      <Last {...props} words={words} />
      <footer>
        {isSwitchable(state) && state.kind !== 'site_off' && (
          <button type="button" class="link" onClick={props.onSeen}>
            {words.whatWasSeen}
          </button>
        )}
        <button type="button" class="link" onClick={props.onSent}>
          {words.whatWasSent}
        </button>
        <button type="button" class="link" onClick={props.onActivity}>
          {words.activity}
        </button>
        <button type="button" class="link" onClick={props.onSettings}>
          {words.settings}
        </button>
      </footer>
      <Account words={words} creator={props.creator} />
    </main>
  );
}

function Act({ state, words, onWelcome, onNotes, onSite, onShow }: PopupProps & { words: Words }) {
  const act = (name: string, onClick: () => void) => (
    <button type="button" class="button" onClick={onClick}>
      {name}
    </button>
  );
  if (state.kind === 'not_agreed') return act(words.openWelcome, onWelcome);
  if (state.kind === 'notes_off') return act(words.switchOn, onNotes);
  if (state.kind === 'permission_missing') return act(words.turnOn(state.site), () => onSite(state.site, true));
  return (state.kind === 'found' || state.kind === 'standing_down') && state.notes > 0 ? act(words.show, onShow) : null;
}

/** The last presses on cards, and by which link. */
function Last({ last, words, now, locale }: PopupProps & { words: Words }) {
  if (last.length === 0) return null;
  return (
    <section class="last">
      <h2>{words.lastActions}</h2>
      <ul>
        {last.map(({ at, merchant, title, way }) => (
          <li key={at}>
            <span dir="auto">{title}</span>
            <small dir="auto">
              {printWhen(at, now, locale)} · {merchant} · {words.lastWay[way]}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Sited = Extract<
  TabState,
  { kind: 'site_off' | 'reading' | 'unsupported' | 'nothing' | 'found' | 'standing_down' | 'offline' | 'refused' }
>;
const isSwitchable = (state: TabState): state is Sited =>
  !['no_site', 'not_agreed', 'notes_off', 'permission_missing'].includes(state.kind);

function said(state: TabState, words: Words, when: (at: number) => string): { sentence: string; more?: string } {
  switch (state.kind) {
    case 'no_site':
      return { sentence: words.noSite };
    case 'not_agreed':
      return { sentence: words.notAgreed };
    case 'notes_off':
      return { sentence: words.notesOff };
    case 'permission_missing':
      return { sentence: words.siteNew(state.site), more: words.siteNewMore };
    case 'site_off':
      return { sentence: words.siteOff(state.site) };
    case 'reading':
      return { sentence: words.reading, more: words.readingMore };
    case 'found':
      return { sentence: words.found(state.notes) };
    case 'standing_down':
      return {
        sentence: words.standingDown(state.network, when(state.until)),
        more: words.standingDownMore(state.site, state.network),
      };
    case 'offline':
      return { sentence: words.offline, more: words.offlineMore };
    case 'refused':
      return { sentence: words.refused, more: words.why[state.why] ?? state.why };
    default:
      return { sentence: words.why[state.why] ?? state.why, ...(state.creatorKnown ? { more: words.creatorKnown } : {}) };
  }
}
