-- 0024_revisions.sql - who began from an older state overwrites nothing.

-- How often a resource was changed, a signal sorted, a theme renamed or answered,
-- and how often it was told what came of a round.
ALTER TABLE resource ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signal ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE theme ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feedback ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

UPDATE signal SET revision =
       (SELECT count(*) FROM signal_step t
         WHERE t.signal = signal.id AND t.kind = 'triaged');
