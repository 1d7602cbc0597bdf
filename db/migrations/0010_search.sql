-- 0010_search.sql - what can be found by its words. All of it is derived from
-- the log and can be made again.

CREATE TABLE search_entry (
    id            INTEGER PRIMARY KEY,  -- of the thread, post, comment ...
    kind          TEXT NOT NULL,        -- "post"
    community     INTEGER NOT NULL REFERENCES community (id),
    audience      INTEGER NOT NULL,     -- owner * 8 + kind, see event.h
    place         INTEGER NOT NULL,     -- the page it stands on: thread, round
    author        INTEGER,              -- NULL: nobody is named
    at            INTEGER NOT NULL,
    heading       TEXT NOT NULL         -- of the page
-- only postgres
  , title         TEXT NOT NULL DEFAULT '',
    body          TEXT NOT NULL DEFAULT '',
    words         tsvector
-- both
) STRICT;

-- only sqlite
-- scope is a<audience>; title and body are plain text.
CREATE VIRTUAL TABLE search_text USING fts5 (scope, title, body,
    tokenize = 'porter unicode61 remove_diacritics 2');
-- only postgres
CREATE INDEX search_entry_by_words ON search_entry USING gin (words);
-- both

-- How far the log has been read.
INSERT INTO fact (name, value) VALUES ('searched', '0');
