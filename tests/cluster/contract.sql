-- What the version after that may take away: what no running version asks for.
DROP INDEX post_by_tide;
ALTER TABLE post DROP COLUMN tide;
ALTER TABLE thread DROP COLUMN depth;
DROP TABLE tide;
