import { type Good, pathOf, type Shop, titleOf } from './goods.ts';
import { type Html, html, jsonScript } from './html.ts';
import type { Cart, Order } from './store.ts';
import { decimal, price, type Sums } from './sums.ts';

export function homePage(shop: Shop): Html {
  const groups = [...new Set(shop.goods.map((good) => good.category))];
  return html`<section class="hero"><h1>${shop.claim}</h1><p>${shop.welcome}</p></section>
${groups.map(
  (group) => html`<h2 class="group" id="${group.toLowerCase().replaceAll(' ', '-')}">${group}</h2>
<ul class="grid">${shop.goods.filter((good) => good.category === group).map((good) => html`<li>${tile(shop, good)}</li>`)}</ul>`,
)}`;
}

const tile = (shop: Shop, good: Good): Html => html`<a class="tile" href="${pathOf(good)}">
<img src="${pictureOf(good)}" alt="" width="800" height="800">
<div><small>${good.maker}</small><strong>${good.model}</strong><span>${good.what}</span><b>${price(shop, good.priceMinor)}</b></div></a>`;

const pictureOf = (good: Good): string => `/pictures/${good.sku.toLowerCase()}.svg`;
/** For others: many programs take no SVG. */
const photoOf = (good: Good): string => `/pictures/${good.sku.toLowerCase()}.png`;

export function productHead(shop: Shop, good: Good, origin: string): Html {
  const url = origin + pathOf(good);
  return html`<link rel="canonical" href="${url}">
<meta name="description" content="${good.text}">
<meta property="og:type" content="product"><meta property="og:title" content="${titleOf(good)}"><meta property="og:url" content="${url}">
<meta property="og:image" content="${origin + photoOf(good)}"><meta property="og:site_name" content="${shop.name}">
<script type="application/ld+json">${jsonScript({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: `${titleOf(good)}, ${good.what}`,
    brand: { '@type': 'Brand', name: good.maker },
    sku: good.sku,
    mpn: good.sku,
    gtin13: good.gtin,
    category: good.category,
    description: good.text,
    image: [origin + photoOf(good)],
    url,
    offers: {
      '@type': 'Offer',
      url,
      price: decimal(good.priceMinor),
      priceCurrency: shop.currency,
      availability: `https://schema.org/${good.inStock ? 'InStock' : 'OutOfStock'}`,
      seller: { '@type': 'Organization', name: shop.name },
    },
  })}</script>`;
}

export function productPage(shop: Shop, good: Good): Html {
  return html`<article class="good">
<img src="${pictureOf(good)}" alt="${titleOf(good)}, ${good.what}" width="800" height="800">
<div>
  <p class="maker">${good.maker}</p>
  <h1>${good.model}</h1>
  <p class="what">${good.what}</p>
  <p>${good.text}</p>
  <ul class="facts">${good.facts.map((fact) => html`<li>${fact}</li>`)}</ul>
  <p class="price">${price(shop, good.priceMinor)} <small>plus sales tax</small></p>
  <form method="post" action="/cart">
    <input type="hidden" name="sku" value="${good.sku}"><input type="hidden" name="quantity" value="1">
    ${good.inStock ? html`<button>Add to cart</button>` : html`<button disabled>Sold out</button>`}
  </form>
  <p><small>Item ${good.sku} · GTIN ${good.gtin}</small></p>
</div></article>`;
}

export function cartPage(shop: Shop, cart: Cart, sums: Sums, checkout: string): Html {
  if (sums.lines.length === 0) return html`<h1>Your cart is empty</h1><p><a class="button" href="/">Look around</a></p>`;
  return html`<h1>Your cart</h1><div class="two">
<div><table><thead><tr><th>Item</th><th class="n">Pieces</th><th class="n">Price</th><th></th></tr></thead><tbody>
${sums.lines.map(
  ({ good, quantity }) => html`<tr><td><a href="${pathOf(good)}">${titleOf(good)}</a><br><small>${good.what}</small></td>
<td class="n">${quantity}</td><td class="n">${price(shop, good.priceMinor * quantity)}</td>
<td><form method="post" action="/cart"><input type="hidden" name="sku" value="${good.sku}"><input type="hidden" name="quantity" value="-${quantity}"><button class="quiet" aria-label="Remove ${titleOf(good)}">Remove</button></form></td></tr>`,
)}
</tbody></table>
<form method="post" action="/coupon" style="margin-top:1.2rem"><label>Coupon code <span><input name="coupon" value="${cart.coupon}" autocomplete="off"> <button class="quiet">Use it</button></span></label></form></div>
<form class="box" method="post" action="/checkout"><h2>Check out</h2>${sumsList(shop, sums)}
<label>Name <input name="name" value="Demo Shopper" maxlength="80" required></label>
<label>E-mail <input name="email" type="email" value="shopper@demo.example" maxlength="120" required></label>
<input type="hidden" name="checkout" value="${checkout}"><button>Place the order</button>
<p><small>A demo: no payment is asked for.</small></p></form></div>`;
}

const sumsList = (shop: Shop, sums: Omit<Sums, 'lines'>): Html => html`<dl class="sums">
<dt>Goods</dt><dd>${price(shop, sums.goodsMinor)}</dd>
${sums.discountMinor > 0 ? html`<dt>Coupon</dt><dd>−${price(shop, sums.discountMinor)}</dd>` : undefined}
<dt>Shipping</dt><dd>${sums.shippingMinor === 0 ? 'free' : price(shop, sums.shippingMinor)}</dd>
<dt>Sales tax</dt><dd>${price(shop, sums.taxMinor)}</dd>
<dt class="total">To pay</dt><dd class="total">${price(shop, sums.totalMinor)}</dd></dl>`;

export function thanksPage(shop: Shop, order: Order): Html {
  const net = order.lines.reduce((total, line) => total + line.netMinor, 0);
  return html`<div class="box"><h1>Thank you, ${order.buyer}</h1>
<p>Your order <strong>${order.orderId}</strong> is in our book. Because this is a demo, nothing will be sent.</p>
<ul>${order.lines.map((line) => html`<li>${line.quantity} × ${line.title}, ${price(shop, line.netMinor)}</li>`)}</ul>
<p>Paid: <strong>${price(shop, net + order.taxMinor + order.shippingMinor)}</strong>, of which goods ${price(shop, net)}, shipping ${price(shop, order.shippingMinor)}, sales tax ${price(shop, order.taxMinor)}.</p>
<p><a class="button" href="/">Go on looking</a></p></div>`;
}
