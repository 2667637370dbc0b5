-- Webhooks: who wants to hear what happened, and where. What is sent is kept by the courier of each endpoint, in its own object.
CREATE TABLE webhooks_endpoint (
  id TEXT PRIMARY KEY,
  tenant_kind TEXT NOT NULL CHECK (tenant_kind IN ('brand', 'creator')),
  tenant_id TEXT NOT NULL,
  url TEXT NOT NULL,
  event_types TEXT NOT NULL CHECK (json_valid(event_types)),
  -- The secret is derived from it, and so kept nowhere.
  secret_version INTEGER NOT NULL DEFAULT 1 CHECK (secret_version >= 1),
  rotated_at INTEGER,
  state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off', 'failing', 'gone')),
  state_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant_id, url)
) STRICT;
CREATE INDEX webhooks_endpoint_creators ON webhooks_endpoint (tenant_kind, tenant_id) WHERE tenant_kind = 'creator';
