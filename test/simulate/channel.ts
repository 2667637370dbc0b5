/** A way between two places that loses, doubles, delays and so reorders what is sent; and how a careful caller uses it. */
import { hourMs, minuteMs, secondMs } from '#shared/time.ts';
import type { Chance } from './chance.ts';
import type { Clockwork } from './clockwork.ts';

export interface Faults {
  lost: number;
  doubled: number;
  /** Of those delayed, how long at most. */
  delayed: number;
  delayMsMax: number;
}
export const bad: Faults = { lost: 0.15, doubled: 0.15, delayed: 0.3, delayMsMax: 6 * hourMs };
export const good: Faults = { lost: 0, doubled: 0, delayed: 0, delayMsMax: 0 };

export interface Nature {
  chance: Chance;
  clock: Clockwork;
  /** What channels and nodes suffer now. */
  faults: Faults;
  /** How often a node dies between two effects. */
  crashes: number;
}

export function send(nature: Nature, arrive: () => void): void {
  const { chance, clock, faults } = nature;
  const copies = (chance.happens(faults.lost) ? 0 : 1) + (chance.happens(faults.doubled) ? 1 : 0);
  for (let copy = 0; copy < copies; copy++) {
    const delay = chance.happens(faults.delayed) ? chance.below(faults.delayMsMax + 1) : chance.below(2 * secondMs);
    clock.after(delay, arrive);
  }
}

const retryMs = [5 * secondMs, minuteMs, 10 * minuteMs, hourMs] as const;

/**
 * Asks until an answer comes back, with the same words each time. `ask` may be carried out any number of times, at once or late, and gives
 * undefined when the other side was down or died before it answered.
 */
export function callUntilAnswered<T>(nature: Nature, ask: () => T | undefined, answered: (answer: T) => void): void {
  let isAnswered = false;
  const attempt = (tries: number): void => {
    if (isAnswered) return;
    send(nature, () => {
      const answer = ask();
      if (answer === undefined) return;
      send(nature, () => {
        if (isAnswered) return;
        isAnswered = true;
        answered(answer);
      });
    });
    nature.clock.after(retryMs[Math.min(tries, retryMs.length - 1)] ?? hourMs, () => attempt(tries + 1));
  };
  attempt(0);
}
