import { describe, expect, test } from 'vitest';
import { robot } from './robot.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const facts = (method: string, headers: Record<string, string>) => ({ method, header: (name: string) => headers[name] ?? null });

describe('only people count', () => {
  test.each([
    ['a browser', 'GET', { 'user-agent': firefox }, undefined],
    ['a probe without body', 'HEAD', { 'user-agent': firefox }, 'not_get'],
    ['a prefetch', 'GET', { 'user-agent': firefox, 'sec-purpose': 'prefetch' }, 'prefetch'],
    ['a prerender', 'GET', { 'user-agent': firefox, 'sec-purpose': 'prefetch;prerender' }, 'prefetch'],
    ["an old browser's prefetch", 'GET', { 'user-agent': firefox, purpose: 'prefetch' }, 'prefetch'],
    ["a messenger's preview", 'GET', { 'user-agent': firefox, 'x-purpose': 'preview' }, 'prefetch'],
    ['no user agent', 'GET', {}, 'no_user_agent'],
    ['a blank user agent', 'GET', { 'user-agent': '  ' }, 'no_user_agent'],
    ['a search robot', 'GET', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }, 'bot'],
    ['a command line', 'GET', { 'user-agent': 'curl/8.5.0' }, 'bot'],
  ])('%s', (_, method, headers, expected) => {
    expect(robot.find(facts(method, headers as Record<string, string>))).toEqual(expected && { sign: expected });
  });
});
