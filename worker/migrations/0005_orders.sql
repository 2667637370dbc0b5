-- Reason: what brands and creators read of the books. Everything here can be rebuilt from the books; nothing is decided from it.
CREATE TABLE orders_order (
  ref TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  order_id TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  gross_minor INTEGER NOT NULL CHECK (gross_minor BETWEEN 0 AND 9007199254740991),
  refunded_minor INTEGER NOT NULL CHECK (refunded_minor BETWEEN 0 AND gross_minor),
  skus TEXT NOT NULL CHECK (json_valid(skus)),
  reason TEXT
) STRICT;
CREATE INDEX orders_order_by_brand ON orders_order (brand_id, placed_at DESC, ref DESC);

CREATE TABLE orders_credit (
  id TEXT PRIMARY KEY,
  order_ref TEXT NOT NULL UNIQUE REFERENCES orders_order (ref),
  brand_id TEXT NOT NULL,
  creator_id TEXT NOT NULL,
  content_url TEXT,
  placed_at INTEGER NOT NULL,
  base_minor INTEGER NOT NULL CHECK (base_minor BETWEEN 0 AND 9007199254740991),
  rate_bps INTEGER NOT NULL CHECK (rate_bps BETWEEN 0 AND 10000),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
  reversed_minor INTEGER NOT NULL CHECK (reversed_minor BETWEEN 0 AND 9007199254740991),
  fee_minor INTEGER NOT NULL CHECK (fee_minor BETWEEN 0 AND 9007199254740991),
  currency TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'payable', 'reversed')),
  clicked_at INTEGER NOT NULL,
  release_at INTEGER NOT NULL,
  released_at INTEGER
) STRICT;
CREATE INDEX orders_credit_by_creator ON orders_credit (creator_id, placed_at DESC, id DESC);
