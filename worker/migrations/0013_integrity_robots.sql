-- Reason: a robot that asks for one link again and again is one row with a count; a granted appeal takes the rejection back and corrects nothing.

ALTER TABLE integrity_click ADD COLUMN times INTEGER NOT NULL DEFAULT 1 CHECK (times > 0);
DELETE FROM integrity_click WHERE traffic = 'givt'
  AND id NOT IN (SELECT min(id) FROM integrity_click WHERE traffic = 'givt' GROUP BY click_id, numbers);
-- How often each sign was seen on each click. `numbers` is the sign.
CREATE UNIQUE INDEX integrity_click_robot ON integrity_click (click_id, numbers) WHERE traffic = 'givt';
CREATE INDEX integrity_click_robot_by_time ON integrity_click (clicked_at) WHERE traffic = 'givt';

ALTER TABLE integrity_appeal DROP COLUMN adjustment_id;
