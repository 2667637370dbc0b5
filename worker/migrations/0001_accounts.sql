-- Accounts: tenants, their people, and the proofs by which they call. Secrets are never kept: only SHA-256 of them, or the version they derive from.

CREATE TABLE accounts_creator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts_brand (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  webhook_version INTEGER NOT NULL DEFAULT 1 CHECK (webhook_version >= 1),
  webhook_rotated_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts_user (
  id TEXT PRIMARY KEY,
  -- Lower case. Kept because links are sent to it; nothing else about the person is.
  email TEXT NOT NULL UNIQUE,
  tenant_kind TEXT NOT NULL CHECK (tenant_kind IN ('creator', 'brand', 'operator')),
  tenant_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'finance', 'analyst')),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts_sign_in (
  code_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES accounts_user (id),
  -- The browser that asked, where one did: only it may spend the code.
  browser_hash TEXT,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  -- The request that spent it, so that the session is opened by that one only.
  used_by TEXT
) STRICT;
CREATE INDEX accounts_sign_in_user ON accounts_sign_in (user_id, expires_at);

CREATE TABLE accounts_session (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES accounts_user (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX accounts_session_user ON accounts_session (user_id, created_at);

CREATE TABLE accounts_key (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES accounts_brand (id),
  name TEXT NOT NULL,
  start TEXT NOT NULL UNIQUE,
  secret_hash TEXT NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  created_by TEXT NOT NULL REFERENCES accounts_user (id),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE INDEX accounts_key_brand ON accounts_key (brand_id, created_at);

CREATE TABLE accounts_handle (
  id TEXT PRIMARY KEY,
  creator_id TEXT NOT NULL REFERENCES accounts_creator (id),
  platform TEXT NOT NULL,
  handle TEXT NOT NULL,
  handle_key TEXT NOT NULL,
  code TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  verified_at INTEGER,
  UNIQUE (creator_id, platform, handle_key)
) STRICT;
-- Many may claim a handle, one may own it.
CREATE UNIQUE INDEX accounts_handle_owner ON accounts_handle (platform, handle_key) WHERE verified_at IS NOT NULL;
CREATE INDEX accounts_handle_waiting ON accounts_handle (created_at, id) WHERE verified_at IS NULL;

CREATE TABLE accounts_domain (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES accounts_brand (id),
  host TEXT NOT NULL,
  code TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  verified_at INTEGER,
  UNIQUE (brand_id, host)
) STRICT;
CREATE UNIQUE INDEX accounts_domain_owner ON accounts_domain (host) WHERE verified_at IS NOT NULL;
CREATE INDEX accounts_domain_waiting ON accounts_domain (created_at, id) WHERE verified_at IS NULL;

-- Who allowed or changed what, and why.
CREATE TABLE accounts_audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  what TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE TRIGGER accounts_audit_kept_as_is BEFORE UPDATE ON accounts_audit BEGIN SELECT raise(ABORT, 'an audit row is never changed'); END;
CREATE TRIGGER accounts_audit_kept BEFORE DELETE ON accounts_audit BEGIN SELECT raise(ABORT, 'an audit row is never deleted'); END;
