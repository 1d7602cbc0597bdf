-- 0001_log.sql - what happened, and what the server knows of itself.

CREATE TABLE event (
    seq        INTEGER PRIMARY KEY,   -- 1, 2, 3 ... in commit order, no gaps
    at         INTEGER NOT NULL,      -- ms since 1970, UTC
    community  INTEGER,               -- NULL: none
    audience   INTEGER NOT NULL,      -- owner * 8 + kind, see event.h
    actor      INTEGER,               -- NULL: the server
    kind       TEXT NOT NULL,         -- "thread.posted"
    subject    INTEGER NOT NULL       -- id of the row it is about
) STRICT;

-- A retried call gets its first answer; kept 30 days.
CREATE TABLE intent (
    member     INTEGER NOT NULL,
    key        TEXT NOT NULL,         -- made by the client
    hash       TEXT NOT NULL,         -- of method and input
    reply      TEXT NOT NULL,         -- JSON
    at         INTEGER NOT NULL,
    PRIMARY KEY (member, key)
) STRICT;
CREATE INDEX intent_by_age ON intent (at);

-- Facts about this database; "epoch" changes when it is restored.
CREATE TABLE fact (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL
) STRICT;
