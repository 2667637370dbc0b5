-- Reason: an order may give several creators a credit, by clicks or codes, at several rates, and a review may hold or reject one.
ALTER TABLE orders_order ADD COLUMN cancelled_at INTEGER;
CREATE TABLE orders_credit_new (
  id TEXT PRIMARY KEY,
  order_ref TEXT NOT NULL REFERENCES orders_order (ref),
  brand_id TEXT NOT NULL,
  creator_id TEXT NOT NULL,
  content_url TEXT,
  placed_at INTEGER NOT NULL,
  base_minor INTEGER NOT NULL CHECK (base_minor BETWEEN 0 AND 9007199254740991),
  rate_bps INTEGER CHECK (rate_bps BETWEEN 0 AND 10000),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
  reversed_minor INTEGER NOT NULL CHECK (reversed_minor BETWEEN 0 AND 9007199254740991),
  fee_minor INTEGER NOT NULL CHECK (fee_minor BETWEEN 0 AND 9007199254740991),
  currency TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'in_review', 'payable', 'reversed', 'rejected')),
  clicked_at INTEGER,
  release_at INTEGER NOT NULL,
  released_at INTEGER,
  -- Place of the release in the book's log: a payout takes what was released before it.
  released_seq INTEGER,
  code TEXT,
  weight TEXT CHECK (json_valid(weight)),
  parts TEXT NOT NULL CHECK (json_valid(parts)),
  review TEXT NOT NULL CHECK (json_valid(review)),
  rejected TEXT
) STRICT;
INSERT INTO orders_credit_new
  SELECT id, order_ref, brand_id, creator_id, content_url, placed_at, base_minor, rate_bps, amount_minor, reversed_minor, fee_minor, currency,
    state, clicked_at, release_at, released_at, NULL, NULL, NULL,
    json_array(json_object('rate', json_object('bps', rate_bps), 'baseMinor', base_minor, 'amountMinor', amount_minor)), '[]', NULL
  FROM orders_credit;
DROP TABLE orders_credit;
ALTER TABLE orders_credit_new RENAME TO orders_credit;
CREATE INDEX orders_credit_by_creator ON orders_credit (creator_id, placed_at DESC, id DESC);
CREATE INDEX orders_credit_by_order ON orders_credit (order_ref);
