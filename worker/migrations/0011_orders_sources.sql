-- Reason: shop systems sign with secrets of their own making, which must be kept (sealed) to be checked.
CREATE TABLE orders_source (
  brand_id TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('shopify', 'stripe')),
  secret TEXT NOT NULL,
  secret_before TEXT,
  set_at INTEGER NOT NULL,
  heard_at INTEGER,
  PRIMARY KEY (brand_id, source)
) STRICT, WITHOUT ROWID;

-- What refunds of a shop system cannot be read without; never changed.
CREATE TABLE orders_told (
  brand_id TEXT NOT NULL,
  source TEXT NOT NULL,
  order_id TEXT NOT NULL,
  net_minor INTEGER NOT NULL CHECK (net_minor BETWEEN 0 AND 9007199254740991),
  total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 9007199254740991),
  is_tax_included INTEGER NOT NULL CHECK (is_tax_included IN (0, 1)),
  PRIMARY KEY (brand_id, source, order_id)
) STRICT, WITHOUT ROWID;
