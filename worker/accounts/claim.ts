/** What a claim names: a handle as people write or paste it, or a host. Pure. */
import { handleKey, type Platform } from '#shared/platforms.ts';

export interface ClaimedHandle {
  /** As it is shown. */
  handle: string;
  /** As it is compared. */
  key: string;
}

const handlePattern = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;

/** Takes `@name`, `name`, a YouTube channel id or the address of a profile; undefined when it is none of them. */
export function claimedHandle(platform: Platform, text: string): ClaimedHandle | undefined {
  if (platform === 'web') {
    const host = claimedHost(text);
    return host === undefined ? undefined : { handle: host, key: handleKey('web', host) };
  }
  const name = (nameInAddress(platform, text) ?? text).trim().replace(/^@/, '');
  if (!handlePattern.test(name)) return undefined;
  const isChannelId = platform === 'youtube' && /^UC[\w-]{22}$/.test(name);
  return { handle: platform === 'youtube' && !isChannelId ? `@${name}` : name, key: handleKey(platform, name) };
}

/** The host of an address or name, as `new URL(…).host` has it: lower case, ASCII, without a final dot; undefined when it is none. */
export function claimedHost(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const url = /[\s\\@]/.test(text) ? null : URL.parse(address);
  return url?.host.replace(/\.(?=:|$)/, '') || undefined;
}

/** The part of a profile's address that names the profile: the first of its path, or what follows `channel`, `user` or `profile`. */
function nameInAddress(platform: Platform, text: string): string | undefined {
  const url = /^(https?:\/\/|www\.|m\.)/i.test(text.trim()) ? URL.parse(text.trim().replace(/^(?!https?:)/i, 'https://')) : null;
  if (!url?.hostname.split('.').includes(platform)) return undefined;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const at = parts.findIndex((part) => !['channel', 'user', 'profile', 'c'].includes(part));
  return at === -1 ? undefined : decode(parts[at] ?? '');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
