-- Recommend: words and vectors of products as the ranker reads them, so that an isolate that starts need not work them out again.
-- Everything here follows from the catalogue: it may be lost or damaged, and is then made anew.

CREATE TABLE recommend_vector (
  -- What made it; rows of two encoders never mix.
  encoder TEXT NOT NULL,
  product_id TEXT NOT NULL,
  -- The catalogue's revision it was made from.
  revision INTEGER NOT NULL CHECK (revision BETWEEN 1 AND 9007199254740991),
  -- Base64 of 32-bit words: fingerprint, lengths, terms; then 64 bytes of vector.
  packed TEXT NOT NULL,
  PRIMARY KEY (encoder, product_id)
) STRICT, WITHOUT ROWID;

-- Up to which revision an encoder's rows are complete, and how many there were then.
CREATE TABLE recommend_progress (
  encoder TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision BETWEEN 0 AND 9007199254740991),
  products INTEGER NOT NULL CHECK (products >= 0)
) STRICT;
