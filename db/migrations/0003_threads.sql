-- 0003_threads.sql - conversations, their posts, and how far each has read.

CREATE TABLE thread (
    id            INTEGER PRIMARY KEY,
    number        INTEGER NOT NULL,     -- people see #12
    community     INTEGER NOT NULL REFERENCES community (id),
    kind          TEXT NOT NULL,        -- discussion, announcement
    title         TEXT NOT NULL,
    opened_by     INTEGER NOT NULL REFERENCES member (id),
    opened_at     INTEGER NOT NULL,
    changed       INTEGER NOT NULL,     -- seq of the last event in it
    last_post     INTEGER NOT NULL,     -- id of the newest post
    last_post_at  INTEGER NOT NULL,
    post_count    INTEGER NOT NULL,
    closed_at     INTEGER,
    closed_by     INTEGER REFERENCES member (id),
    outcome       TEXT,                 -- Markdown, as typed
    outcome_html  TEXT
) STRICT;
CREATE INDEX thread_by_activity ON thread (community, last_post);

CREATE TABLE post (
    id            INTEGER PRIMARY KEY,
    thread        INTEGER NOT NULL REFERENCES thread (id),
    author        INTEGER NOT NULL REFERENCES member (id),
    posted_at     INTEGER NOT NULL,
    reply_to      INTEGER REFERENCES post (id), -- NULL: answers the thread
    body          TEXT NOT NULL,        -- Markdown, as typed; "" when withdrawn
    body_html     TEXT NOT NULL,        -- derived
    edited_at     INTEGER,
    edit_count    INTEGER NOT NULL DEFAULT 0,
    withdrawn_at  INTEGER
) STRICT;
CREATE INDEX post_by_thread ON post (thread, id);

-- What a post said before each edit.
CREATE TABLE post_version (
    post          INTEGER NOT NULL REFERENCES post (id),
    at            INTEGER NOT NULL,     -- when these words were written
    number        INTEGER NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (post, number)
) STRICT;

CREATE TABLE mark (
    member        INTEGER NOT NULL REFERENCES member (id),
    thread        INTEGER NOT NULL REFERENCES thread (id),
    post          INTEGER NOT NULL,     -- the last one read
    PRIMARY KEY (member, thread)
) STRICT;

CREATE TABLE draft (
    id            INTEGER PRIMARY KEY,
    member        INTEGER NOT NULL REFERENCES member (id),
    place         TEXT NOT NULL,        -- "thread:12"
    body          TEXT NOT NULL,
    saved_at      INTEGER NOT NULL,
    UNIQUE (member, place)
) STRICT;
