import type { Reader } from '../reader.ts';
export const youtubeReader: Reader = { name: 'youtube', platform: 'youtube', place: [], matches: () => false, read: () => undefined };
