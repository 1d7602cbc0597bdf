-- 0012_versions.sql - what becomes of the comments when the next version comes.

-- Where a comment on an earlier version stands in this one. A version is in
-- order when every comment has a row here and none of them waits.
CREATE TABLE carried (
    document      INTEGER NOT NULL REFERENCES document (id),
    comment       INTEGER NOT NULL REFERENCES comment (id),
    state         TEXT NOT NULL,        -- same, moved, changed, waits, history
    clause        INTEGER REFERENCES clause (id), -- NULL: the whole document,
                                        -- or nowhere; of one that waits: a guess
    start         INTEGER,              -- code points in clause.text; NULL: all
    "end"         INTEGER,              -- exclusive
    exact         TEXT,                 -- the words between them
    confidence    REAL NOT NULL,        -- 0 to 1; a person's hand: 1
    from_document INTEGER NOT NULL REFERENCES document (id), -- its last sure
    from_clause   INTEGER REFERENCES clause (id),            -- place before
    from_start    INTEGER,
    from_end      INTEGER,
    from_exact    TEXT,
    placed_by     INTEGER REFERENCES member (id), -- NULL: the server
    placed_at     INTEGER NOT NULL,
    PRIMARY KEY (document, comment)
) STRICT;
CREATE INDEX carried_by_comment ON carried (comment, document);
