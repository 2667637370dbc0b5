/**
 * Whether a button stood in plain sight: in view, still, uncovered, opaque and untransformed. A page can lay things over the notes, fade or
 * shift them; a click counts for nobody unless the person could see what was clicked.
 */
export interface ClearWatch {
  /** Looks again while `on`; what was seen before is forgotten when it goes off. */
  watch(on: boolean): void;
  /** @param at the pointer, or null for a key press. */
  clearOf(button: Element, at: { x: number; y: number } | null): { clearMs: number; clearNow: boolean };
}

const everyMs = 100;
const stillPx = 2;

interface Sight {
  since: number;
  left: number;
  top: number;
}

export function watchClear({ host, root, signal }: { host: HTMLElement; root: ShadowRoot; signal: AbortSignal }): ClearWatch {
  const sights = new Map<Element, Sight>();
  const painted = paintedWatch(signal);
  let timer: ReturnType<typeof setInterval> | undefined;

  // The panel has to stand still, not the button: only the person can scroll inside of it.
  const standing = () => (root.querySelector('.panel') ?? host).getBoundingClientRect();
  const isStill = (sight: Sight, { left, top }: DOMRect) => Math.abs(sight.left - left) <= stillPx && Math.abs(sight.top - top) <= stillPx;
  const look = () => {
    const box = standing();
    for (const button of root.querySelectorAll('[data-paid]')) {
      painted.observe(button);
      const before = sights.get(button);
      if (!painted.isVisible(button) || !isClear({ host, root, button, at: null })) sights.delete(button);
      else if (!before || !isStill(before, box)) sights.set(button, { since: performance.now(), left: box.left, top: box.top });
    }
  };
  const watch = (on: boolean) => {
    clearInterval(timer);
    timer = undefined;
    sights.clear();
    if (!on || signal.aborted) return;
    timer = setInterval(look, everyMs);
    look();
  };
  signal.addEventListener('abort', () => watch(false), { once: true });
  return {
    watch,
    clearOf: (button, at) => {
      const sight = sights.get(button);
      const clearNow =
        sight !== undefined && isStill(sight, standing()) && painted.isVisible(button) && isClear({ host, root, button, at });
      return { clearMs: sight ? performance.now() - sight.since : 0, clearNow };
    },
  };
}

/** Where the browser tells what was really painted (nothing drawn over it, no filter, no fading), it is believed; else it is not asked. */
function paintedWatch(signal: AbortSignal) {
  const isKnown = typeof IntersectionObserverEntry !== 'undefined' && 'isVisible' in IntersectionObserverEntry.prototype;
  if (!isKnown) return { observe: () => undefined, isVisible: () => true };
  const visible = new WeakMap<Element, boolean>();
  const seen = new WeakSet<Element>();
  const options = { trackVisibility: true, delay: everyMs, threshold: [0.5, 0.99] } as IntersectionObserverInit;
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) visible.set(entry.target, (entry as IntersectionObserverEntry & { isVisible: boolean }).isVisible);
  }, options);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return {
    observe: (button: Element) => {
      if (seen.has(button)) return;
      seen.add(button);
      observer.observe(button);
    },
    isVisible: (button: Element) => visible.get(button) ?? false,
  };
}

interface Point {
  x: number;
  y: number;
}

interface Question {
  host: HTMLElement;
  root: ShadowRoot;
  button: Element;
  at: Point | null;
}

function isClear({ host, root, button, at }: Question): boolean {
  const { ownerDocument: document } = host;
  const box = button.getBoundingClientRect();
  const { innerWidth, innerHeight } = document.defaultView ?? { innerWidth: 0, innerHeight: 0 };
  if (document.visibilityState !== 'visible' || box.width < 40 || box.height < 20) return false;
  if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) return false;
  const inset = 6;
  const points = [
    { x: box.left + box.width / 2, y: box.top + box.height / 2 },
    { x: box.left + inset, y: box.top + inset },
    { x: box.right - inset, y: box.top + inset },
    { x: box.left + inset, y: box.bottom - inset },
    { x: box.right - inset, y: box.bottom - inset },
    ...(at ? [at] : []),
  ];
  const isOnTop = ({ x, y }: Point) => document.elementFromPoint(x, y) === host && button.contains(root.elementFromPoint(x, y));
  return points.every(isOnTop) && areTermsClear({ host, root, button }) && isPlain(host);
}

/**
 * The label, who earns and the benefit stand on the same note as the button; a page may not cover them either. What the person scrolled
 * out of the panel is not asked about: only they can.
 */
function areTermsClear({ host, root, button }: Omit<Question, 'at'>): boolean {
  const terms = [...root.querySelectorAll('[data-terms]')].filter((each) => isSameNote(each, button));
  const panel = root.querySelector('.panel')?.getBoundingClientRect();
  if (terms.length === 0 || !panel) return false;
  // What lies over them inside of the root is ours: the head of the panel, while somebody scrolls.
  const isOurs = ({ x, y }: Point) => host.ownerDocument.elementFromPoint(x, y) === host;
  return terms.every((each) => pointsAlong(each, panel).every(isOurs));
}

const isSameNote = (terms: Element, button: Element): boolean => terms.getAttribute('data-terms') === button.getAttribute('data-paid');
const lineHeight = 20;

/** Along its first and its last line, as far as they are inside of the panel. */
function pointsAlong(element: Element, panel: DOMRect): Point[] {
  const lines = [...element.getClientRects()].flatMap((box) => {
    const inset = Math.min(box.height, lineHeight) / 2;
    return [box.top + inset, box.bottom - inset].map((y) => ({ left: box.left, width: box.width, y }));
  });
  return lines
    .flatMap(({ left, width, y }) => [0.02, 0.25, 0.5, 0.75, 0.98].map((share) => ({ x: left + width * share, y })))
    .filter(({ x, y }) => x > panel.left && x < panel.right && y > panel.top && y < panel.bottom);
}

/** The host and everything above it look as they are: nothing fades, moves, clips or filters them. */
function isPlain(host: HTMLElement): boolean {
  for (let element: HTMLElement | null = host; element; element = element.parentElement) {
    const style = getComputedStyle(element);
    const isNone = [
      style.transform,
      style.scale,
      style.rotate,
      style.translate,
      style.filter,
      style.clipPath,
      style.maskImage,
      style.perspective,
    ];
    if (Number(style.opacity) !== 1 || style.visibility !== 'visible' || style.mixBlendMode !== 'normal') return false;
    if (!isNone.every((value) => value === '' || value === undefined || value === 'none')) return false;
  }
  return true;
}
