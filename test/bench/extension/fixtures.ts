/** Pages that are easily disturbed. */
import { article } from '#test/browser/world.ts';

const late = 900;

/**
 * Drawn by a server and taken over by a framework late: it compares what it finds with what it would draw, node by node, and the children
 * of head and body with what was served. A difference is a mismatch, as frameworks report it.
 */
export const hydratedPage = article(`<script>
  const drawn = (node) => node.nodeType === 3 ? node.nodeValue : [node.nodeName, [...node.attributes].map(({ name, value }) => name + value), [...node.childNodes].map(drawn)];
  const tree = () => JSON.stringify([drawn(document.head), drawn(document.body), document.body.getAttributeNames(), document.head.nextElementSibling === document.body]);
  let served = '';
  window.mismatches = 0;
  addEventListener('DOMContentLoaded', () => { served = tree(); });
  addEventListener('load', () => {
    for (const after of [50, ${late}, 2 * ${late}]) setTimeout(() => {
      if (tree() !== served) window.mismatches += 1;
      document.querySelectorAll('p').forEach((p) => { p.onclick = () => undefined; });
    }, after);
  });
</script>`);

/** Changes itself in every frame, and counts what others change. */
export const floodingPage = article(`<ul id="flood"></ul><script>
  window.foreign = 0;
  const flood = document.getElementById('flood');
  new MutationObserver((records) => { for (const record of records) if (!flood.contains(record.target)) window.foreign += 1; })
    .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  const frame = (count) => {
    flood.replaceChildren(...Array.from({ length: 60 }, (_, at) => Object.assign(document.createElement('li'), { textContent: 'row ' + at })));
    if (count < 240) requestAnimationFrame(() => frame(count + 1));
  };
  addEventListener('load', () => frame(0));
</script>`);

/** A page that moves to another address and fills itself anew whenever it is told to. */
export const movingPage = `<!doctype html><html lang="en"><head><title>Lamps</title></head><body><main></main><script>
  const words = ['oak', 'linen', 'brass', 'paper', 'glass', 'cork', 'steel', 'felt'];
  window.moveOn = (count) => {
    const word = words[count % words.length];
    history.pushState({ count }, '', '?page=' + count);
    document.title = 'Three lamps of ' + word;
    const article = document.createElement('article');
    article.innerHTML = '<h1>Three lamps of ' + word + '</h1><p>' + ('A lamp of ' + word + ' stands where you put it, and gives light from the side. ').repeat(12)
      + '</p><a href="http://shop.example/products/' + word + '">the lamp of ' + word + '</a>' + '<p>More of it.</p>'.repeat(200);
    document.querySelector('main').replaceChildren(article);
  };
  window.moveOn(0);
</script></body></html>`;
