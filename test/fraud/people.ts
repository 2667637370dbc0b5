/** A labelled world: what honest people, bots, farms, self-buyers, refunders and ad buyers do. It knows nothing of the rules. */
import type { Id } from '#shared/ids.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '#shared/time.ts';
import { day0, idFor } from '#test/harness/book.ts';
import type { Chance } from '#test/simulate/chance.ts';

export const kinds = ['honest', 'bot', 'farm', 'self_buyer', 'refunder', 'ad_buyer'] as const;
export type Kind = (typeof kinds)[number];

/** A click, and the order that it leads to, if any. */
export interface Visit {
  kind: Kind;
  creatorId: Id<'crt'>;
  product: number;
  clickedAt: number;
  visitor: string;
  network: string;
  agent: string;
  adSign: string | null;
  /** The same card opened again, or another one of the same product, so much later. */
  againAfterMs: number | null;
  order: {
    placedAt: number;
    netMinor: number;
    isCreatorsEmail: boolean;
    emailDomain: string;
    refundedAt: number | null;
  } | null;
}
export interface FraudWorld {
  visits: Visit[];
  /** Networks from which each creator signs in. */
  places: ReadonlyMap<Id<'crt'>, string>;
}

const days = 60;
const honestCreators = 40;
const returnWindowDays = 30;
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

export function fraudWorld(chance: Chance): FraudWorld {
  const places = new Map<Id<'crt'>, string>();
  const visits: Visit[] = [];
  for (let number = 1; number <= honestCreators; number++) {
    const creatorId = idFor('crt', number);
    // One in four works where many do: an office, a campus, a carrier.
    places.set(creatorId, chance.happens(0.25) ? `shared ${chance.below(8)}` : `home of ${number}`);
    visits.push(...honestVisits(chance, creatorId, number));
  }
  const frauds: readonly [Kind, number][] = [
    ['bot', 3],
    ['farm', 4],
    ['self_buyer', 12],
    ['refunder', 4],
    ['ad_buyer', 4],
  ];
  let number = honestCreators;
  for (const [kind, many] of frauds)
    for (let at = 0; at < many; at++) {
      const creatorId = idFor('crt', ++number);
      places.set(creatorId, `home of ${number}`);
      visits.push(...fraudVisits(chance, kind, creatorId, number));
    }
  return { visits: visits.sort((a, b) => a.clickedAt - b.clickedAt), places };
}

const anyTime = (chance: Chance, day: number): number => day0 + day * dayMs + Math.floor(chance.next() * dayMs);

function visit(chance: Chance, kind: Kind, creatorId: Id<'crt'>, changes: Partial<Visit>): Visit {
  const person = chance.below(1_000_000_000);
  return {
    kind,
    creatorId,
    product: chance.below(6),
    clickedAt: day0,
    visitor: `visitor ${person}`,
    network: `home ${person}`,
    agent: firefox,
    adSign: null,
    againAfterMs: null,
    order: null,
    ...changes,
  };
}

function honestVisits(chance: Chance, creatorId: Id<'crt'>, number: number): Visit[] {
  const visits: Visit[] = [];
  const perDay = chance.between(10, 40);
  // One creator in ten has a post that goes round.
  const viralDay = number % 10 === 0 ? chance.between(20, 50) : -1;
  for (let day = 0; day < days; day++)
    for (let at = 0; at < (day === viralDay ? 1500 : perDay); at++) {
      const clickedAt = day === viralDay ? day0 + day * dayMs + 18 * hourMs + Math.floor(chance.next() * 3 * hourMs) : anyTime(chance, day);
      const shared = chance.happens(0.15) ? chance.below(8) : null;
      visits.push(
        visit(chance, 'honest', creatorId, {
          clickedAt,
          // Phones of one model behind one carrier cannot be told apart.
          ...(shared !== null && { network: `shared ${shared}`, visitor: `phone ${shared} ${chance.below(60)}` }),
          againAfterMs: chance.happens(0.1) ? chance.between(5, 3600) * secondMs : null,
          adSign: null,
          order: chance.happens(0.035) ? honestOrder(chance, clickedAt) : null,
        }),
      );
    }
  return visits;
}

