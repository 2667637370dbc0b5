-- Reason: clicks are classified, commissions held and decided about. Of a visitor nothing is kept but a keyed name that is another one every week.

CREATE TABLE integrity_click (
  id INTEGER PRIMARY KEY,
  click_id TEXT NOT NULL,
  brand_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  creator_id TEXT NOT NULL,
  clicked_at INTEGER NOT NULL CHECK (clicked_at BETWEEN 0 AND 8640000000000),
  traffic TEXT NOT NULL CHECK (traffic IN ('valid', 'duplicate', 'givt', 'suspect')),
  -- Why it is not valid: rule and version, and what was measured.
  rule TEXT,
  numbers TEXT CHECK (json_valid(numbers)),
  -- Of a duplicate: the click that is counted.
  stands_for TEXT,
  paid_sign TEXT,
  -- Null where unknown, and once it is too old to be recognised.
  visitor_key TEXT,
  network_key TEXT
) STRICT;
-- One card, one click; robots come as often as they like.
CREATE UNIQUE INDEX integrity_click_once ON integrity_click (click_id) WHERE traffic <> 'givt';
CREATE INDEX integrity_click_by_visitor ON integrity_click (visitor_key, clicked_at) WHERE visitor_key IS NOT NULL;
CREATE INDEX integrity_click_by_network ON integrity_click (network_key) WHERE network_key IS NOT NULL;
CREATE INDEX integrity_click_by_creator ON integrity_click (brand_id, creator_id, clicked_at);
CREATE INDEX integrity_click_with_key ON integrity_click (clicked_at) WHERE visitor_key IS NOT NULL;

-- What a rule found in an order. Kept as it was first found.
CREATE TABLE integrity_finding (
  brand_id TEXT NOT NULL,
  source TEXT NOT NULL,
  order_id TEXT NOT NULL,
  -- Empty: all creators of the order.
  creator_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  numbers TEXT NOT NULL CHECK (json_valid(numbers)),
  found_at INTEGER NOT NULL,
  -- Of a review that was opened after the order.
  review_id TEXT,
  PRIMARY KEY (brand_id, source, order_id, creator_id, rule)
) STRICT, WITHOUT ROWID;

-- What rules and reviewers need of each commission; made again from the books like every other read model.
CREATE TABLE integrity_credit (
  id TEXT PRIMARY KEY,
  order_ref TEXT NOT NULL,
  brand_id TEXT NOT NULL,
  source TEXT NOT NULL,
  order_id TEXT NOT NULL,
  creator_id TEXT NOT NULL,
  content_url TEXT,
  placed_at INTEGER NOT NULL,
  base_minor INTEGER NOT NULL CHECK (base_minor BETWEEN 0 AND 9007199254740991),
  rate_bps INTEGER,
  -- What it is worth when nothing is against it.
  worth_minor INTEGER NOT NULL CHECK (worth_minor BETWEEN 0 AND 9007199254740991),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  state TEXT NOT NULL CHECK (state IN ('held', 'in_review', 'payable', 'reversed', 'rejected')),
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  is_refunded INTEGER NOT NULL CHECK (is_refunded IN (0, 1)),
  seq INTEGER NOT NULL CHECK (seq > 0),
  generation INTEGER NOT NULL DEFAULT 0 CHECK (generation >= 0)
) STRICT;
CREATE INDEX integrity_credit_waiting ON integrity_credit (placed_at, id) WHERE state = 'in_review';
CREATE INDEX integrity_credit_by_creator ON integrity_credit (brand_id, creator_id, placed_at);
-- Covers what the refund rate of a programme counts.
CREATE INDEX integrity_credit_refunds ON integrity_credit (brand_id, placed_at, creator_id, is_refunded);
CREATE INDEX integrity_credit_by_order ON integrity_credit (order_ref);

CREATE TABLE integrity_decision (
  review_id TEXT PRIMARY KEY,
  credit_id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('clear', 'reject')),
  reason TEXT CHECK ((reason IS NULL) = (verdict = 'clear')),
  note TEXT NOT NULL,
  by_kind TEXT NOT NULL CHECK (by_kind IN ('brand', 'operator')),
  by_id TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  -- Null until the book has it.
  booked_at INTEGER
) STRICT;
CREATE INDEX integrity_decision_by_credit ON integrity_decision (credit_id, decided_at);
CREATE UNIQUE INDEX integrity_decision_under_way ON integrity_decision (credit_id) WHERE booked_at IS NULL;

CREATE TABLE integrity_appeal (
  credit_id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  appealed_at INTEGER NOT NULL,
  verdict TEXT CHECK (verdict IN ('granted', 'upheld')),
  note TEXT,
  by_kind TEXT,
  by_id TEXT,
  decided_at INTEGER,
  adjustment_id TEXT
) STRICT;
CREATE INDEX integrity_appeal_waiting ON integrity_appeal (appealed_at) WHERE decided_at IS NULL;

CREATE TABLE integrity_audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  what TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE TRIGGER integrity_audit_kept_as_is BEFORE UPDATE ON integrity_audit BEGIN SELECT raise(ABORT, 'an audit row is never changed'); END;
CREATE TRIGGER integrity_audit_kept BEFORE DELETE ON integrity_audit BEGIN SELECT raise(ABORT, 'an audit row is never deleted'); END;
