import { textOf } from '../elements.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';
import { plain } from '../words.ts';
import { type Draft, millisOf, numberText } from './said.ts';

/** A live room, from the state where that is of this room (which may have a short number too), else from what is drawn. */
export function liveOf(page: Page, state: unknown, id: string): Draft | undefined {
  const info = at(state, 'roomInfoRes', 'data') ?? at(state, 'data');
  const room = at(info, 'room_info');
  const numbers = [numberText(at(room, 'room_id')), numberText(at(room, 'short_id'))];
  if (!numbers.includes(id)) {
    const drawn = drawnRoom(page, id);
    return drawn?.title !== undefined && drawn.title === textAt(room, 'title') ? undefined : drawn;
  }
  const anchor = at(info, 'anchor_info');
  const status = at(room, 'live_status');
  const description = textAt(room, 'description');
  return {
    kind: 'live',
    url: `https://live.bilibili.com/${numbers[0] ?? id}`,
    contentId: numbers[0] ?? id,
    title: textAt(room, 'title'),
    text: description ? plain(description.slice(0, 20_000)) : undefined,
    published: status === 1 ? millisOf(at(room, 'live_start_time')) : undefined,
    creator: { id: numberText(at(room, 'uid')), name: textAt(anchor, 'base_info', 'uname') },
    // 2 is a loop of older videos.
    isLive: typeof status === 'number' ? status === 1 : undefined,
    counts: { views: at(info, 'watched_show', 'num'), followers: at(anchor, 'relation_info', 'attention') },
  };
}

function drawnRoom({ document }: Page, id: string): Draft | undefined {
  const status = textOf(document, ['#head-info-vm .live-status']);
  const link = document.querySelector('#head-info-vm a.room-owner-username, #head-info-vm a.room-cover')?.getAttribute('href');
  return {
    kind: 'live',
    url: `https://live.bilibili.com/${id}`,
    contentId: id,
    title: textOf(document, ['#head-info-vm .live-title .text', '#head-info-vm .live-title']),
    creator: { id: /space\.bilibili\.com\/(\d+)/.exec(link ?? '')?.[1], name: textOf(document, ['#head-info-vm .room-owner-username']) },
    isLive: status ? status === '直播' || status === '直播中' : undefined,
    counts: { views: textOf(document, ['#head-info-vm .watched-icon + .text', '#head-info-vm .watched']) },
  };
}