function honestOrder(chance: Chance, clickedAt: number): NonNullable<Visit['order']> {
  // Most within the hour, the fastest with a stored payment after eight seconds, some after days.
  const after = chance.happens(0.01)
    ? chance.between(8, 20) * secondMs
    : chance.happens(0.7)
      ? chance.between(40, 3600) * secondMs
      : chance.between(1, 20) * dayMs;
  const placedAt = clickedAt + after;
  return {
    placedAt,
    netMinor: chance.between(900, 25_000),
    isCreatorsEmail: false,
    emailDomain: chance.happens(0.001) ? 'mailinator.com' : 'mail.example',
    refundedAt: chance.happens(0.06) ? placedAt + chance.between(1, returnWindowDays - 1) * dayMs : null,
  };
}

function fraudVisits(chance: Chance, kind: Kind, creatorId: Id<'crt'>, number: number): Visit[] {
  const order = (placedAt: number, changes: Partial<NonNullable<Visit['order']>> = {}) => ({
    placedAt,
    netMinor: chance.between(3_000, 40_000),
    isCreatorsEmail: false,
    emailDomain: 'mail.example',
    refundedAt: null,
    ...changes,
  });
  switch (kind) {
    case 'bot':
      // A third says what it is; the others look like browsers, click without end and pay within seconds.
      return Array.from({ length: 900 }, (_, at) => {
        const clickedAt = anyTime(chance, 10) + at * 7 * secondMs;
        if (at % 3 === 0) return visit(chance, kind, creatorId, { clickedAt, agent: googlebot });
        const machine = { visitor: `machine ${number}`, network: `rack ${number}` };
        return visit(chance, kind, creatorId, {
          clickedAt: day0 + 10 * dayMs + at * 7 * secondMs,
          ...machine,
          order: at % 12 === 1 ? order(day0 + 10 * dayMs + at * 7 * secondMs + chance.between(1, 4) * secondMs) : null,
        });
      });
    case 'farm': {
      // Thirty devices in shifts; nearly every click buys with somebody else's card, a person's time after it.
      const visits: Visit[] = [];
      for (let shift = 0; shift < 6; shift++) {
        const begins = day0 + (20 + shift * 3) * dayMs + 9 * hourMs;
        for (let at = 0; at < 40; at++) {
          const clickedAt = begins + Math.floor(chance.next() * 40 * minuteMs);
          const device = chance.below(30);
          visits.push(
            visit(chance, kind, creatorId, {
              clickedAt,
              visitor: `device ${number} ${device}`,
              network: `farm ${number}`,
              order: chance.happens(0.85)
                ? order(clickedAt + chance.between(30, 900) * secondMs, {
                    emailDomain: chance.happens(0.4) ? 'mailinator.com' : 'mail.example',
                  })
                : null,
            }),
          );
        }
      }
      return visits;
    }
    case 'self_buyer':
      return Array.from({ length: 6 }, () => {
        const clickedAt = anyTime(chance, chance.below(days));
        const isAtHome = chance.happens(0.85);
        return visit(chance, kind, creatorId, {
          clickedAt,
          ...(isAtHome && { network: `home of ${number}`, visitor: `laptop of ${number}` }),
          order: order(clickedAt + chance.between(30, 1800) * secondMs, { isCreatorsEmail: chance.happens(0.7) }),
        });
      });
    case 'refunder':
      return Array.from({ length: 60 }, () => {
        const clickedAt = anyTime(chance, chance.below(20));
        const placedAt = clickedAt + chance.between(60, 3600) * secondMs;
        const refundedAt = chance.happens(0.9) ? placedAt + chance.between(2, returnWindowDays - 1) * dayMs : null;
        return visit(chance, kind, creatorId, { clickedAt, order: order(placedAt, { refundedAt }) });
      });
    case 'ad_buyer':
      return Array.from({ length: 400 }, () => {
        const clickedAt = anyTime(chance, chance.below(days));
        // Some know how to strip the parameter.
        return visit(chance, kind, creatorId, {
          clickedAt,
          adSign: chance.happens(0.97) ? 'gclid' : null,
          order: chance.happens(0.04) ? order(clickedAt + chance.between(40, 3600) * secondMs) : null,
        });
      });
    case 'honest':
      return [];
  }
}
