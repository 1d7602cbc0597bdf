-- 0014_mail.sql - mail that comes in, and which mail went out for which event.

-- An answer goes to this thing ("t41": thread 41); NULL: to nowhere.
ALTER TABLE outbox ADD COLUMN answer_to TEXT;
-- The Message-ID of the mail that this one answers; NULL: none.
ALTER TABLE outbox ADD COLUMN answering TEXT;

-- A mail that came in, taken once. Who sent it is kept as a keyed hash, what it
-- said for 30 days: for who asks what became of it.
CREATE TABLE received (
    id            INTEGER PRIMARY KEY,
    hash          TEXT NOT NULL UNIQUE, -- keyed, of its Message-ID
    at            INTEGER NOT NULL,
    kind          TEXT NOT NULL,        -- reply, bounce, auto ...
    state         TEXT NOT NULL,        -- taken, held, refused, ignored
    sender        TEXT NOT NULL,        -- keyed hash of the address
    member        INTEGER REFERENCES member (id), -- whose it is; NULL: unknown
    answer_to     TEXT,                 -- the sealed words of its address
    thing         INTEGER,              -- what was made of it
    mail          INTEGER,              -- the outbox row that bounced
    class         TEXT,                 -- of a bounce: hard, soft
    status        TEXT,                 -- "5.1.1"
    why           TEXT,                 -- told to the sender, or the log
    answered      INTEGER NOT NULL DEFAULT 0, -- the sender got a mail
    subject       TEXT NOT NULL,
    body          TEXT NOT NULL,        -- the author's words; "" when purged
    cut           TEXT NOT NULL         -- the rest; "" when purged
) STRICT;
CREATE INDEX received_by_sender ON received (sender, at);
CREATE INDEX received_by_member ON received (member, at);
CREATE INDEX received_by_thing ON received (thing) WHERE thing IS NOT NULL;
CREATE INDEX received_by_age ON received (at);

-- Who was asked to take part by mail alone, under this name; NULL: as usual.
ALTER TABLE invitation ADD COLUMN by_mail TEXT;

-- Which kinds of mail a member wants: now, digest or none. No row: the usual.
CREATE TABLE wish (
    member        INTEGER NOT NULL REFERENCES member (id),
    community     INTEGER NOT NULL,     -- 0: in all that have no row of theirs
    kind          TEXT NOT NULL,        -- direct, asks, deadlines, outcomes, news
    way           TEXT NOT NULL,        -- now, digest, none
    PRIMARY KEY (member, community, kind)
) STRICT;
CREATE INDEX wish_by_way ON wish (kind, way, community);

-- When mail may come that is no digest, in the member's zone.
ALTER TABLE notice ADD COLUMN awake_from INTEGER NOT NULL DEFAULT 7;
ALTER TABLE notice ADD COLUMN awake_to INTEGER NOT NULL DEFAULT 20;
ALTER TABLE notice ADD COLUMN awake_days TEXT NOT NULL DEFAULT '12345';

-- What was decided for a member about an event, and why.
CREATE TABLE mailing (
    member        INTEGER NOT NULL REFERENCES member (id),
    event         INTEGER NOT NULL,     -- seq in the log
    kind          TEXT NOT NULL,
    community     INTEGER NOT NULL REFERENCES community (id),
    subject       INTEGER NOT NULL,     -- the post, comment, round ...
    batch         INTEGER NOT NULL,     -- the thread whose mails go together
    cause         TEXT NOT NULL,        -- reply, mention, opened ...
    way           TEXT NOT NULL,        -- now, digest, none
    why           TEXT NOT NULL,        -- wish, usual, cap, off ...
    at            INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,     -- the mail goes then
    settled_at    INTEGER,              -- NULL: it has not gone yet
    mail          INTEGER,              -- in the outbox; NULL: there was no need
    PRIMARY KEY (member, event, kind)
) STRICT;
CREATE INDEX mailing_due ON mailing (due_at, member, batch)
    WHERE settled_at IS NULL;
CREATE INDEX mailing_mailed ON mailing (member, settled_at)
    WHERE mail IS NOT NULL;
CREATE INDEX mailing_by_subject ON mailing (subject, kind);
CREATE INDEX mailing_by_community ON mailing (community, event);
CREATE INDEX mailing_by_age ON mailing (at);

-- How far the log was decided about: seq, and of the event after it the last
-- member. What happened before this version is nobody's mail.
CREATE TABLE decided (
    id            INTEGER PRIMARY KEY,  -- 1
    seq           INTEGER NOT NULL,
    member        INTEGER NOT NULL
) STRICT;
INSERT INTO decided (id, seq, member)
SELECT 1, coalesce(max(seq), 0), 0 FROM event;

-- Answers to somebody's posts, for their digest.
CREATE INDEX post_by_author ON post (author);
CREATE INDEX post_by_reply ON post (reply_to) WHERE reply_to IS NOT NULL;
