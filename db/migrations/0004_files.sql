-- 0004_files.sql - uploads; one file to back up holds them too.

CREATE TABLE file (
    id            INTEGER PRIMARY KEY,
    owner         INTEGER NOT NULL REFERENCES member (id),
    name          TEXT NOT NULL,
    type          TEXT NOT NULL,        -- found from the bytes
    size          INTEGER NOT NULL,
    digest        TEXT NOT NULL,        -- BLAKE2b-256
    community     INTEGER REFERENCES community (id), -- NULL: its owner's only
    added_at      INTEGER NOT NULL,
    body          BLOB NOT NULL
) STRICT;
CREATE INDEX file_by_owner ON file (owner);
