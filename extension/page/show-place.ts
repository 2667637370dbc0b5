/**
 * Leads to a place in the text and marks it for a moment: a rule beside the lines and a tint over them, drawn in our own root over the page.
 * The page's document, styles and selection stay untouched, which the browser's own highlights would not allow: their colours need a style
 * sheet in the page.
 */
const shownMs = 2400;

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
  root.append(mark);
  const until = performance.now() + shownMs;
  const follow = () => {
    if (signal.aborted || performance.now() > until || !mark.isConnected) return mark.remove();
    const { left, top, width, height } = place.getBoundingClientRect();
    mark.style.cssText = `left:${left - 12}px;top:${top - 4}px;width:${width + 20}px;height:${height + 8}px`;
    window.requestAnimationFrame(follow);
  };
  follow();
}
