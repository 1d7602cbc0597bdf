-- 0024_resources.sql - what is in the library can be put right.

-- How often it was changed: who began from an older state overwrites nothing.
ALTER TABLE resource ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
