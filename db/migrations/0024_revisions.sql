-- 0024_revisions.sql - who began from an older state overwrites nothing.

-- How often a resource was changed, and a signal sorted.
ALTER TABLE resource ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signal ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

UPDATE signal SET revision =
       (SELECT count(*) FROM signal_step t
         WHERE t.signal = signal.id AND t.kind = 'triaged');
