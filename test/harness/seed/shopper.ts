export interface Shopper {
  /** Opens a page of the shop, and keeps its cookie. Answers the page. */
  visit: (url: string) => Promise<string>;
  /** Answers the shop's order number. */
  buy: (skus: readonly string[], coupon?: string) => Promise<string>;
  /** What the shop's office does: gives lines back in full. */
  giveBack: (orderId: string, skus: readonly string[]) => Promise<void>;
}

/** Somebody who buys in a demo shop, by its own pages and forms. */
export function makeShopper(shop: string): Shopper {
  let cookie = '';

  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    cookie ||= answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return answer;
  };
  const send = async (path: string, fields: Readonly<Record<string, string>>): Promise<Response> => {
    const answer = await ask(shop + path, { method: 'POST', body: new URLSearchParams(fields) });
    if (answer.status !== 303) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const visit = async (url: string): Promise<string> => (await ask(url)).text();

  return {
    visit,
    buy: async (skus, coupon = '') => {
      if (!cookie) await visit(shop);
      for (const sku of skus) await send('/cart', { sku, quantity: '1' });
      if (coupon) await send('/coupon', { coupon });
      const checkout = hiddenField(await visit(`${shop}/cart`), 'checkout');
      const answer = await send('/checkout', { checkout, name: 'Demo Shopper' });
      return new URL(answer.headers.get('location') ?? '', shop).pathname.split('/').at(-1) ?? '';
    },
    giveBack: async (orderId, skus) => {
      const refundId = hiddenField(await visit(`${shop}/admin/orders/${orderId}`), 'refundId');
      const orders = JSON.parse(await visit(`${shop}/admin/orders.json`)) as OrderOfShop[];
      const lines = orders.find((order) => order.orderId === orderId)?.lines.filter((line) => skus.includes(line.sku)) ?? [];
      const amounts = Object.fromEntries(lines.map((line) => [line.lineId, (line.netMinor / 100).toFixed(2)]));
      await send(`/admin/orders/${orderId}/refund`, { refundId, ...amounts });
    },
  };
}

interface OrderOfShop {
  orderId: string;
  lines: { lineId: string; sku: string; netMinor: number }[];
}

function hiddenField(page: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([0-9a-f]+)"`).exec(page)?.[1];
  if (!value) throw new Error(`the page has no field ${name}`);
  return value;
}
