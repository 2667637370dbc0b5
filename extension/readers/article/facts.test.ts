import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { survey } from '../survey.ts';
import { brandBeside, printedFacts } from './facts.ts';

const seen = (body: string) =>
  survey({ document: parseHTML(`<html><body><h1>Swan</h1>${body}</body></html>`).document, url: new URL('https://a.example/') });
const facts = (body: string) => printedFacts(seen(body), 0);

test.each([
  ['label and value in one line', '<p>Artikel-Nr.: WK-20391</p>', { sku: 'WK-20391' }],
  ['a dash between', '<li><strong>Product Code - </strong>46286401</li>', { sku: '46286401' }],
  ['a number sign', '<div>Item #418295</div>', { sku: '418295' }],
  ['no sign at all', '<div>Produkta kods 545642356</div>', { sku: '545642356' }],
  ['brackets', '<td>〈商品編號：M14876706〉</td>', { sku: 'M14876706' }],
  [
    'a table',
    '<table><tr><th>Brand</th><td>Fernholm</td></tr><tr><th>Model number</th><td>GA00638-GB</td></tr></table>',
    { brand: 'Fernholm', mpn: 'GA00638-GB' },
  ],
  [
    'a definition list',
    '<dl><dt>EAN</dt><dd>4006381333931</dd><dt>Hersteller</dt><dd>Fernholm GmbH</dd></dl>',
    { gtin: '4006381333931', brand: 'Fernholm GmbH' },
  ],
  ['Japanese', '<p>型番：SW-17</p><p>ブランド：フェルンホルム</p>', { mpn: 'SW-17', brand: 'フェルンホルム' }],
  ['Russian', '<li>Артикул: 987929</li><li>Производитель: БэбиБьорн</li>', { sku: '987929', brand: 'БэбиБьорн' }],
  ['ISBN', '<p>ISBN-13: 978-0-306-40615-7</p>', { gtin: '9780306406157' }],
  ['the first one counts', '<p>SKU: 111-A</p><p>SKU: 222-B</p>', { sku: '111-A' }],
  ['a wrong EAN is none', '<p>EAN: 4006381333930</p>', {}],
  ['a label with another label behind it', '<div>Brand:</div><div>Condition:</div>', {}],
  ['no brand', '<p>Brand: Unbranded</p>', {}],
  ['a sentence', '<p>The model of this kettle is called number 5 by its makers and friends.</p>', {}],
  ['another product', '<div class="related"><p>SKU: 999-Z</p></div>', {}],
  ['the frame', '<footer><p>Item code: 12345</p></footer>', {}],
])('printed facts: %s', (_, body, expected) => {
  expect(facts(body)).toEqual(expected);
});

test.each([
  ['an element named so', '<a class="product-brand" href="/x">Fernholm</a>', 'Fernholm'],
  ['a link into the brands', '<a href="/brands/fernholm">Fernholm</a>', 'Fernholm'],
  ['a call', '<a class="brand-link" href="/brand/fernholm">Shop all Fernholm</a>', undefined],
  ['the menu', '<nav><a href="/brands/fernholm">Fernholm</a></nav>', 'Fernholm'],
  ['nothing', '<p>A kettle.</p>', undefined],
])('the brand beside the heading: %s', (_, body, brand) => {
  expect(brandBeside(seen(body), 1)).toBe(brand);
});
