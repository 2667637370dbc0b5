import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKey, hostListed, plainHttpsUrl } from './address.ts';

const rules = { localHosts: ['127.0.0.1:8790', 'localhost:8790'] };
const verified = ['shop.example', 'xn--bcher-kva.example', '127.0.0.1:8790'];
/** As a redirect decides: where the text leads among the verified hosts, or nowhere. */
const leads = (text: string): string | undefined => {
  const url = plainHttpsUrl(text, rules);
  return url && hostListed(url, verified) ? url.href : undefined;
};

describe('a plain address of a verified host is kept', () => {
  test.each([
    ['as it is', 'https://shop.example/p/1?colour=red#top', 'https://shop.example/p/1?colour=red#top'],
    ['without a path', 'https://shop.example', 'https://shop.example/'],
    ['whatever the case', 'HTTPS://Shop.Example/P', 'https://shop.example/P'],
    ['with the port that https has anyway', 'https://shop.example:443/p', 'https://shop.example/p'],
    ['with a query only', 'https://shop.example?id=1', 'https://shop.example/?id=1'],
    ['with letters beyond ASCII in the path', 'https://shop.example/ärmel', 'https://shop.example/%C3%A4rmel'],
    ['with another address in the query', 'https://shop.example/?to=https://evil.example', 'https://shop.example/?to=https://evil.example'],
    ['with an @ in the path', 'https://shop.example/@evil.example', 'https://shop.example/@evil.example'],
    ['with two slashes in the path', 'https://shop.example//evil.example', 'https://shop.example//evil.example'],
    ['under an international name in its ASCII form', 'https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/'],
    ['on this machine, over http', 'http://127.0.0.1:8790/p', 'http://127.0.0.1:8790/p'],
  ])('%s', (_, text, href) => expect(leads(text)).toBe(href));
});

const oddCharacters =
  '\t \n \r   \u0000 \u0001 \u001f \u007f \u0085 \u00a0 \u00ad \u061c \u180e \u200b \u200d \u200e \u2028 \u2029 \u202e \u2060 \u2066 \u3000 \ufeff \ud800';
const hidden = ['\t', '\n', '\r', ' ', ...oddCharacters.split(/[\t\n\r ]+/).filter((character) => character !== '')];
const placed = hidden.flatMap((character) =>
  [
    `${character}https://shop.example/p`,
    `ht${character}tps://shop.example/p`,
    `https:${character}//shop.example/p`,
    `https://sh${character}op.example/p`,
    `https://shop.example${character}.evil.example/p`,
    `https://shop.example/p${character}`,
  ].map((text): [string, string] => [`${JSON.stringify(character)} in ${JSON.stringify(text)}`, text]),
);

