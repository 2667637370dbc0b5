-- Accounts: who there is.
CREATE TABLE accounts_creator (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
