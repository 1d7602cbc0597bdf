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

-- A round that is over and done: nothing of it changes any more.
CREATE TABLE archive (
    id            INTEGER PRIMARY KEY REFERENCES round (id),
    archived_by   INTEGER NOT NULL REFERENCES member (id),
    archived_at   INTEGER NOT NULL,
    open_count    INTEGER NOT NULL,     -- comments that got no answer
    reason        TEXT                  -- why; NULL: all were answered
) STRICT;

-- One mail for each who commented: what became of their words.
CREATE TABLE letter (
    round         INTEGER NOT NULL REFERENCES round (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    asked_at      INTEGER NOT NULL,
    asked_by      INTEGER NOT NULL REFERENCES member (id),
    written_at    INTEGER,              -- NULL: not in the outbox yet
    PRIMARY KEY (round, member)
) STRICT;
CREATE INDEX letter_due ON letter (asked_at) WHERE written_at IS NULL;

-- "We asked, you said, we did": for everyone, without names.
CREATE TABLE feedback (
    id            INTEGER PRIMARY KEY REFERENCES round (id),
    asked         TEXT NOT NULL,        -- Markdown, as typed
    asked_html    TEXT NOT NULL,
    said          TEXT NOT NULL,
    said_html     TEXT NOT NULL,
    did           TEXT NOT NULL,
    did_html      TEXT NOT NULL,
    published_by  INTEGER NOT NULL REFERENCES member (id),
    published_at  INTEGER NOT NULL
) STRICT;

-- Who has had which part of a draft on the screen for a while.
CREATE TABLE reading (
    clause        INTEGER NOT NULL REFERENCES clause (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    at            INTEGER NOT NULL,
    PRIMARY KEY (clause, member)
) STRICT;
