import { rootMode } from '#extension/base/built.ts';
import cardCss from '#extension/cards/card.css?inline';
import notesCss from '#extension/cards/notes.css?inline';
import panelCss from '#extension/cards/panel.css?inline';
import statsCss from '#extension/stats/stats.css?inline';
import themeCss from '#shared/theme.css?inline';

export interface Mounted {
  host: HTMLElement;
  root: ShadowRoot;
  /** What the views are drawn into. */
  ground: HTMLElement;
}

/** Nothing that happens in the notes is the page's business: its shortcuts and click handlers do not hear of it. */
const events =
  'keydown keyup keypress beforeinput input click auxclick dblclick contextmenu pointerdown pointerup mousedown mouseup touchstart touchend wheel focusin focusout copy cut paste'.split(
    ' ',
  );

/**
 * A nameless element after the body, outside of what the page's own scripts manage. It takes no room and moves nothing; page rules
 * cannot style it. Gone when the signal aborts.
 */
export function mountNotes(document: Document, signal: AbortSignal): Mounted {
  const host = document.createElement('div');
  for (const [name, value] of hostStyle) host.style.setProperty(name, value, 'important');
  const root = host.attachShadow({ mode: rootMode });
  dress(root);
  const ground = document.createElement('div');
  for (const name of events) ground.addEventListener(name, (event) => event.stopPropagation(), { signal, passive: true });
  root.append(ground);
  document.documentElement.append(host);
  signal.addEventListener('abort', () => host.remove(), { once: true });
  return { host, root, ground };
}

const hostStyle: readonly (readonly [string, string])[] = [
  ['all', 'initial'],
  ['position', 'fixed'],
  ['inset', '0 0 auto auto'],
  ['width', '0'],
  ['height', '0'],
  ['z-index', '2147483647'],
];

function dress(root: ShadowRoot): void {
  const css = themeCss + notesCss + cardCss + panelCss + statsCss;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox refuses constructed sheets from a content script's own world; there an element does the same.
    const style = root.ownerDocument.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
