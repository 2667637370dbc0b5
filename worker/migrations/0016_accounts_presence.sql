-- Reason: whether a creator is known is asked by the first digits of a hash. Filled when a handle is claimed; of older claims at the first look-up.
ALTER TABLE accounts_handle ADD COLUMN presence_hash TEXT CHECK (length(presence_hash) = 64);
CREATE INDEX accounts_handle_presence ON accounts_handle (substr(presence_hash, 1, 4), presence_hash) WHERE verified_at IS NOT NULL;
CREATE INDEX accounts_handle_without_presence ON accounts_handle (id) WHERE presence_hash IS NULL;
