import type { TabState } from '#extension/base/messages.ts';

const site = 'youtube.com';

export const popupStates: Readonly<Record<string, TabState>> = {
  'no site': { kind: 'no_site' },
  'not agreed': { kind: 'not_agreed' },
  'notes off': { kind: 'notes_off' },
  'permission missing': { kind: 'permission_missing', site },
  'site off': { kind: 'site_off', site },
  reading: { kind: 'reading', site },
  unsupported: { kind: 'unsupported', site, why: 'not_content' },
  'nothing found': { kind: 'nothing', site, why: 'no_match' },
  'one note': { kind: 'found', site, notes: 1, standingDownFor: null },
  'three notes': { kind: 'found', site, notes: 3, standingDownFor: null },
  'standing down': { kind: 'found', site: 'nordlicht.example', notes: 2, standingDownFor: 'Awin' },
  offline: { kind: 'offline', site },
  refused: { kind: 'refused', site, why: 'rate_limited' },
  'long site': {
    kind: 'found',
    site: 'a-very-long-subdomain.of-an-even-longer-domain-name.example-publishing-house.co.uk',
    notes: 12,
    standingDownFor: null,
  },
};
