-- What the version after this one may do while this one runs: it adds.
CREATE TABLE tide (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL
) STRICT;
ALTER TABLE post ADD COLUMN tide INTEGER REFERENCES tide (id);
ALTER TABLE thread ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
CREATE INDEX post_by_tide ON post (tide, id);
UPDATE thread SET depth = 1;
