import { embeddedState } from '../embedded-state.ts';
import { looseJson } from '../json.ts';
import { allUnder, at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';

/** The two parts of YouTube's embedded state. */
export interface YoutubeState {
  player?: unknown;
  data?: unknown;
}

/** Reads `ytInitialPlayerResponse` and `ytInitialData`, or a recorded response of either kind. */
export function youtubeState(page: Page): YoutubeState {
  if (page.state !== undefined) return recordedState(page.state);
  return {
    player: embeddedState(page, 'ytInitialPlayerResponse') ?? olderPlayer(page),
    data: embeddedState(page, 'ytInitialData'),
  };
}

/** Until 2020 the player's part was a text inside of another state. */
function olderPlayer(page: Page): unknown {
  const text = textAt(embeddedState(page, 'ytplayer.config'), 'args', 'player_response');
  return text ? looseJson(text) : undefined;
}

/** After navigation inside the page the scripts still speak of the first video: only what is about this one is left. */
export function aboutVideo({ player, data }: YoutubeState, videoId: string): YoutubeState {
  const ofPlayer = textAt(player, 'videoDetails', 'videoId') ?? embedId(player);
  const ofData =
    textAt(data, 'currentVideoEndpoint', 'watchEndpoint', 'videoId') ??
    textAt(data, 'currentVideoEndpoint', 'reelWatchEndpoint', 'videoId') ??
    textAt(data, 'replacementEndpoint', 'reelWatchEndpoint', 'videoId');
  const isPlayerOf = (ofPlayer ?? videoId) === videoId;
  // Data that names no video (a feed, a search) goes with the player's part, if that does.
  const isDataOf = ofData ? ofData === videoId : ofPlayer === videoId && at(data, 'metadata') === undefined;
  return { player: isPlayerOf ? player : undefined, data: isDataOf ? data : undefined };
}

function embedId(player: unknown): string | undefined {
  return /\/embed\/([\w-]{11})/.exec(textAt(player, 'microformat', 'playerMicroformatRenderer', 'embed', 'iframeUrl') ?? '')?.[1];
}

const DATA_KEYS = ['contents', 'engagementPanels', 'header', 'metadata', 'overlay', 'frameworkUpdates', 'onResponseReceivedEndpoints'];

function recordedState(state: unknown): YoutubeState {
  const parts = Array.isArray(state) ? state.slice(0, 10) : [state];
  const find = (isIt: (part: unknown) => boolean) =>
    parts.flatMap((part) => [part, at(part, 'playerResponse'), at(part, 'response')]).find((part) => part !== undefined && isIt(part));
  const isPlayer = (part: unknown) =>
    at(part, 'videoDetails') !== undefined || at(part, 'microformat', 'playerMicroformatRenderer') !== undefined;
  const isData = (part: unknown) => !isPlayer(part) && DATA_KEYS.some((key) => at(part, key) !== undefined);
  return { player: find(isPlayer), data: find(isData) };
}

const KEYS = [
  'videoPrimaryInfoRenderer',
  'videoSecondaryInfoRenderer',
  'slimVideoInformationRenderer',
  'slimOwnerRenderer',
  'videoDescriptionHeaderRenderer',
  'expandableVideoDescriptionBodyRenderer',
  'reelPlayerOverlayRenderer',
  'shortsVideoTitleViewModel',
  'reelChannelBarViewModel',
  'likeButtonViewModel',
  'commentsEntryPointHeaderRenderer',
  'engagementPanelTitleHeaderRenderer',
  'macroMarkersListItemRenderer',
  'chapterRenderer',
  'merchandiseItemRenderer',
  'productListItemRenderer',
  'affiliateDisclaimerText',
  'commentEntityPayload',
] as const;

/** The parts of a watch page's data, wherever its layout (desktop, phone, Shorts) puts them. */
export function partsOf(data: unknown): Record<(typeof KEYS)[number], unknown[]> {
  return allUnder(data, KEYS, { nodesMax: 80_000, foundMax: 150 });
}
