/** A card is seen when half of it was in view for a second, in a window that shows. Each card once. */
const halfSeenMs = 1000;

export interface Impressions {
  observe(cards: Iterable<Element>): void;
}

export function watchImpressions({ signal, onSeen }: { signal: AbortSignal; onSeen: (cardId: string) => void }): Impressions {
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  const observed = new WeakSet<Element>();
  const done = new Set<string>();
  const forget = (card: Element) => {
    clearTimeout(timers.get(card));
    timers.delete(card);
  };
  const seen = (card: Element) => {
    forget(card);
    const id = card.getAttribute('data-note') ?? '';
    if (id === '' || done.has(id) || card.ownerDocument.visibilityState !== 'visible') return;
    done.add(id);
    onSeen(id);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) {
        forget(target);
        if (intersectionRatio >= 0.5)
          timers.set(
            target,
            setTimeout(() => seen(target), halfSeenMs),
          );
      }
    },
    { threshold: [0.5] },
  );
  const stop = () => {
    observer.disconnect();
    for (const card of timers.keys()) forget(card);
  };
  signal.addEventListener('abort', stop, { once: true });
  return {
    observe: (cards) => {
      for (const card of cards) {
        if (observed.has(card)) continue;
        observed.add(card);
        observer.observe(card);
      }
    },
  };
}
