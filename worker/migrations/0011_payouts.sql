-- Reason: what a brand and its creators read of payouts and adjustments (made again from the books at any time), and what the room itself knows:
-- where creators want their money, which provider a brand uses, files, and what providers said.
CREATE TABLE payouts_payout (
  payout_id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  generation INTEGER NOT NULL CHECK (generation >= 0),
  creator_id TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 9007199254740991),
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'sent', 'paid', 'failed', 'cancelled')),
  -- Its lines are what moved the payable balance by events between the two.
  after_seq INTEGER NOT NULL,
  draft_seq INTEGER NOT NULL,
  drafted_at INTEGER NOT NULL,
  drafted_by TEXT NOT NULL,
  approved_at INTEGER,
  approved_by TEXT,
  sent_at INTEGER,
  provider TEXT,
  ended_at INTEGER,
  provider_ref TEXT,
  why TEXT
) STRICT;
CREATE INDEX payouts_payout_by_brand ON payouts_payout (brand_id, drafted_at DESC, payout_id DESC);
CREATE INDEX payouts_payout_by_creator ON payouts_payout (creator_id, drafted_at DESC, payout_id DESC);

CREATE TABLE payouts_adjustment (
  adjustment_id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  generation INTEGER NOT NULL CHECK (generation >= 0),
  creator_id TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0 AND amount_minor BETWEEN -9007199254740991 AND 9007199254740991),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  made_by TEXT NOT NULL,
  approved_by TEXT,
  credit_id TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX payouts_adjustment_by_brand ON payouts_adjustment (brand_id, at DESC, adjustment_id DESC);
CREATE INDEX payouts_adjustment_by_creator ON payouts_adjustment (creator_id, at DESC, adjustment_id DESC);

-- Adjustments as they were proposed; what the book took is told by payouts_adjustment.
CREATE TABLE payouts_proposal (
  adjustment_id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  creator_id TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  credit_id TEXT,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  verdict TEXT CHECK (verdict IN ('approved', 'rejected')),
  decided_by TEXT,
  UNIQUE (brand_id, request_id)
) STRICT;
CREATE INDEX payouts_proposal_by_brand ON payouts_proposal (brand_id, made_at DESC, adjustment_id DESC);

-- A rate is a fact of its day: it is never changed.
CREATE TABLE payouts_rate (
  from_currency TEXT NOT NULL,
  to_currency TEXT NOT NULL CHECK (to_currency <> from_currency),
  day TEXT NOT NULL,
  rate TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (from_currency, to_currency, day)
) STRICT, WITHOUT ROWID;
