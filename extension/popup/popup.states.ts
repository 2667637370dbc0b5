import type { TabState } from '#extension/base/messages.ts';
import { hourMs, minuteMs } from '#shared/time.ts';
import type { LastAction } from './popup.tsx';

const site = 'youtube.com';
export const popupNow = Date.UTC(2026, 10, 3, 15, 40);
const last: LastAction[] = [
  { at: popupNow - 12 * minuteMs, merchant: 'Nordlicht', title: 'Desk lamp, oiled oak, dimmable', way: 'paid' },
  { at: popupNow - 3 * hourMs, merchant: 'Haus & Faden', title: 'Linen lampshade, 30 cm', way: 'plain' },
  { at: popupNow - 50 * hourMs, merchant: '北光家居', title: '橡木护眼台灯', way: 'own' },
];

export interface PopupState {
  state: TabState;
  last: LastAction[];
  creator: string | null;
}
const of = (state: TabState, some: LastAction[] = [], creator: string | null = null): PopupState => ({ state, last: some, creator });
const until = popupNow + 78 * minuteMs;

export const popupStates: Readonly<Record<string, PopupState>> = {
  'no site': of({ kind: 'no_site' }),
  'not agreed': of({ kind: 'not_agreed' }),
  'notes off': of({ kind: 'notes_off' }),
  'permission missing': of({ kind: 'permission_missing', site }),
  'site off': of({ kind: 'site_off', site }, last),
  reading: of({ kind: 'reading', site }),
  unsupported: of({ kind: 'unsupported', site, why: 'not_content' }),
  'creator known': of({ kind: 'unsupported', site, why: 'not_content', creatorKnown: true }),
  'nothing found': of({ kind: 'nothing', site, why: 'no_match' }),
  'one note': of({ kind: 'found', site, notes: 1 }),
  'three notes': of({ kind: 'found', site, notes: 3 }, last),
  'a creator is signed in': of({ kind: 'found', site, notes: 3 }, [], 'Mara Lind'),
  'standing down': of({ kind: 'standing_down', site: 'nordlicht.example', notes: 2, network: 'Awin', until }, last),
  'standing down, nothing found': of({
    kind: 'standing_down',
    site: 'nordlicht.example',
    notes: 0,
    network: 'eBay Partner Network',
    until: until + 24 * hourMs,
  }),
  offline: of({ kind: 'offline', site }),
  refused: of({ kind: 'refused', site, why: 'rate_limited' }),
  'long names': of(
    { kind: 'found', site: 'a-very-long-subdomain.of-an-even-longer-domain-name.example-publishing-house.co.uk', notes: 12 },
    last.map((action) => ({ ...action, title: `${action.title}, with a name that goes on for longer than any popup is wide` })),
  ),
};
