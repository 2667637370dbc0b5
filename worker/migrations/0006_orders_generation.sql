-- Reason: read models are made again from the books while they are read; a row knows which telling wrote it, and older ones can go.
ALTER TABLE orders_order ADD COLUMN generation INTEGER NOT NULL DEFAULT 0 CHECK (generation >= 0);
ALTER TABLE clicks_terms ADD COLUMN generation INTEGER NOT NULL DEFAULT 0 CHECK (generation >= 0);
