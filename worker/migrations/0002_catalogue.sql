-- Catalogue: what brands sell, as their feeds last told it. No commission terms: those live in the brand's book.

CREATE TABLE catalogue_product (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  maker TEXT,
  description TEXT,
  url TEXT NOT NULL,
  -- Host without www, path without trailing slash: what two addresses of one page have in common.
  url_key TEXT NOT NULL,
  image_url TEXT,
  amount_minor INTEGER CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
  currency TEXT CHECK (length(currency) = 3),
  availability TEXT NOT NULL CHECK (availability IN ('in_stock', 'out_of_stock', 'preorder', 'backorder', 'discontinued', 'unknown')),
  gtin TEXT,
  -- All lengths of a GTIN in one: 14 digits with leading zeros.
  gtin14 TEXT CHECK (length(gtin14) = 14),
  mpn TEXT,
  category TEXT,
  language TEXT,
  content_hash TEXT NOT NULL,
  -- Grows with every change of any product; gaps are allowed, going back is not.
  revision INTEGER NOT NULL CHECK (revision BETWEEN 1 AND 9007199254740991),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 8640000000000),
  changed_at INTEGER NOT NULL CHECK (changed_at BETWEEN 0 AND 8640000000000),
  -- The request that made the last change.
  changed_by TEXT NOT NULL,
  -- When a feed last told this product, changed or not.
  seen_at INTEGER NOT NULL CHECK (seen_at BETWEEN 0 AND 8640000000000),
  UNIQUE (brand_id, sku),
  CHECK ((amount_minor IS NULL) = (currency IS NULL))
) STRICT;
CREATE UNIQUE INDEX catalogue_product_revision ON catalogue_product (revision);
CREATE INDEX catalogue_product_url ON catalogue_product (url_key);
CREATE INDEX catalogue_product_gtin ON catalogue_product (gtin14) WHERE gtin14 IS NOT NULL;

-- One row per change of price; no price is also one.
CREATE TABLE catalogue_price (
  product_id TEXT NOT NULL REFERENCES catalogue_product (id),
  seen_at INTEGER NOT NULL CHECK (seen_at BETWEEN 0 AND 8640000000000),
  amount_minor INTEGER CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
  currency TEXT CHECK (length(currency) = 3),
  PRIMARY KEY (product_id, seen_at),
  CHECK ((amount_minor IS NULL) = (currency IS NULL))
) STRICT, WITHOUT ROWID;
