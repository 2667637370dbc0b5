/** The shop's office: what was ordered, what Gloss was told about it, and refunds line by line. */
import type { Shop } from './goods.ts';
import { type Html, html } from './html.ts';
import type { Delivery, Heard, Order } from './store.ts';
import { decimal, price } from './sums.ts';

export function ordersPage(
  shop: Shop,
  orders: readonly Order[],
  deliveriesOf: (orderId: string) => readonly Delivery[],
  heard: readonly Heard[],
): Html {
  return html`<h1>Orders</h1>
${orders.length === 0 ? html`<p class="note">None yet.</p>` : undefined}
<table><thead><tr><th>Order</th><th>Placed</th><th>Goods</th><th class="n">Net of coupons</th><th>Clicks kept</th><th>Gloss</th></tr></thead><tbody>
${orders.map(
  (order) => html`<tr><td><a href="/admin/orders/${order.orderId}">${order.orderId}</a></td><td>${time(order.placedAt)}</td>
<td>${order.lines.map((line) => line.title).join(', ')}</td><td class="n">${price(shop, net(order))}</td><td class="n">${order.receipts.length}</td>
<td>${deliveriesOf(order.orderId).map(badge)}</td></tr>`,
)}</tbody></table>
<h2>Heard from Gloss</h2>
${heard.length === 0 ? html`<p class="note">Nothing yet.</p>` : undefined}
<table><tbody>${heard.map(({ id, body }) => html`<tr><td><code>${id}</code></td><td>${typeOf(body)}</td></tr>`)}</tbody></table>`;
}

export function orderPage(shop: Shop, order: Order, deliveries: readonly Delivery[], refundId: string): Html {
  const left = order.lines.some((line) => line.refundedMinor < line.netMinor);
  return html`<p><a href="/admin">All orders</a></p><h1>Order ${order.orderId}</h1>
<p>${time(order.placedAt)} · ${order.buyer} · ${order.receipts.length} click${order.receipts.length === 1 ? '' : 's'} kept</p>
<form method="post" action="/admin/orders/${order.orderId}/refund">
<table><thead><tr><th>Line</th><th class="n">Pieces</th><th class="n">Net</th><th class="n">Given back</th><th class="n">Give back now</th></tr></thead><tbody>
${order.lines.map(
  (line) => html`<tr><td>${line.title}<br><small>${line.lineId} · ${line.sku}</small></td><td class="n">${line.quantity}</td>
<td class="n">${price(shop, line.netMinor)}</td><td class="n">${price(shop, line.refundedMinor)}</td>
<td class="n"><input name="${line.lineId}" inputmode="decimal" size="8" aria-label="Give back of ${line.title}" placeholder="up to ${decimal(line.netMinor - line.refundedMinor)}"></td></tr>`,
)}</tbody></table>
<input type="hidden" name="refundId" value="${refundId}"><p>${left ? html`<button>Refund</button>` : 'Everything was given back.'}</p></form>
<h2>Told to Gloss</h2>
<table><thead><tr><th>Message</th><th>State</th><th class="n">Attempts</th><th>Answer</th></tr></thead><tbody>
${deliveries.map((delivery) => html`<tr><td><code>${delivery.id}</code></td><td>${badge(delivery)}</td><td class="n">${delivery.attempts}</td><td><code>${delivery.said}</code></td></tr>`)}
</tbody></table>`;
}

const typeOf = (body: string): string => String((JSON.parse(body) as { type?: unknown }).type);
const badge = (delivery: Delivery): Html => html`<span class="state ${delivery.state}">${delivery.state}</span> `;
const net = (order: Order): number => order.lines.reduce((total, line) => total + line.netMinor, 0);
const time = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
