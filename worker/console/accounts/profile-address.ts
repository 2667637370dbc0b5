/** Where a handle's profile is, for platforms whose addresses follow from the handle; undefined for the others. */
import type { Platform } from '#shared/platforms.ts';

export function profileAddress(platform: Platform, handle: string): string | undefined {
  const name = encodeURIComponent(handle.replace(/^@/, ''));
  switch (platform) {
    case 'youtube':
      return /^UC[\w-]{22}$/.test(handle) ? `https://www.youtube.com/channel/${name}` : `https://www.youtube.com/@${name}`;
    case 'tiktok':
      return `https://www.tiktok.com/@${name}`;
    case 'instagram':
      return `https://www.instagram.com/${name}/`;
    case 'pinterest':
      return `https://www.pinterest.com/${name}/`;
    case 'reddit':
      return `https://www.reddit.com/user/${name}`;
    default:
      return undefined;
  }
}
