-- Reason: payouts and large adjustments need two people of a brand. Who was removed stays by name in what they did.
ALTER TABLE accounts_user ADD COLUMN removed_at INTEGER;
CREATE INDEX accounts_user_tenant ON accounts_user (tenant_kind, tenant_id);
