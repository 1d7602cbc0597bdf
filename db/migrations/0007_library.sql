-- 0007_library.sql - learning and guidance, and the words to sort them by.

CREATE TABLE resource (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    number        INTEGER NOT NULL,     -- people see #12
    community     INTEGER NOT NULL REFERENCES community (id),
    title         TEXT NOT NULL,
    provider      TEXT NOT NULL,
    url           TEXT,                 -- http or https
    format        TEXT NOT NULL,        -- e-learning, webinar, framework ...
    minutes_min   INTEGER,              -- that it takes
    minutes_max   INTEGER,
    item_count    INTEGER,              -- modules, films ... in it
    level         TEXT,
    audience      TEXT,
    note          TEXT,
    lifecycle     TEXT NOT NULL,        -- planned, pilot, open, closed
    added_by      INTEGER NOT NULL REFERENCES member (id),
    added_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX resource_by_community ON resource (community, id);

CREATE TABLE vocabulary (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    community     INTEGER NOT NULL REFERENCES community (id),
    name          TEXT NOT NULL,
    note          TEXT,
    demonstration INTEGER NOT NULL DEFAULT 0,
    terms         TEXT NOT NULL,        -- JSON list of words, in order
    UNIQUE (community, name)
) STRICT;
