import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { drawnComments } from './comments.ts';

test('comments are read inside of open components, and what is closed or empty has none', () => {
  const { document } = parseHTML('<html><body><bili-comments></bili-comments></body></html>');
  const open = (within: { querySelector: (name: string) => unknown }, name: string, html: string) => {
    const host = within.querySelector(name) as Element;
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = html;
    return root;
  };
  const thread = '<bili-comment-thread-renderer></bili-comment-thread-renderer>';
  const list = open(document, 'bili-comments', thread);
  const comment = open(
    open(list, 'bili-comment-thread-renderer', '<bili-comment-renderer></bili-comment-renderer>'),
    'bili-comment-renderer',
    [
      '<bili-comment-user-info></bili-comment-user-info><bili-rich-text></bili-rich-text>',
      '<bili-comment-action-buttons-renderer></bili-comment-action-buttons-renderer>',
    ].join(''),
  );
  open(comment, 'bili-comment-user-info', '<div id="user-name"><a>示例甲</a></div>');
  open(comment, 'bili-rich-text', '<p id="contents">想要<b>链接</b></p>');
  open(
    comment,
    'bili-comment-action-buttons-renderer',
    '<div id="pubdate">2026-01-06 08:00</div><div id="like"><button><span id="count">3</span></button></div>',
  );
  expect(drawnComments(document)).toEqual([{ author: '示例甲', text: '想要链接', at: '2026-01-06 08:00', likes: '3' }]);
  expect(drawnComments(parseHTML('<bili-comments></bili-comments>').document)).toEqual([]);
});
