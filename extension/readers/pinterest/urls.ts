import type { UrlExamples } from '../reader.ts';

/** On the country's own domain or under its name: `pinterest.co.uk`, `de.pinterest.com`. */
const HOST = /(?:^|\.)pinterest\.[a-z]{2,3}(?:\.[a-z]{2})?$|^pin\.it$/;

export function isPinterest(url: URL): boolean {
  return HOST.test(url.hostname) && /^https?:$/.test(url.protocol);
}

/** The pin's number: `/pin/123/` or `/pin/its-words--123/`. */
export function pinIdIn(pathname: string): string | undefined {
  return /^\/pin\/(?:[^/]*--)?(\d{5,25})(?:\/|$)/.exec(pathname)?.[1];
}

const isKind = (isPin: boolean) => (url: URL) => isPinterest(url) && (pinIdIn(url.pathname) !== undefined) === isPin;

export const pinterestExamples: UrlExamples[] = [
  {
    matches: isKind(true),
    examples: [
      'https://www.pinterest.com/pin/100000000000000001/',
      'https://www.pinterest.com/pin/100000000000000001',
      'https://www.pinterest.co.uk/pin/a-swan-kettle--100000000000000001/',
      'https://de.pinterest.com/pin/100000000000000001/?nic_v3=1',
      'https://www.pinterest.com.mx/pin/100000000000000001/sent/?invite_code=x',
      'https://pinterest.de/pin/100000000000000001/',
    ],
  },
  {
    matches: isKind(false),
    examples: [
      'https://www.pinterest.com/',
      'https://www.pinterest.com/demomaker/',
      'https://www.pinterest.com/demomaker/kitchen/',
      'https://www.pinterest.com/ideas/kettle/900000000000/',
      'https://www.pinterest.com/search/pins/?q=kettle',
      'https://www.pinterest.com/pin/create/button/',
      'https://pin.it/abcDEF123',
      'https://help.pinterest.com/en/article/save-pins',
    ],
  },
];
