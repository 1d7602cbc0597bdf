-- 0005_reviews.sql - drafts, the rounds in which they are reviewed, comments.

CREATE TABLE document (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    number        INTEGER NOT NULL,     -- people see #12
    community     INTEGER NOT NULL REFERENCES community (id),
    title         TEXT NOT NULL,
    version       INTEGER NOT NULL,     -- 1, 2 ... of this title
    file          INTEGER NOT NULL REFERENCES file (id), -- as it was given
    file_name     TEXT NOT NULL,
    format        TEXT NOT NULL,        -- markdown, text
    added_by      INTEGER NOT NULL REFERENCES member (id),
    added_at      INTEGER NOT NULL,
    clause_count  INTEGER NOT NULL,
    minutes       INTEGER NOT NULL,     -- that reading it takes
    UNIQUE (community, title, version)
) STRICT;
CREATE INDEX document_by_community ON document (community, id);

-- The parts of a draft that can be commented on; never changed.
CREATE TABLE clause (
    id            INTEGER PRIMARY KEY,  -- document * 10000 + position
    document      INTEGER NOT NULL REFERENCES document (id),
    position      INTEGER NOT NULL,     -- 1, 2, 3 ...
    number        TEXT NOT NULL,        -- "2.3 ¶4"
    kind          TEXT NOT NULL,        -- heading, paragraph, item, row, code, quote
    level         INTEGER NOT NULL,     -- of headings 1-6; else 0
    text          TEXT NOT NULL,        -- plain; what comments count in
    html          TEXT NOT NULL,        -- derived
    section       INTEGER REFERENCES clause (id), -- its heading; NULL: none
    UNIQUE (document, position)
) STRICT;

CREATE TABLE round (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    number        INTEGER NOT NULL,
    community     INTEGER NOT NULL REFERENCES community (id),
    document      INTEGER NOT NULL REFERENCES document (id),
    title         TEXT NOT NULL,
    instructions  TEXT NOT NULL,        -- Markdown, as typed
    instructions_html TEXT NOT NULL,
    opened_by     INTEGER NOT NULL REFERENCES member (id),
    opened_at     INTEGER NOT NULL,
    closes_at     INTEGER NOT NULL,     -- as announced
    zone          TEXT NOT NULL,        -- IANA, in which that was meant
    closed_at     INTEGER,              -- NULL: open
    closed_by     INTEGER REFERENCES member (id), -- NULL: its time came
    outcome       TEXT,                 -- Markdown, as typed
    outcome_html  TEXT,
    comment_count INTEGER NOT NULL DEFAULT 0, -- withdrawn ones left out
    disposed_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX round_by_community ON round (community, id);
CREATE INDEX round_by_document ON round (document, id);
CREATE INDEX round_open ON round (community, closes_at) WHERE closed_at IS NULL;
CREATE INDEX round_due ON round (closes_at) WHERE closed_at IS NULL;
-- A draft is in one open round at a time.
CREATE UNIQUE INDEX round_one_open ON round (document) WHERE closed_at IS NULL;

CREATE TABLE comment (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    round         INTEGER NOT NULL REFERENCES round (id),
    clause        INTEGER REFERENCES clause (id), -- NULL: the whole document
    start         INTEGER,              -- code points in clause.text; NULL: all
    "end"         INTEGER,              -- exclusive
    exact         TEXT,                 -- the words between them
    prefix        TEXT,                 -- a few words before
    suffix        TEXT,                 -- and behind
    author        INTEGER NOT NULL REFERENCES member (id),
    body          TEXT NOT NULL,        -- Markdown; "" when withdrawn
    body_html     TEXT NOT NULL,        -- derived
    proposed      TEXT,                 -- what should stand there instead
    made_at       INTEGER NOT NULL,
    withdrawn_at  INTEGER,
    disposition   TEXT,                 -- NULL: not answered yet
    reason        TEXT,
    disposed_by   INTEGER REFERENCES member (id),
    disposed_at   INTEGER
) STRICT;
CREATE INDEX comment_by_round ON comment (round, id);
CREATE INDEX comment_by_author ON comment (author, round);
CREATE INDEX comment_answered ON comment (author, disposed_at)
    WHERE disposed_at IS NOT NULL;

-- "I have read it and have nothing to add."
CREATE TABLE sign_off (
    member        INTEGER NOT NULL REFERENCES member (id),
    round         INTEGER NOT NULL REFERENCES round (id),
    at            INTEGER NOT NULL,
    PRIMARY KEY (member, round)
) STRICT;