const corpus: [string, string][] = [
  ...`javascript:alert(1)
    JaVaScRiPt:alert(1)
    javascript://shop.example/%0aalert(1)
    javascript:alert(1)//https://shop.example
    data:text/html,https://shop.example
    vbscript:msgbox
    file:///etc/passwd
    file://shop.example/p
    ftp://shop.example/p
    blob:https://shop.example/p
    view-source:https://shop.example/p
    feed:https://shop.example/p
    about:blank
    mailto:sales@shop.example
    tel:123
    ws://shop.example/
    wss://shop.example/
    intent://shop.example/#Intent;scheme=https;end
    chrome://settings
    filesystem:https://shop.example/p
    http://shop.example/p
    HTTP://shop.example/p
    http://shop.example:443/p
    shop.example
    shop.example/p
    www.shop.example
    /p
    p
    ?https://shop.example
    #https://shop.example
    //shop.example/p
    //evil.example/p
    ///evil.example
    ////evil.example
    /\\evil.example
    \\\\evil.example
    \\/evil.example
    /\\/evil.example
    https:shop.example
    https:/shop.example
    https:///shop.example
    https:////shop.example
    https:evil.example
    https:/evil.example
    https:///evil.example
    https:\\\\shop.example
    https:/\\shop.example
    https:\\/shop.example
    https://\\shop.example
    https:/\\evil.example
    https://\\evil.example
    https://shop.example\\evil.example
    https://shop.example\\.evil.example
    https://shop.example\\@evil.example
    https://evil.example\\@shop.example
    https://evil.example\\.shop.example
    https://shop.example/p\\q
    https://user@shop.example/
    https://user:word@shop.example/
    https://@shop.example/
    https://:@shop.example/
    https://shop.example@evil.example/
    https://shop.example:443@evil.example/
    https://shop.example%40evil.example/
    https://evil.example@shop.example/
    https://evil.example%2f@shop.example/
    https://evil.example%5c@shop.example/
    https://evil.example#@shop.example/
    https://evil.example?@shop.example/
    https://evil.example/@shop.example/
    https://evil.example;@shop.example/
    https://shop.example&@evil.example/
    https://shop.example.evil.example/
    https://shop.example-evil.example/
    https://evilshop.example/
    https://evil-shop.example/
    https://evil.shop.example/
    https://www.shop.example/
    https://shop.examples/
    https://shop.exampl/
    https://shopexample/
    https://shop.example./
    https://shop.example../
    https://.shop.example/
    https://shop..example/
    https://-shop.example/
    https://shop-.example/
    https://shop_.example/
    https://shop.example,evil.example/
    https://shop.example;evil.example/
    https://shop.example&evil.example/
    https://shop.example|evil.example/
    https://shop.example<evil.example/
    https://shop.example^evil.example/
    https://shop.example[evil.example]/
    https://*.example/
    https://shop.example:444/
    https://shop.example:80/
    https://shop.example:99999/
    https://shop.example:-1/
    https://shop.example:443.evil.example/
    https://shop.example:x/
    https://evil.example/https://shop.example/
    https://evil.example/?to=https://shop.example/
    https://evil.example/#https://shop.example/
    https://shop%2eexample/
    https://shop.example%2eevil.example/
    https://shop.example%252eevil.example/
    https://%73hop.example/
    https://shop.example%00.evil.example/
    https://shop.example%0d%0alocation:evil.example/
    https://shop.example%09.evil.example/
    https://shop.example%5cevil.example/
    https://shop.example%2fevil.example/
    https://shop.example%23.evil.example/
    https://shop.example%3f.evil.example/
    %68ttps://shop.example/
    https%3a%2f%2fshop.example/
    https:%2f%2fshop.example/
    https:%5c%5cshop.example/
    https://ѕhop.example/
    https://shоp.example/
    https://shop.ехample/
    https://ｓｈｏｐ.example/
    https://ⓢhop.example/
    https://ſhop.example/
    https://𝐬hop.example/
    https://shop。example/
    https://shop．example/
    https://shop｡example/
    https://shop.example／evil.example/
    https://shop.example＃.evil.example/
    https://shop.example？.evil.example/
    https://shop.example＠evil.example/
    https://shop.example：443/
    https://shop.exampleª/
    https://evil.ca℀shop.example/
    https://bücher.example/
    https://BÜCHER.example/
    https://xn--shp-wmc.example/
    https://xn--bcher-kva.example.evil.example/
    https://127.0.0.1/
    https://127.1/
    https://2130706433/
    https://0x7f000001/
    https://0x7f.1/
    https://0177.0.0.1/
    https://0/
    https://[::1]/
    https://[::ffff:127.0.0.1]/
    https://169.254.169.254/
    https://①②⑦.0.0.1/
    https://localhost/
    https://localhost:8790/p
    http://localhost:8790/p
    http://localhost/
    http://127.0.0.1/
    http://127.0.0.1:8791/
    http://127.0.0.1:8790@evil.example/
    http://127.0.0.1:8790.evil.example/
    http://evil.example/?127.0.0.1:8790
    http://127.1:8791/
    https://127.0.0.1.nip.io/
    https://intranet/
    https://
    https:///
    https://?
    https://#
    https://.
    https://..
    https://:443/
    http://
    https`
    .split('\n')
    .map((line): [string, string] => [line.trim(), line.trim()]),
  ['nothing', ''],
  ['longer than addresses are', `https://shop.example/${'a'.repeat(2048)}`],
  ...placed,
];

test('the corpus of dangerous spellings has at least 200 different cases', () => {
  expect(new Set(corpus.map(([, text]) => text)).size).toBeGreaterThanOrEqual(200);
});

test.each(corpus)('leads nowhere: %s', (_, text) => expect(leads(text)).toBeUndefined());

test('a host name of this machine written another way is the same host, and only with its port', () => {
  expect(leads('http://2130706433:8790/p')).toBe('http://127.0.0.1:8790/p');
  expect(leads('http://2130706433:8791/p')).toBeUndefined();
});

test('whatever is put together from parts of addresses, nothing but a verified host is led to, and every parser agrees on it', () => {
  const part = fc.constantFrom(
    ...[
      'https',
      'http',
      'javascript',
      ':',
      '/',
      '//',
      '\\',
      '@',
      '.',
      '#',
      '?',
      '%2f',
      '%40',
      '%00',
      '\t',
      '\n',
      ' ',
      '\u202e',
      '。',
      '／',
    ],
    ...['shop.example', 'evil.example', 'shop', 'example', '127.0.0.1', ':8790', ':443', 'www.', 'xn--', 'ѕ', '[::1]', 'p'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const text = parts.join('');
      const href = leads(text);
      if (href === undefined) return;
      const url = new URL(href);
      expect(verified).toContain(url.host);
      expect(url.protocol === 'https:' || url.host === '127.0.0.1:8790').toBe(true);
      expect(`${url.username}${url.password}`).toBe('');
      expect(new URL(text, 'https://console.example/').href).toBe(href);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['host without www, path without trailing slash', 'https://www.shop.example/p/1/', 'shop.example/p/1'],
  ['no query and no fragment', 'https://shop.example/p/1?ref=2#a', 'shop.example/p/1'],
  ['http is the same page', 'http://shop.example/p/1', 'shop.example/p/1'],
  ['the root', 'https://shop.example/', 'shop.example'],
  ['case of the host does not matter, of the path it does', 'https://Shop.Example/P', 'shop.example/P'],
  ['a port is part of the host', 'http://localhost:8790/p', 'localhost:8790/p'],
  ['one spelling of escapes', 'https://shop.example/%c3%a4', 'shop.example/%C3%A4'],
  ['letters beyond ASCII are escaped', 'https://shop.example/ä', 'shop.example/%C3%A4'],
  ['no web address has no key', 'mailto:a@shop.example', undefined],
  ['nor has a word', 'shop', undefined],
])('two addresses of one page have one key: %s', (_, text, key) => expect(addressKey(text)).toBe(key));
