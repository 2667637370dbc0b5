import type { TabState } from '#extension/base/messages.ts';
import type { Language } from '#extension/base/note.ts';
import { Switch } from '#extension/base/ui/switch.tsx';
import { words as allWords, type Words } from '#extension/base/ui/words.ts';
import { Mark } from '#extension/cards/mark.tsx';

export interface PopupProps {
  state: TabState;
  language: Language;
  /** What went wrong with the last press, in words. */
  trouble: string | null;
  onWelcome: () => void;
  onNotes: () => void;
  onSite: (site: string, on: boolean) => void;
  onShow: () => void;
  onSeen: () => void;
  onSent: () => void;
  onSettings: () => void;
}

/** The state of this tab in one sentence, the one thing to do about it, and the switch for this site. */
export function Popup(props: PopupProps) {
  const { state, language, trouble, onSite } = props;
  const words = allWords[language];
  const { sentence, more } = said(state, words);
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
      {isSwitchable(state) && (
        <div class="site">
          <Switch name={words.siteSwitch(state.site)} isOn={state.kind !== 'site_off'} onChange={(on) => onSite(state.site, on)} />
        </div>
      )}
      <footer>
        {isSwitchable(state) && state.kind !== 'site_off' && (
          <button type="button" class="link" onClick={props.onSeen}>
            {words.whatWasSeen}
          </button>
        )}
        <button type="button" class="link" onClick={props.onSent}>
          {words.whatWasSent}
        </button>
        <button type="button" class="link" onClick={props.onSettings}>
          {words.settings}
        </button>
      </footer>
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
  return state.kind === 'found' ? act(words.show, onShow) : null;
}

type Sited = Extract<TabState, { kind: 'site_off' | 'reading' | 'unsupported' | 'nothing' | 'found' | 'offline' | 'refused' }>;
const isSwitchable = (state: TabState): state is Sited =>
  !['no_site', 'not_agreed', 'notes_off', 'permission_missing'].includes(state.kind);

function said(state: TabState, words: Words): { sentence: string; more?: string } {
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
      return { sentence: words.found(state.notes), ...(state.standingDownFor ? { more: words.standingDown(state.standingDownFor) } : {}) };
    case 'offline':
      return { sentence: words.offline, more: words.offlineMore };
    case 'refused':
      return { sentence: words.refused, more: words.why[state.why] ?? state.why };
    default:
      return { sentence: words.why[state.why] ?? state.why };
  }
}
