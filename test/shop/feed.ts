import { type Good, pathOf, type Shop, titleOf } from './goods.ts';
import { escaped } from './html.ts';
import { decimal } from './sums.ts';

/** The shop's goods as Google Merchant RSS 2.0, which most comparison sites take. */
export function feedOf(shop: Shop, origin: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel>
<title>${escaped(shop.name)}</title>
<link>${escaped(origin)}/</link>
<description>${escaped(shop.welcome)}</description>
${shop.goods.map((good) => itemOf(shop, good, origin)).join('\n')}
</channel>
</rss>
`;
}

function itemOf(shop: Shop, good: Good, origin: string): string {
  const fields: Record<string, string> = {
    'g:id': good.sku,
    'g:title': `${titleOf(good)}, ${good.what}`,
    'g:description': `${good.text} ${good.facts.join('. ')}.`,
    'g:link': origin + pathOf(good),
    'g:image_link': `${origin}/pictures/${good.sku.toLowerCase()}.png`,
    'g:price': `${decimal(good.priceMinor)} ${shop.currency}`,
    'g:availability': good.inStock ? 'in_stock' : 'out_of_stock',
    'g:brand': good.maker,
    'g:gtin': good.gtin,
    'g:mpn': good.sku,
    'g:product_type': good.category,
    'g:condition': 'new',
  };
  const lines = Object.entries(fields).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
  return `<item>\n${lines.join('\n')}\n</item>`;
}
