-- Reason: creators are told when coming terms were set. A rebuild of the read models tells it of versions that were there before.
ALTER TABLE clicks_terms_version ADD COLUMN set_at INTEGER NOT NULL DEFAULT 0;
UPDATE clicks_terms_version SET set_at = from_at;
