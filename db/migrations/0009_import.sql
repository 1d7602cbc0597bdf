-- 0009_import.sql - what comes with a draft that was made of a file: its text as
-- Markdown, what the reading changed or left out, comments that stood in it.

ALTER TABLE document ADD COLUMN notices TEXT NOT NULL DEFAULT '[]'; -- JSON texts

-- The canonical form, of which the clauses are made; apart, because it is long.
CREATE TABLE document_text (
    document      INTEGER PRIMARY KEY REFERENCES document (id),
    markdown      TEXT NOT NULL
) STRICT;

-- Comments in the margin of a Word file, offered to the coordinators.
CREATE TABLE imported_comment (
    id            INTEGER PRIMARY KEY,  -- document * 10000 + position
    document      INTEGER NOT NULL REFERENCES document (id),
    position      INTEGER NOT NULL,     -- 1, 2, 3 ...
    author        TEXT NOT NULL,        -- as the file says; "" when it does not
    made_at       INTEGER,              -- NULL: the file does not say
    body          TEXT NOT NULL,
    clause        INTEGER REFERENCES clause (id), -- NULL: the whole document
    start         INTEGER,              -- code points in clause.text; NULL: all
    "end"         INTEGER,              -- exclusive
    exact         TEXT,                 -- the words between them
    comment       INTEGER REFERENCES comment (id), -- taken into a round; NULL: not
    UNIQUE (document, position)
) STRICT;
