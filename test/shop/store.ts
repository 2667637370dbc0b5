/** What the shop must not lose: carts, orders, refunds, and messages to Gloss that were not taken yet. One SQLite file. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Line } from './webhook.ts';

export interface Cart {
  id: string;
  /** SKU to pieces. */
  items: Record<string, number>;
  /** The `gloss` values this cart saw, oldest first. */
  receipts: string[];
  coupon: string;
}
interface OrderLine extends Line {
  title: string;
  refundedMinor: number;
}
export interface Order {
  orderId: string;
  placedAt: number;
  buyer: string;
  lines: OrderLine[];
  receipts: string[];
  coupon: string;
  taxMinor: number;
  shippingMinor: number;
}
export interface Delivery {
  id: string;
  orderId: string;
  body: string;
  state: 'waiting' | 'delivered' | 'refused';
  attempts: number;
  dueAt: number;
  said: string;
}

export interface Heard {
  id: string;
  body: string;
  /** How often it came. */
  times: number;
}

const schema = `
CREATE TABLE IF NOT EXISTS cart (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS orders (
  number INTEGER PRIMARY KEY AUTOINCREMENT, checkout TEXT NOT NULL UNIQUE, order_id TEXT UNIQUE, content TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS delivery (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
  attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL, said TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE IF NOT EXISTS heard (id TEXT PRIMARY KEY, body TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1) STRICT;`;

export type Store = ReturnType<typeof openStore>;

export function openStore(file: string) {
  const db = new DatabaseSync(file);
  // What a customer was told is bought must be there after a power cut.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec(schema);
  const one = (sql: string, ...values: SQLInputValue[]) => db.prepare(sql).get(...values);
  const all = (sql: string, ...values: SQLInputValue[]) => db.prepare(sql).all(...values);
  const run = (sql: string, ...values: SQLInputValue[]) => db.prepare(sql).run(...values);

  return {
    cart(id: string): Cart {
      const row = one('SELECT content FROM cart WHERE id = ?', id);
      return row ? (JSON.parse(String(row['content'])) as Cart) : { id, items: {}, receipts: [], coupon: '' };
    },
    saveCart(cart: Cart): void {
      run(
        'INSERT INTO cart (id, content) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content',
        cart.id,
        JSON.stringify(cart),
      );
    },
    /** Order, its message and the emptied cart in one transaction; the same checkout again gives the order it made. */
    placeOrder(
      checkout: string,
      cartId: string,
      make: (number: number) => { order: Order; delivery: Pick<Delivery, 'id' | 'body'> },
    ): Order {
      return transaction(db, () => {
        const known = one('SELECT content FROM orders WHERE checkout = ?', checkout);
        if (known) return JSON.parse(String(known['content'])) as Order;
        const number = Number(run("INSERT INTO orders (checkout, content) VALUES (?, '')", checkout).lastInsertRowid);
        const { order, delivery } = make(number);
        run('UPDATE orders SET order_id = ?, content = ? WHERE number = ?', order.orderId, JSON.stringify(order), number);
        run('INSERT INTO delivery (id, order_id, body, due_at) VALUES (?, ?, ?, 0)', delivery.id, order.orderId, delivery.body);
        run('DELETE FROM cart WHERE id = ?', cartId);
        return order;
      });
    },
    order(orderId: string): Order | undefined {
      const row = one('SELECT content FROM orders WHERE order_id = ?', orderId);
      return row ? (JSON.parse(String(row['content'])) as Order) : undefined;
    },
    orders(max = 100): Order[] {
      return all('SELECT content FROM orders WHERE order_id IS NOT NULL ORDER BY number DESC LIMIT ?', max).map(
        (row) => JSON.parse(String(row['content'])) as Order,
      );
    },
    /** The refunded order and its message, together. */
    saveRefund(order: Order, delivery: Pick<Delivery, 'id' | 'body'>): void {
      transaction(db, () => {
        run('UPDATE orders SET content = ? WHERE order_id = ?', JSON.stringify(order), order.orderId);
        run('INSERT INTO delivery (id, order_id, body, due_at) VALUES (?, ?, ?, 0)', delivery.id, order.orderId, delivery.body);
      });
    },
    deliveries: (orderId: string): Delivery[] => all('SELECT * FROM delivery WHERE order_id = ? ORDER BY rowid', orderId).map(deliveryOf),
    waiting: (max = 20): Delivery[] =>
      all("SELECT * FROM delivery WHERE state = 'waiting' ORDER BY due_at, rowid LIMIT ?", max).map(deliveryOf),
    saveDelivery({ id, state, attempts, dueAt, said }: Delivery): void {
      run('UPDATE delivery SET state = ?, attempts = ?, due_at = ?, said = ? WHERE id = ?', state, attempts, dueAt, said, id);
    },
    /** From Gloss: the same id again is counted, and kept once. */
    keepHeard(id: string, body: string): void {
      run('INSERT INTO heard (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET times = times + 1', id, body);
    },
    heard: (max = 20): Heard[] =>
      all('SELECT id, body, times FROM heard ORDER BY rowid DESC LIMIT ?', max).map((row) => ({
        id: String(row['id']),
        body: String(row['body']),
        times: Number(row['times']),
      })),
    close: () => db.close(),
  };
}

function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

function deliveryOf(row: Record<string, unknown>): Delivery {
  return {
    id: String(row['id']),
    orderId: String(row['order_id']),
    body: String(row['body']),
    state: row['state'] as Delivery['state'],
    attempts: Number(row['attempts']),
    dueAt: Number(row['due_at']),
    said: String(row['said']),
  };
}
