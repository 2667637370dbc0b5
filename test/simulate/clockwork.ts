/** A world's time: what is due next happens next. Nothing here waits. */
export interface Clockwork {
  now: () => number;
  after: (ms: number, work: () => void) => void;
  /** Until nothing is due before `until`; then it is `until`. */
  runUntil: (until: number) => void;
}

interface Due {
  at: number;
  place: number;
  work: () => void;
}

export function clockworkFrom(start: number): Clockwork {
  const heap: Due[] = [];
  let now = start;
  let place = 0;
  return {
    now: () => now,
    after: (ms, work) => push(heap, { at: now + Math.max(0, Math.round(ms)), place: place++, work }),
    runUntil: (until) => {
      for (let next = heap[0]; next && next.at <= until; next = heap[0]) {
        pop(heap);
        now = next.at;
        next.work();
      }
      now = until;
    },
  };
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.place < b.place);

function push(heap: Due[], due: Due): void {
  heap.push(due);
  for (let at = heap.length - 1; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!swapped(heap, parent, at)) return;
    at = parent;
  }
}

function pop(heap: Due[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  heap[0] = last;
  for (let at = 0; ; ) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    for (const child of [left, right]) {
      const [best, candidate] = [heap[least], heap[child]];
      if (best && candidate && isBefore(candidate, best)) least = child;
    }
    if (least === at) return;
    swapped(heap, at, least);
    at = least;
  }
}

function swapped(heap: Due[], upper: number, lower: number): boolean {
  const [above, below] = [heap[upper], heap[lower]];
  if (!above || !below || !isBefore(below, above)) return false;
  heap[upper] = below;
  heap[lower] = above;
  return true;
}
