-- Reason: an order without credit is shown to those whose clicks stood before it, and to its brand by reason.
CREATE TABLE orders_touch (
  order_ref TEXT NOT NULL REFERENCES orders_order (ref),
  creator_id TEXT NOT NULL,
  -- The newest of this creator.
  clicked_at INTEGER NOT NULL,
  content_url TEXT,
  placed_at INTEGER NOT NULL,
  PRIMARY KEY (order_ref, creator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_touch_by_creator ON orders_touch (creator_id, placed_at DESC, order_ref DESC);
CREATE INDEX orders_order_unrecorded ON orders_order (brand_id, placed_at DESC, ref DESC) WHERE reason IS NOT NULL;
