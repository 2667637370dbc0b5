import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchNavigation } from './watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that moves without loading: a document, its window's address and its navigation object. */
function aPage() {
  const view = Object.assign(new EventTarget(), { location: { href: 'https://a.example/one' }, navigation: new EventTarget() });
  const page = Object.assign(new EventTarget(), { defaultView: view, hidden: false });
  const told: string[] = [];
  const stay = new AbortController();
  watchNavigation({ document: page as unknown as Document, signal: stay.signal, onNavigate: (url) => told.push(url.href) });
  return { view, page, told, stay };
}

test.each([
  ['the page says that it navigated', ({ page }: ReturnType<typeof aPage>) => page.dispatchEvent(new Event('yt-navigate-finish'))],
  ['the Navigation API says so', ({ view }: ReturnType<typeof aPage>) => view.navigation.dispatchEvent(new Event('currententrychange'))],
  ['somebody goes back', ({ view }: ReturnType<typeof aPage>) => view.dispatchEvent(new Event('popstate'))],
  ['nobody says anything', () => vi.advanceTimersByTime(1000)],
])('a new address is told once when %s', (_, tell) => {
  const here = aPage();
  here.view.location.href = 'https://a.example/two';
  tell(here);
  tell(here);
  vi.advanceTimersByTime(5000);
  expect(here.told).toEqual(['https://a.example/two']);
});

test('a jump within the page and an event without a new address are no navigation', () => {
  const here = aPage();
  here.view.location.href = 'https://a.example/one#part';
  here.page.dispatchEvent(new Event('yt-navigate-finish'));
  vi.advanceTimersByTime(5000);
  expect(here.told).toEqual([]);
});

test('two moves in quick succession are told as the last one', () => {
  const here = aPage();
  here.view.location.href = 'https://a.example/two';
  here.view.dispatchEvent(new Event('popstate'));
  here.view.location.href = 'https://a.example/three';
  here.view.dispatchEvent(new Event('popstate'));
  vi.advanceTimersByTime(5000);
  expect(here.told).toEqual(['https://a.example/three']);
});

test('a page in the background is not looked at, and nothing is told after leaving', () => {
  const here = aPage();
  here.page.hidden = true;
  here.view.location.href = 'https://a.example/two';
  vi.advanceTimersByTime(5000);
  expect(here.told).toEqual([]);
  here.stay.abort();
  here.page.hidden = false;
  here.view.dispatchEvent(new Event('popstate'));
  vi.advanceTimersByTime(5000);
  expect(here.told).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
