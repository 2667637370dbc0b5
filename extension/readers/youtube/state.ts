import { jsonAt, looseJson } from '../json.ts';
import { readerLimits as limits } from '../limits.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';

/** The two parts of YouTube's embedded state, where they belong to the video that the address names. */
export interface YoutubeState {
  player?: unknown;
  data?: unknown;
}

/** Reads `ytInitialPlayerResponse` and `ytInitialData`, or a recorded response of either kind. */
export function youtubeState(page: Page, videoId: string | undefined): YoutubeState {
  const state = page.state === undefined ? embeddedState(page) : recordedState(page.state);
  if (!videoId) return state;
  return {
    player: isAbout(videoId, [textAt(state.player, 'videoDetails', 'videoId'), embedId(state.player)]) ? state.player : undefined,
    data: isAbout(videoId, [textAt(state.data, 'currentVideoEndpoint', 'watchEndpoint', 'videoId')]) ? state.data : undefined,
  };
}

/** After navigation inside the page the scripts still speak of the first video. */
function isAbout(videoId: string, stated: readonly (string | undefined)[]): boolean {
  return stated.every((id) => id === undefined || id === videoId);
}

function embedId(player: unknown): string | undefined {
  return /\/embed\/([\w-]{11})/.exec(textAt(player, 'microformat', 'playerMicroformatRenderer', 'embed', 'iframeUrl') ?? '')?.[1];
}

function recordedState(state: unknown): YoutubeState {
  const isPlayer = at(state, 'videoDetails') !== undefined || at(state, 'microformat', 'playerMicroformatRenderer') !== undefined;
  return isPlayer ? { player: state } : { data: state };
}

function embeddedState({ document }: Page): YoutubeState {
  const found: YoutubeState = {};
  const scripts = document.querySelectorAll('script');
  for (let index = 0; index < scripts.length && index < 200; index += 1) {
    const text = scripts[index]?.textContent ?? '';
    if (!found.player) found.player = assigned(text, 'ytInitialPlayerResponse');
    if (!found.data) found.data = assigned(text, 'ytInitialData');
    if (found.player && found.data) break;
  }
  return found;
}

function assigned(script: string, name: string): unknown {
  const [match] = script.length > limits.stateBytes ? [] : (new RegExp(`\\b${name}["'\\]]{0,2}\\s*=\\s*(?=\\{)`).exec(script) ?? []);
  if (match === undefined) return undefined;
  const json = jsonAt(script, script.indexOf(match) + match.length, limits.stateBytes);
  return json ? looseJson(json) : undefined;
}
