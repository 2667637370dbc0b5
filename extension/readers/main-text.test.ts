import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { mainBlocks, mainText } from './main-text.ts';
import { survey } from './survey.ts';

const seen = (body: string) =>
  survey({ document: parseHTML(`<html><body>${body}</body></html>`).document, url: new URL('https://a.example/') });
const long = 'A kettle is a pot for boiling water, with a lid, a spout and a handle. '.repeat(12);

test('text is the content, without frame, comments and crumbs', () => {
  const page = seen(
    `<nav><p>Menu of the whole site, which is rather long indeed.</p></nav><main><h1>Kettles</h1><span>Share</span><p>${long}</p></main><div class="comments"><p>${long}</p></div><script>var p = 'script';</script><style>p{}</style>`,
  );
  expect(mainText(mainBlocks(page, page.blocks.find(({ tag }) => tag === 'h1')?.order))).toBe(`Kettles\n${long.trim()}`);
});

test('where nothing is marked as content, long paragraphs are', () => {
  const page = seen(`<div class="sidebar-wrap"><p>${long}</p></div>`);
  expect(mainText(mainBlocks(page, undefined))).toBe(long.trim());
});

test('text ends at the limit of a snapshot', () => {
  const page = seen(`<main>${`<p>${long}</p>`.repeat(100)}</main>`);
  expect(mainText(mainBlocks(page, undefined)).length).toBeLessThanOrEqual(5000);
  expect(mainText(mainBlocks(seen(''), undefined))).toBe('');
});
