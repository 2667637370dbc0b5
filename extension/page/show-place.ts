/**
 * Leads to a place in the text and marks it for a moment: a rule beside the lines and a tint over them, drawn in our own root over the page.
 * The page's document, styles and selection stay untouched, which the browser's own highlights would not allow: their colours need a style
 * sheet in the page.
 */
const shownMs = 2400;
const fadeMs = 600;
/** So long at most is waited for the scrolling to end. */
const wayMsMax = 3000;

export function showPlace({ place, root, signal }: { place: Range; root: ShadowRoot; signal: AbortSignal }): void {
  const { ownerDocument: document } = root.host;
  const element = place.startContainer instanceof Element ? place.startContainer : place.startContainer.parentElement;
  const window = document.defaultView;
  if (!element || !window) return;
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' });
  root.querySelector('.here')?.remove();
  const mark = root.ownerDocument.createElement('div');
  mark.className = 'here';
  mark.dataset['theme'] = root.querySelector<HTMLElement>('.dock')?.dataset['theme'] ?? 'light';
  root.append(mark);
  let since = performance.now();
  let topBefore = Number.NaN;
  const giveUp = since + wayMsMax;
  const follow = () => {
    const now = performance.now();
    const { left, top, width, height } = place.getBoundingClientRect();
    // A long way takes its time: the moment begins where it ends.
    if (top !== topBefore && now < giveUp) since = now;
    topBefore = top;
    if (signal.aborted || now > since + shownMs || !mark.isConnected) return mark.remove();
    const start = Math.max(0, left - 12);
    const opacity = isStill ? 1 : Math.min(1, (since + shownMs - now) / fadeMs);
    mark.style.cssText = `left:${start}px;top:${top - 4}px;width:${left + width + 8 - start}px;height:${height + 8}px;opacity:${opacity}`;
    window.requestAnimationFrame(follow);
  };
  follow();
}
