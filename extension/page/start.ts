import { browser } from 'wxt/browser';
import { AskRefused, ask } from '#extension/base/ask.ts';
import type { Told } from '#extension/base/messages.ts';
import { watchNavigation } from '#extension/readers/watch.ts';
import type { Look } from './look.ts';
import type { Desk, Shown } from './show-notes.ts';
import { visit } from './visit.ts';
import { world } from './world.ts';

const desk: Desk = {
  open: (click) => ask('page.open', click),
  mark: (mark) => ask('page.mark', mark),
  seen: (cardId) => ask('page.seen', { cardId }),
  dock: (dock) => ask('page.dock', dock),
  receipt: (cardId) => ask('page.receipt', { cardId }),
  picture: (cardId) => ask('page.picture', { cardId }),
};

/** One visit after the other, until Gloss is switched off here or another copy of this script takes over. */
export function startPage(document: Document, look: Look): void {
  const stay = takeOver();
  let leave = new AbortController();
  let shown: Shown | undefined;

  const begin = async (thenOpen: boolean) => {
    leave.abort();
    leave = new AbortController();
    const { signal } = leave;
    shown = undefined;
    const found = await visit({ document, look, desk, leave });
    if (found === 'off') stay.abort();
    else if (!signal.aborted) shown = found;
    if (thenOpen && !signal.aborted) shown?.open();
  };
  const beginQuietly = ({ thenOpen = false } = {}) => {
    begin(thenOpen).catch((error: unknown) => {
      // A page must not notice us, even when we fail; without a background there is nothing left to do here.
      leave.abort();
      if (error instanceof AskRefused && error.code === 'gone') stay.abort();
    });
  };
  const hear = (told: Told, sender: { id?: string }) => {
    if (sender.id !== browser.runtime.id) return;
    if (told.gloss === 'leave') stay.abort();
    else if (shown && !leave.signal.aborted) shown.open();
    else beginQuietly({ thenOpen: true });
  };

  browser.runtime.onMessage.addListener(hear);
  const goAway = () => {
    leave.abort();
    // Nothing of us is held in a page that we left.
    shown = undefined;
    if (world.glossStay === stay) delete world.glossStay;
    browser.runtime.onMessage.removeListener(hear);
  };
  stay.signal.addEventListener('abort', goAway, { once: true });
  watchNavigation({ document, signal: stay.signal, onNavigate: () => beginQuietly() });
  document.defaultView?.addEventListener('online', () => shown || beginQuietly(), { signal: stay.signal });
  // A page that comes back out of the browser's memory is one that the background has forgotten.
  document.defaultView?.addEventListener('pageshow', ({ persisted }) => persisted && beginQuietly(), { signal: stay.signal });
  beginQuietly();
}

/** An older copy in the same page leaves when a newer one starts. */
function takeOver(): AbortController {
  world.glossStay?.abort();
  world.glossStay = new AbortController();
  return world.glossStay;
}
